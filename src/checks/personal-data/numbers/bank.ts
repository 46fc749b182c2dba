import { cuesBefore, nearestCueAfter, nearestCueBefore } from '../text/context.js'
import { CUE_CARD, CUE_REFERENCE } from '../text/cues.js'
import type { Hit } from '../text/reading.js'
import { NUMBER, type Tokens, WORD } from '../text/tokens.js'
import type { IbanLibrary } from '../types.js'
import { hasIbanKey, hasLuhnKey, IBAN_LENGTHS, isCardLength } from './keys.js'
import { isFree, readSymbols } from './read-symbols.js'

const LONGEST_IBAN = 34
const IBAN_RULES = { max: LONGEST_IBAN, letters: true, repair: false, separators: '-.\n' } as const

/** An IBAN, or what only looks like one: its digits are then no card and no telephone either. */
export type IbanReading = Hit | { readonly type: 'none'; readonly end: number }

/** An IBAN that starts at a two-letter word: the key must be right, whatever the spaces and scanner's mistakes. */
export function readIban(tokens: Tokens, at: number, library?: IbanLibrary): IbanReading | undefined {
  const start = tokens.start[at] ?? 0
  if ((tokens.end[at] ?? 0) - start !== 2 || tokens.kind[at + 1] !== NUMBER || at + 1 >= tokens.count)
    return undefined
  const country = tokens.text.slice(start, start + 2).toUpperCase()
  const length = IBAN_LENGTHS.get(country)
  if (length === undefined || !isFree(tokens.text, start - 1)) return undefined
  const { value, at: places } = readSymbols(tokens.text, start, IBAN_RULES)
  const end = (places[length - 1] ?? 0) + 1
  if (value.length < length || !/^\d\d/.test(value.slice(2)) || !isFree(tokens.text, end)) return undefined
  const iban = withKey(value.slice(0, length))
  if (iban !== undefined && (library === undefined || library.isValidIBAN(iban)))
    return { type: 'iban', start, end, score: 0.99 }
  return digitShare(value.slice(2, length)) > 0.7 ? { type: 'none', end } : undefined
}

function withKey(iban: string): string | undefined {
  if (hasIbanKey(iban)) return iban
  const repaired = iban.slice(0, 2) + iban.slice(2).replaceAll('O', '0').replaceAll('I', '1')
  return repaired !== iban && hasIbanKey(repaired) ? repaired : undefined
}

function digitShare(symbols: string): number {
  let digits = 0
  for (let at = 0; at < symbols.length; at++) if (symbols.charCodeAt(at) <= 57) digits++
  return digits / symbols.length
}

const CARD_RULES = { max: 20, letters: false, repair: false, separators: '-.' } as const
/** Digits as cards show them, by the lengths of their groups. */
const CARD_LAYOUTS = new Set(['16', '15', '4-4-4-4', '4-6-5', '4-6-4', '4-4-4-4-3'])

/** A bank card number: issuer, length and Luhn key right; other groupings only after a word that says so. */
export function readCard(tokens: Tokens, at: number): Hit | undefined {
  const start = tokens.start[at] ?? 0
  const first = tokens.text.charCodeAt(start)
  if (first < 50 || first > 54 || !isFree(tokens.text, start - 1)) return undefined
  const { value, at: places } = readSymbols(tokens.text, start, CARD_RULES)
  for (let length = Math.min(19, value.length); length >= 13; length--) {
    const end = (places[length - 1] ?? 0) + 1
    if (places[length] === end || !isFree(tokens.text, end)) continue
    const digits = value.slice(0, length)
    if (!isCardLength(digits) || !hasLuhnKey(digits)) continue
    const hit: Hit = { type: 'card', start, end, score: 0.97 }
    const said = (cuesBefore(tokens, at) & CUE_CARD) !== 0
    if (said) return hit
    const other = nearestCueBefore(tokens, at, CUE_REFERENCE) !== 0 && layoutOf(places, length).length < 3
    if (CARD_LAYOUTS.has(layoutOf(places, length)) && !other) return hit
    if (nearestCueAfter(tokens, at, CUE_CARD, 6) !== 0) return hit
  }
  return undefined
}

function layoutOf(places: readonly number[], length: number): string {
  const groups: number[] = []
  let size = 0
  for (let index = 0; index < length; index++) {
    if (index > 0 && (places[index] ?? 0) - (places[index - 1] ?? 0) > 1) {
      groups.push(size)
      size = 0
    }
    size++
  }
  return [...groups, size].join('-')
}

/** True for a word that may begin an IBAN: cheap, so that most words are not looked at further. */
export function mayStartIban(tokens: Tokens, at: number): boolean {
  return (
    tokens.kind[at] === WORD &&
    (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0) === 2 &&
    tokens.kind[at + 1] === NUMBER
  )
}
