import { cuesBefore, nearestCueBefore } from '../text/context.js'
import { CUE_PLATE, CUE_REFERENCE, CUE_VEHICLE } from '../text/cues.js'
import type { Hit } from '../text/reading.js'
import type { Tokens } from '../text/tokens.js'
import { isFree } from './read-symbols.js'

const REACH = 10
const LONGEST = 14

/** Letters and digits in up to four groups. */
const GROUPS = /^[A-Z]{0,3}\d{0,4}(?:[ -]?(?:\d{1,4}|[A-Z]{1,3})){1,3}(?![A-Za-z0-9])/
/** A French plate of which a scanner read some figures as letters, or that somebody spaced out of habit. */
const MISREAD = /^[A-Z]{2}[-. ]?(?=[OIlSB]{0,2}\d)[\dOIlSB]{3}[-. ]?[A-Z]{2}(?![A-Za-z0-9])/
const SPACED = /^[A-Z]{2} \d \d\d [A-Z]{2}(?![A-Za-z0-9])|^[A-Z]{2} \d\d \d [A-Z]{2}(?![A-Za-z0-9])/
/** Diplomatic and consular: 148 CMD 2, CC 207 E 14 (arrêté du 9 février 2009, annex). */
const DIPLOMATIC = /^(?:\d{1,3} ?(?:CMD|CD|CC|C|K) ?\d{1,3}|C[CD] ?\d{1,3} ?[A-Z] ?\d{1,3})(?![A-Za-z0-9])/

/** Shapes that a word for a vehicle is enough for: the plates of neighbours, and of French mopeds before 2009. */
const KNOWN: readonly RegExp[] = [
  // United Kingdom, Spain
  /^[A-Z]{2} ?\d{2} ?[A-Z]{3}$/,
  /^\d{4} ?[B-DF-HJ-NP-TV-Z]{3}$/,
  // Germany, Bulgaria, Slovenia, Belgium
  /^[A-Z]{1,3}-[A-Z]{1,2} ?\d{2,4}$/,
  /^[A-Z]{2} ?\d{4} ?[A-Z]{2}$/,
  /^[A-Z]{2} [A-Z\d]{2}-[A-Z\d]{3}$/,
  /^\d-[A-Z]{3}-\d{3}$/,
  // Mopeds
  /^[A-Z]{2}-\d{2,3}-[A-Z]$/,
]

/** A plate of another country, a diplomat's, or one misread by a scanner, after a word for plates or vehicles. */
export function readSaidPlate(tokens: Tokens, at: number): Hit | undefined {
  const cues = cuesBefore(tokens, at, REACH)
  if ((cues & (CUE_PLATE | CUE_VEHICLE)) === 0) return undefined
  const { text } = tokens
  const start = startOf(text, tokens.start[at] ?? 0)
  if (!isFree(text, start - 1)) return undefined
  if (nearestCueBefore(tokens, at, CUE_PLATE | CUE_VEHICLE | CUE_REFERENCE) === CUE_REFERENCE)
    return undefined
  const written = text.slice(start, start + LONGEST)
  const sure = DIPLOMATIC.exec(written) ?? MISREAD.exec(written) ?? SPACED.exec(written)
  if (sure !== null) return { type: 'plate', start, end: start + sure[0].length, score: 0.8 }
  const value = GROUPS.exec(written)?.[0] ?? ''
  if (KNOWN.some((shape) => shape.test(value)))
    return { type: 'plate', start, end: start + value.length, score: 0.75 }
  const symbols = value.replace(/[ -]/g, '')
  if (symbols.length < 5 || symbols.length > 8 || !/\d\d/.test(symbols) || !/[A-Z]/.test(symbols))
    return undefined
  return (cues & CUE_PLATE) !== 0
    ? { type: 'plate', start, end: start + value.length, score: 0.75 }
    : undefined
}

/** « HH-TR 2207 »: the letters before a hyphen belong to the plate. */
function startOf(text: string, start: number): number {
  if (text.charAt(start - 1) !== '-') return start
  const before = /(?<![A-Za-z0-9-])[A-Z]{1,3}-$/.exec(text.slice(Math.max(0, start - 5), start))
  return before === null ? start : start - before[0].length
}
