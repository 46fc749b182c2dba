import type { Hit } from '../text/reading.js'
import { LOWERCASE, type Tokens, WORD } from '../text/tokens.js'
import { ABBREVIATION, COMPLEMENT, HONORIFIC, LINK, RESIDENCE, STREET } from './address-words.js'
import { isCapital, readName } from './street-name.js'
import { readNumberBefore } from './street-number.js'
import { readTown, readTownAlone } from './town.js'
import {
  bitsOf,
  COMMA,
  DOT,
  HYPHEN,
  isBreak,
  isJoint,
  isMark,
  isNumber,
  isPostcode,
  lengthOf,
  postcodeEnd,
} from './walk.js'

/** Tokens between a street and its postcode, at most. */
const MOST_COMPLEMENT_TOKENS = 18

/** An address whose street word, or whose residence, is the token `at`. */
export function readAddress(tokens: Tokens, at: number): Hit | undefined {
  const bits = bitsOf(tokens, at)
  if ((bits & (STREET | RESIDENCE)) === 0) return undefined
  const number = (bits & STREET) !== 0 ? readNumberBefore(tokens, at) : undefined
  if (number !== undefined) return readStreet(tokens, at, number)
  return (bits & RESIDENCE) !== 0 ? readResidence(tokens, at) : undefined
}

function readStreet(tokens: Tokens, at: number, first: number): Hit | undefined {
  const name = readName(tokens, at)
  if (name === undefined) return undefined
  const start = tokens.start[first] ?? 0
  const town = readPostcodeAndTown(tokens, name.last)
  if (town !== undefined) return { type: 'address', start, end: tokens.end[town] ?? 0, score: 0.97 }
  if (!name.sure) return undefined
  const alone = readTownAlone(tokens, name.last)
  if (alone !== undefined) return { type: 'address', start, end: tokens.end[alone] ?? 0, score: 0.92 }
  const last = readTrailingComplement(tokens, name.last)
  return { type: 'address', start, end: tokens.end[last] ?? 0, score: 0.85 }
}

/** Last token of « , appt 12, 33300 Bordeaux » after a name: what may lie between, then postcode and town. */
function readPostcodeAndTown(tokens: Tokens, name: number): number | undefined {
  const end = Math.min(tokens.count, name + 1 + MOST_COMPLEMENT_TOKENS)
  let breaks = 0
  let plain = 0
  for (let at = name + 1; at < end; at++) {
    if (isPostcode(tokens, at)) {
      const code = postcodeEnd(tokens, at)
      return readTown(tokens, isMark(tokens, code + 1, COMMA) ? code + 2 : code + 1) ?? code
    }
    if (isBreak(tokens, at)) {
      breaks++
      if (breaks > 2) return undefined
      continue
    }
    if (tokens.kind[at] === WORD) {
      const bits = bitsOf(tokens, at)
      if ((bits & STREET) !== 0 && (bits & (RESIDENCE | COMPLEMENT)) === 0 && isNumber(tokens, at - 1))
        return undefined
      if ((bits & (COMPLEMENT | LINK)) !== 0) continue
      if (isCapital(tokens, at) || lengthOf(tokens, at) <= 2) continue
      // A few words in small letters may name a residence; a sentence has more.
      plain++
      if (plain > 3) return undefined
    } else if (isNumber(tokens, at)) {
      if (lengthOf(tokens, at) > 4) return undefined
    } else if (!isBetween(tokens, at)) return undefined
  }
  return undefined
}

/** Signs that may stand between a street and its postcode. A full stop only after an abbreviation. */
function isBetween(tokens: Tokens, at: number): boolean {
  const code = tokens.code[at] ?? 0
  if (code === DOT) return lengthOf(tokens, at - 1) <= 4 && tokens.spaced[at] === 0
  return (
    code === COMMA ||
    code === HYPHEN ||
    code === 0x2013 ||
    code === 0x2014 ||
    code === 0x2019 ||
    code === 39 ||
    code === 0xb0 ||
    code === 47 ||
    code === 40 ||
    code === 41
  )
}

/** « , appt 12 », « , bât. B » after a street without a postcode. */
function readTrailingComplement(tokens: Tokens, name: number): number {
  let last = name
  for (let steps = 0; steps < 3; steps++) {
    let at = isMark(tokens, last + 1, COMMA) ? last + 2 : last + 1
    if (
      (bitsOf(tokens, at) & COMPLEMENT) === 0 ||
      (bitsOf(tokens, at) & (LINK | HONORIFIC)) !== 0 ||
      lengthOf(tokens, at) < 3
    )
      break
    if (isMark(tokens, at + 1, DOT)) at++
    const value = isMark(tokens, at + 1, 0xb0) ? at + 2 : at + 1
    const short = isNumber(tokens, value) || (tokens.kind[value] === WORD && lengthOf(tokens, value) === 1)
    if (!short || value >= tokens.count) break
    last = value
  }
  return last
}

/** « résidence Les Aubiers, bât. D, 33300 Bordeaux »: no number, so a postcode and a town are required. */
function readResidence(tokens: Tokens, at: number): Hit | undefined {
  const dotted = (bitsOf(tokens, at) & ABBREVIATION) !== 0 && isMark(tokens, at + 1, DOT)
  const next = dotted ? at + 2 : at + 1
  if (next >= tokens.count || (tokens.kind[next] !== WORD && !isJoint(tokens, next))) return undefined
  if (
    tokens.shape[at] === LOWERCASE &&
    tokens.shape[next] === LOWERCASE &&
    (bitsOf(tokens, next) & LINK) === 0 &&
    !isJoint(tokens, next)
  ) {
    // « maison individuelle … 33000 »: an ordinary sentence.
    if (!dotted) return undefined
  }
  const last = readPostcodeAndTown(tokens, next)
  if (last === undefined || hasStreetInside(tokens, next, last)) return undefined
  return { type: 'address', start: tokens.start[at] ?? 0, end: tokens.end[last] ?? 0, score: 0.8 }
}

function hasStreetInside(tokens: Tokens, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if ((bitsOf(tokens, at) & STREET) !== 0 && readNumberBefore(tokens, at) !== undefined) return true
  }
  return false
}
