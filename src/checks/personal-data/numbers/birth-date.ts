import { cuesBefore, nearestCueAfter, nearestCueBefore, numbersSinceCue } from '../text/context.js'
import { CUE_BIRTH, CUE_DATE } from '../text/cues.js'
import type { Hit } from '../text/reading.js'
import type { Tokens } from '../text/tokens.js'
import type { WrittenDate } from './date.js'

/** A date of birth: the nearest word that says what a date is speaks of birth, or the column's head does. */
export function readBirthDate(
  tokens: Tokens,
  at: number,
  date: WrittenDate,
  columnCues: number,
): Hit | undefined {
  const { start, end, last } = date
  if ((columnCues & CUE_BIRTH) !== 0) return { type: 'birth-date', start, end, score: 0.95 }
  const before = nearestCueBefore(tokens, at, CUE_BIRTH | CUE_DATE)
  // « née le 19/02/1987, vue le 12/03/2024 »: the word was for the date between.
  const another = numbersSinceCue(tokens, at, CUE_BIRTH) >= 2
  if ((before & CUE_BIRTH) !== 0) return another ? undefined : { type: 'birth-date', start, end, score: 0.95 }
  if (before !== 0) return undefined
  const after = nearestCueAfter(tokens, last, CUE_BIRTH | CUE_DATE, 6)
  return (after & CUE_BIRTH) !== 0 ? { type: 'birth-date', start, end, score: 0.75 } : undefined
}

const LATEST_BESIDE_NAME = 2019
const EARLIEST = 1905
const BESIDE_NAME = /^[\s,;:•·|(–—/-]{1,4}(?:[bn]\.\s?)?$/

/** « Manon Ferreira • 27.01.2004 », « Orphée (06/06/2013) »: a full date right after a name, old enough to be of birth. */
export function birthDatesBesideNames(
  text: string,
  names: readonly Hit[],
  dates: readonly WrittenDate[],
): readonly Hit[] {
  const found: Hit[] = []
  let next = 0
  for (const date of dates) {
    while (next < names.length && (names[next]?.end ?? 0) <= date.start) next++
    const name = names[next - 1]
    if (
      name === undefined ||
      date.year === undefined ||
      date.year > LATEST_BESIDE_NAME ||
      date.year < EARLIEST
    )
      continue
    const between = text.slice(name.end, date.start)
    if (between.length <= 8 && BESIDE_NAME.test(between))
      found.push({ type: 'birth-date', start: date.start, end: date.end, score: 0.65 })
  }
  return found
}

const MISREAD = /^[\dOolISB]{1,2}[/.-][\dOolISB]{1,2}[/.-][\dOolISB]{4}(?![A-Za-z0-9])/
/** « 3.X.1980 » */
const ROMAN_MONTH = /^\d{1,2}([./ -])(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})\1(?:19|20)\d\d(?![A-Za-z0-9])/
const COMPACT = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/
const FEWEST_DIGITS = 4

/** « 19870314 », eight figures under the head of a column of births or right after such a word. */
export function readCompactBirthDate(tokens: Tokens, at: number, columnCues: number): Hit | undefined {
  const start = tokens.start[at] ?? 0
  const end = tokens.end[at] ?? 0
  if (end - start !== 8 || !COMPACT.test(tokens.text.slice(start, end))) return undefined
  if (((columnCues | cuesBefore(tokens, at, 4)) & CUE_BIRTH) === 0) return undefined
  return { type: 'birth-date', start, end, score: 0.85 }
}

/** « l7/O9/1998 » right after « né le »: a scanner read some figures as letters. */
export function readMisreadBirthDate(tokens: Tokens, at: number): Hit | undefined {
  const start = tokens.start[at] ?? 0
  if ((cuesBefore(tokens, at, 4) & CUE_BIRTH) === 0) return undefined
  const roman = ROMAN_MONTH.exec(tokens.text.slice(start, start + 14))?.[0]
  if (roman !== undefined) return { type: 'birth-date', start, end: start + roman.length, score: 0.9 }
  const written = MISREAD.exec(tokens.text.slice(start, start + 11))?.[0]
  if (written === undefined || written.replace(/\D/g, '').length < FEWEST_DIGITS) return undefined
  return { type: 'birth-date', start, end: start + written.length, score: 0.8 }
}
