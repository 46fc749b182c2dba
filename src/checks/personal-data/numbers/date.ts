import { BREAK, MARK, NUMBER, type Tokens, WORD } from '../text/tokens.js'
import { MONTH, NUMERAL, ORDINAL } from './date-words.js'

/** A calendar date as written. */
export interface WrittenDate {
  readonly start: number
  readonly end: number
  /** Index of its last token. */
  readonly last: number
  /** Full year, or undefined for two digits. */
  readonly year: number | undefined
}

function is(tokens: Tokens, at: number, sort: number): boolean {
  return ((tokens.dates[at] ?? 0) & sort) !== 0
}

/** A date that starts with a number: 06/06/1996, 5.9.18, 1996-06-06, 1er janvier 1961, 07 AUG 1985. */
export function readDate(tokens: Tokens, at: number): WrittenDate | undefined {
  const first = numberOf(tokens, at)
  if (first === undefined || isGlued(tokens, at)) return undefined
  return readFigures(tokens, at, first) ?? readDayAndMonth(tokens, at, first)
}

/** « August 7, 1985 », « Aug 7 1985 ». `at` is the month. */
export function readMonthFirstDate(tokens: Tokens, at: number): WrittenDate | undefined {
  if (!is(tokens, at, MONTH)) return undefined
  const day = numberOf(tokens, at + 1)
  if (day === undefined || day.value < 1 || day.value > 31 || day.length > 2) return undefined
  let next = at + 2
  if (is(tokens, next, ORDINAL)) next++
  if (tokens.code[next] === COMMA) next++
  return withYear(tokens, at, next)
}

/** « vingt-six février 1936 », « premier mars mille neuf cent trente »: in words, around a month. */
export function readSpokenDate(tokens: Tokens, at: number): WrittenDate | undefined {
  if (!is(tokens, at, NUMERAL)) return undefined
  let next = at
  for (let steps = 0; steps < 5 && isNumberWord(tokens, next); steps++) next++
  if (!is(tokens, next, MONTH)) return undefined
  const written = withYear(tokens, at, next + 1)
  if (written !== undefined) return written
  let last = next
  for (let steps = 0; steps < 10 && isNumberWord(tokens, last + 1); steps++) last++
  if (last - next < 2) return undefined
  return { start: tokens.start[at] ?? 0, end: tokens.end[last] ?? 0, last, year: 1900 }
}

function isNumberWord(tokens: Tokens, at: number): boolean {
  if (at >= tokens.count) return false
  if (tokens.kind[at] === MARK) return tokens.code[at] === HYPHEN && tokens.spaced[at] === 0
  return is(tokens, at, NUMERAL)
}

const COMMA = 44
const HYPHEN = 45
const DOT = 46

interface Figure {
  readonly value: number
  readonly length: number
}

function numberOf(tokens: Tokens, at: number): Figure | undefined {
  if (at >= tokens.count || tokens.kind[at] !== NUMBER) return undefined
  const length = (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0)
  if (length > 4) return undefined
  return { value: Number(tokens.text.slice(tokens.start[at], tokens.end[at])), length }
}

/** A letter or a sign of codes touches the number: B12/05/2024 or 2025-12-05-1996. */
function isGlued(tokens: Tokens, at: number): boolean {
  if (at === 0 || tokens.spaced[at] === 1) return false
  if (tokens.kind[at - 1] === WORD) return tokens.end[at - 1] === tokens.start[at]
  const sign = tokens.code[at - 1]
  return (
    tokens.kind[at - 1] === MARK &&
    (sign === SLASH || sign === HYPHEN || sign === DOT) &&
    tokens.kind[at - 2] === NUMBER &&
    tokens.spaced[at - 1] === 0
  )
}

const SLASH = 47
const BACKSLASH = 92

function readFigures(tokens: Tokens, at: number, first: Figure): WrittenDate | undefined {
  const joint = tokens.kind[at + 1] === MARK ? 1 : 0
  const sign = tokens.code[at + 1]
  if (joint === 1 && sign !== SLASH && sign !== HYPHEN && sign !== DOT && sign !== BACKSLASH) return undefined
  const second = numberOf(tokens, at + 1 + joint)
  const last = at + 2 + 2 * joint
  const third = numberOf(tokens, last)
  if (second === undefined || third === undefined) return undefined
  if (joint === 1 && tokens.code[at + 3] !== sign) return undefined
  if (joint === 0 && (tokens.spaced[at + 1] !== 1 || tokens.spaced[last] !== 1)) return undefined
  // Something more touches it: a time zone is fine, another figure is a longer code.
  const touching = last + 1 < tokens.count && tokens.spaced[last + 1] === 0
  if (
    touching &&
    tokens.code[last + 1] === sign &&
    tokens.kind[last + 2] === NUMBER &&
    tokens.spaced[last + 2] === 0
  )
    return undefined
  const start = tokens.start[at] ?? 0
  const end = tokens.end[last] ?? 0
  if (first.length === 4 && joint === 1) {
    const right = isYear(first) && isMonth(second) && isDay(third)
    return right ? { start, end, last, year: first.value } : undefined
  }
  const dayFirst = isDay(first) && isMonth(second)
  const monthFirst = isMonth(first) && isDay(second)
  if (!(dayFirst || monthFirst)) return undefined
  if (isYear(third)) return { start, end, last, year: third.value }
  return third.length === 2 ? { start, end, last, year: undefined } : undefined
}

function isDay({ value, length }: Figure): boolean {
  return value >= 1 && value <= 31 && length <= 2
}

function isMonth({ value, length }: Figure): boolean {
  return value >= 1 && value <= 12 && length <= 2
}

function isYear({ value, length }: Figure): boolean {
  return length === 4 && value >= 1890 && value <= 2099
}

function readDayAndMonth(tokens: Tokens, at: number, day: Figure): WrittenDate | undefined {
  if (!isDay(day)) return undefined
  let next = at + 1
  if (is(tokens, next, ORDINAL)) next++
  if (tokens.kind[next] === MARK && (tokens.code[next] === HYPHEN || tokens.code[next] === SLASH)) next++
  // « 7th of August », « 7th day of August »
  if (tokens.kind[next] === WORD && /^day$/i.test(tokens.text.slice(tokens.start[next], tokens.end[next])))
    next++
  if (tokens.kind[next] === WORD && (tokens.end[next] ?? 0) - (tokens.start[next] ?? 0) === 2) next++
  if (!is(tokens, next, MONTH)) return undefined
  next++
  const sign = tokens.code[next]
  if (tokens.kind[next] === MARK && (sign === HYPHEN || sign === DOT || sign === COMMA || sign === SLASH))
    next++
  // « 9 Sept. '77 »
  if (tokens.kind[next] === MARK && (tokens.code[next] === 39 || tokens.code[next] === 0x2019)) next++
  return withYear(tokens, at, next)
}

function withYear(tokens: Tokens, at: number, next: number): WrittenDate | undefined {
  const year = numberOf(tokens, next)
  if (year === undefined || tokens.kind[next - 1] === BREAK) return undefined
  const full = isYear(year)
  if (!full && year.length !== 2) return undefined
  return {
    start: tokens.start[at] ?? 0,
    end: tokens.end[next] ?? 0,
    last: next,
    year: full ? year.value : undefined,
  }
}
