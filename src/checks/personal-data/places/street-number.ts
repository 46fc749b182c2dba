import { NUMBER, type Tokens, WORD } from '../text/tokens.js'
import { ABBREVIATION, DOUBTFUL_STREET, NUMERAL, REPEAT } from './address-words.js'
import { bitsOf, COMMA, DOT, HYPHEN, isJoint, isMark, isNumber, lengthOf } from './walk.js'

/** First token of « 12 bis », « 12/14 », « n° 12, », « cent quatorze » before a street word. */
export function readNumberBefore(tokens: Tokens, at: number): number | undefined {
  // « Sylvi3 », « d3mand3r a »: a digit inside a word.
  if (isGlued(tokens, at)) return undefined
  let before = at - 1
  if (isMark(tokens, before, COMMA)) before--
  if ((bitsOf(tokens, before) & REPEAT) !== 0 && isNumber(tokens, before - 1)) before--
  if (isNumber(tokens, before)) {
    if (
      lengthOf(tokens, before) > 4 ||
      (tokens.text.charAt(tokens.start[before] ?? 0) === '0' && lengthOf(tokens, before) > 1)
    )
      return undefined
    const long = lengthOf(tokens, before) === 4 && (bitsOf(tokens, at) & DOUBTFUL_STREET) !== 0
    return long || isGlued(tokens, before) || isMinute(tokens, before)
      ? undefined
      : rangeStart(tokens, before)
  }
  // « un mail du service », « deux cours de chant »: numbers in words stand before unmistakable streets only.
  if ((bitsOf(tokens, at) & (DOUBTFUL_STREET | ABBREVIATION)) !== 0) return undefined
  let words = 0
  let first: number | undefined
  while (words < 6 && ((bitsOf(tokens, before) & NUMERAL) !== 0 || (isJoint(tokens, before) && words > 0))) {
    if (tokens.kind[before] === WORD) first = before
    before--
    words++
  }
  // « un lotissement », « une allée »
  return first !== undefined &&
    /^une?[\s,]{0,4}$/i.test(tokens.text.slice(tokens.start[first], tokens.start[at]))
    ? undefined
    : first
}

/** « 12-14 rue », « 3/5 rue »; a date or a decimal before it is none. */
function rangeStart(tokens: Tokens, at: number): number | undefined {
  const sign = tokens.code[at - 1]
  if (at < 2 || !isNumber(tokens, at - 2) || tokens.spaced[at] === 1 || tokens.spaced[at - 1] === 1) return at
  if (sign !== HYPHEN && sign !== 47) return sign === DOT || sign === COMMA || sign === 58 ? undefined : at
  const joined = sign === tokens.code[at - 3] && isNumber(tokens, at - 4)
  return joined || lengthOf(tokens, at - 2) > 4 ? undefined : at - 2
}

/** A letter or another digit touches the token on its left. */
function isGlued(tokens: Tokens, at: number): boolean {
  return at > 0 && tokens.spaced[at] === 0 && (tokens.kind[at - 1] === WORD || tokens.kind[at - 1] === NUMBER)
}

/** « départ 8 h 50 place du Prado », « étage -2 ». */
function isMinute(tokens: Tokens, at: number): boolean {
  if (at < 2) return false
  const before = tokens.text.slice(tokens.start[at - 1], tokens.end[at - 1])
  if (/^h$/i.test(before) && isNumber(tokens, at - 2)) return true
  return before === '-' && tokens.spaced[at] === 0 && tokens.kind[at - 2] === WORD
}
