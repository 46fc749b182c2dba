import { BREAK, MARK, NUMBER, type Tokens, WORD } from '../text/tokens.js'

export const APOSTROPHE = 39
export const CURLY_APOSTROPHE = 0x2019
export const HYPHEN = 45
export const DOT = 46
export const COMMA = 44

/** What a word is in an address; 0 for other tokens. */
export function bitsOf(tokens: Tokens, at: number): number {
  return tokens.places[at] ?? 0
}

export function isMark(tokens: Tokens, at: number, code: number): boolean {
  return at >= 0 && at < tokens.count && tokens.kind[at] === MARK && tokens.code[at] === code
}

/** A hyphen or an apostrophe that joins two words. */
export function isJoint(tokens: Tokens, at: number): boolean {
  if (
    at < 0 ||
    at + 1 >= tokens.count ||
    tokens.kind[at] !== MARK ||
    tokens.spaced[at] === 1 ||
    tokens.spaced[at + 1] === 1
  )
    return false
  const code = tokens.code[at]
  return code === HYPHEN || code === APOSTROPHE || code === CURLY_APOSTROPHE
}

export function isBreak(tokens: Tokens, at: number): boolean {
  return at >= 0 && at < tokens.count && tokens.kind[at] === BREAK
}

export function isNumber(tokens: Tokens, at: number): boolean {
  return at >= 0 && at < tokens.count && tokens.kind[at] === NUMBER
}

export function lengthOf(tokens: Tokens, at: number): number {
  return (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0)
}

/** A French postcode: five digits that stand alone. Scanners write O for 0. */
export function isPostcode(tokens: Tokens, at: number): boolean {
  if (!isNumber(tokens, at)) return false
  const start = tokens.start[at] ?? 0
  const word = tokens.text.slice(start, start + 6)
  const code = lengthOf(tokens, at) === 5 ? word.slice(0, 5) : ocrPostcode(tokens, at, word)
  if (code === undefined || !/^(?:0[1-9]|[1-8]\d|9[0-8])\d{3}$/.test(code)) return false
  if (at === 0 || tokens.spaced[at] === 1) return true
  return tokens.kind[at - 1] === BREAK || (tokens.kind[at - 1] === MARK && !isGluedSign(tokens, at - 1))
}

/** « 338OO »: a number and a word that touch. */
function ocrPostcode(tokens: Tokens, at: number, word: string): string | undefined {
  if (tokens.spaced[at + 1] === 1 || tokens.kind[at + 1] !== WORD) return undefined
  if (lengthOf(tokens, at) + lengthOf(tokens, at + 1) !== 5) return undefined
  return /^O{1,5}$/.test(word.slice(lengthOf(tokens, at), 5))
    ? word.slice(0, 5).replaceAll('O', '0')
    : undefined
}

function isGluedSign(tokens: Tokens, at: number): boolean {
  return (
    '-/._'.includes(String.fromCharCode(tokens.code[at] ?? 0x20)) &&
    isNumber(tokens, at - 1) &&
    tokens.spaced[at] === 0
  )
}

/** Last token of a postcode that starts at `at`. */
export function postcodeEnd(tokens: Tokens, at: number): number {
  return lengthOf(tokens, at) === 5 ? at : at + 1
}
