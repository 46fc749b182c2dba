import type { Hit } from '../text/reading.js'
import { CAPITALISED, MIXED, type Tokens, WORD } from '../text/tokens.js'
import { ENGLISH_STREET, REPEAT } from './address-words.js'
import { bitsOf, COMMA, isMark, isNumber, lengthOf } from './walk.js'

const MOST_NAME_WORDS = 4

/** « 221 Harbourside Way, Bristol BS1 5TY »: number, capitals, a street word; then town and postcode if they follow. */
export function readEnglishAddress(tokens: Tokens, at: number): Hit | undefined {
  if ((bitsOf(tokens, at) & ENGLISH_STREET) === 0 || tokens.shape[at] !== CAPITALISED) return undefined
  let before = at - 1
  let words = 0
  while (words < MOST_NAME_WORDS && tokens.kind[before] === WORD && isCapital(tokens, before)) {
    before--
    words++
  }
  if (words === 0) return undefined
  if (tokens.kind[before] === WORD && (bitsOf(tokens, before) & REPEAT) !== 0 && tokens.spaced[before] === 0)
    before--
  if (!isNumber(tokens, before) || lengthOf(tokens, before) > 4) return undefined
  const start = tokens.start[before] ?? 0
  const end = readTail(tokens.text, tokens.end[at] ?? 0)
  return { type: 'address', start, end, score: end > (tokens.end[at] ?? 0) ? 0.95 : 0.8 }
}

/** Town and postcode: British, Irish or American. */
const TAIL =
  /^,?[ \n]{1,2}(?:(?:[A-Z][a-z'’-]{1,24}(?: [A-Z][a-z'’-]{1,24}){0,2}),?[ \n]{1,2}){0,2}(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]{2} \d{5}|[A-Z]\d\d [A-Z\d]{4})(?![A-Za-z0-9])/

function readTail(text: string, from: number): number {
  const match = TAIL.exec(text.slice(from, from + 90))
  return match === null ? from : from + match[0].length
}

function isCapital(tokens: Tokens, at: number): boolean {
  return tokens.shape[at] === CAPITALISED || tokens.shape[at] === MIXED
}

/** True when what follows a street word is a comma: the cheap sign of an address. */
export function isFollowedByComma(tokens: Tokens, at: number): boolean {
  return isMark(tokens, at + 1, COMMA)
}
