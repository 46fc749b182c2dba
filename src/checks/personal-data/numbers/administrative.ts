import { cuesBefore, nearestCueBefore } from '../text/context.js'
import { CUE_FISCAL, CUE_REFERENCE, CUE_SOCIAL } from '../text/cues.js'
import type { Hit } from '../text/reading.js'
import type { Tokens } from '../text/tokens.js'
import { hasFiscalKey, hasNirKey, isPlausibleNir } from './keys.js'
import { isFree, readSymbols } from './read-symbols.js'

const NIR_RULES = { max: 15, letters: true, repair: false, separators: '-./\n' } as const
const WITHOUT_KEY = 13

/** A NIR with its key. */
export function readNir(tokens: Tokens, at: number): Hit | undefined {
  const { text } = tokens
  const start = tokens.start[at] ?? 0
  if (!'123478'.includes(text.charAt(start)) || !isFree(text, start - 1)) return undefined
  const { value, at: places } = readSymbols(text, start, NIR_RULES)
  if (value.length >= 15) {
    const end = (places[14] ?? 0) + 1
    const repaired = repairNir(value)
    if (isFree(text, end) && hasNirKey(repaired) && isPlausibleNir(repaired))
      return { type: 'nir', start, end, score: 0.99 }
  }
  return undefined
}

/** A NIR whose key stands after « clé », or is left out where the words say what the number is. */
export function readNirStem(tokens: Tokens, at: number): Hit | undefined {
  const { text } = tokens
  const start = tokens.start[at] ?? 0
  if (!'123478'.includes(text.charAt(start)) || !isFree(text, start - 1)) return undefined
  const { value, at: places } = readSymbols(text, start, NIR_RULES)
  if (value.length < WITHOUT_KEY) return undefined
  const end = (places[WITHOUT_KEY - 1] ?? 0) + 1
  return readSaidNir(tokens, at, { start, end, symbols: repairNir(value.slice(0, WITHOUT_KEY)) })
}

interface NirStem {
  readonly start: number
  readonly end: number
  readonly symbols: string
}

/** Thirteen characters, then the key after « clé », or none. */
function readSaidNir(tokens: Tokens, at: number, { start, end, symbols }: NirStem): Hit | undefined {
  const { text } = tokens
  if (!/^\d{5}(?:\d{2}|2[AB])\d{6}$/.test(symbols) || !isFree(text, end) || !isPlausibleNir(symbols))
    return undefined
  const key = /^[ \u00a0,;(/-]{0,3}(?:cl[ée]|key)[ \u00a0:]{0,3}(\d\d)(?!\d)/i.exec(text.slice(end, end + 14))
  if (key !== null) {
    const right = hasNirKey(symbols + (key[1] ?? ''))
    return right ? { type: 'nir', start, end: end + key[0].length, score: 0.99 } : undefined
  }
  const cues = cuesBefore(tokens, at)
  const said = (cues & CUE_SOCIAL) !== 0 && (cues & CUE_FISCAL) === 0
  const alone = !/^[ \u00a0.,/-]{0,3}\d/.test(text.slice(end, end + 4))
  return said && alone ? { type: 'nir', start, end, score: 0.6 } : undefined
}

/** Scanners read O for 0 and I for 1; A and B only stand in Corsica's place numbers. */
function repairNir(symbols: string): string {
  if (!/[A-Z]/.test(symbols)) return symbols
  const plain = symbols.replaceAll('O', '0').replaceAll('I', '1').replaceAll('L', '1').replaceAll('S', '5')
  return plain.slice(0, 7) + plain.slice(7).replaceAll('B', '8')
}

const FISCAL_RULES = { max: 14, letters: false, repair: false, separators: '-.' } as const

/** A French tax number with its key, unless the words say that it is another sort of number. */
export function readFiscalId(tokens: Tokens, at: number): Hit | undefined {
  const { text } = tokens
  const start = tokens.start[at] ?? 0
  const first = text.charCodeAt(start)
  if (first < 48 || first > 51 || !isFree(text, start - 1)) return undefined
  const { value, at: places } = readSymbols(text, start, FISCAL_RULES)
  const end = (places[12] ?? 0) + 1
  if (value.length < 13 || places[13] === end || !isFree(text, end) || !hasFiscalKey(value.slice(0, 13)))
    return undefined
  // A fourteenth digit after a separator: a longer number in groups.
  if (value.length > 13 && (places[13] ?? 0) - end < 2 && text.charAt(end) !== ' ') return undefined
  const nearest = nearestCueBefore(tokens, at, CUE_FISCAL | CUE_REFERENCE)
  const said = (cuesBefore(tokens, at) & CUE_FISCAL) !== 0 || isFiscalLayout(text.slice(start, end))
  return nearest === CUE_REFERENCE && !said
    ? undefined
    : { type: 'fiscal-id', start, end, score: said ? 0.99 : 0.95 }
}

/** 29 11 203 847 055: the groups in which the tax office prints it. */
function isFiscalLayout(written: string): boolean {
  return /^\d{2}\s\d{2}\s\d{3}\s\d{3}\s\d{3}$/.test(written)
}

/** 1 85 05 33 063 123 45 with a wrong key: nothing, and its groups are no telephone number either. */
export function failedNirEnd(tokens: Tokens, at: number): number | undefined {
  const start = tokens.start[at] ?? 0
  const shape =
    /^\d[ \u00a0.-]?\d{2}[ \u00a0.-]?\d{2}[ \u00a0.-]?(?:\d{2}|2[AB])[ \u00a0.-]?\d{3}[ \u00a0.-]?\d{3}[ \u00a0.-]?\d{2}(?!\d)/
  const match = shape.exec(tokens.text.slice(start, start + 24))
  return match === null ? undefined : start + match[0].length
}
