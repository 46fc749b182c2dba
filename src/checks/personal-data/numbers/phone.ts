import { cuesBefore, nearestCueBefore } from '../text/context.js'
import { CUE_NUMBER, CUE_PHONE, CUE_REFERENCE } from '../text/cues.js'
import type { Hit } from '../text/reading.js'
import { NUMBER, type Tokens } from '../text/tokens.js'
import { isDigit, isFree, isSpace, readSymbols, type Symbols } from './read-symbols.js'

const SAID = CUE_PHONE | CUE_NUMBER

/** Country calling codes (ITU-T E.164), by their first digits. */
const CALLING_CODES: ReadonlySet<string> = new Set(
  (
    '1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 ' +
    '90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 ' +
    '238 239 240 241 242 243 244 245 246 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 ' +
    '268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 377 378 380 381 ' +
    '382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 ' +
    '599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 850 852 853 855 856 880 ' +
    '886 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 992 993 994 995 996 998'
  ).split(' '),
)

const RULES = { max: 16, letters: false, repair: false, separators: '.-/()' } as const
const REPAIR_RULES = { ...RULES, max: 10, repair: true } as const

/** A number written with its country: +33 6…, 0033 6…, +44 (0)20…. `at` is the `+` or the digits. */
export function readInternationalPhone(tokens: Tokens, at: number): Hit | undefined {
  const { text } = tokens
  const start = tokens.start[at] ?? 0
  const plus = text.charAt(start) === '+'
  if (!plus && !text.startsWith('00', start)) return undefined
  if (!isFree(text, start - 1)) return undefined
  const read = readSymbols(text, start + (plus ? 1 : 2), RULES)
  const country = [3, 2, 1].map((size) => read.value.slice(0, size)).find((code) => CALLING_CODES.has(code))
  if (country === undefined) return undefined
  const places = endsOfGroups(read)
  // The trunk zero in brackets, « +33 (0)6 », is written but not dialled.
  const trunk = read.value.charAt(country.length) === '0' ? 1 : 0
  const digits = country === '33' ? 9 : undefined
  const least = digits ?? 7
  for (const length of places) {
    const national = length - country.length - trunk
    if (digits === undefined ? national < least || length > 15 + trunk : national !== digits) continue
    const end = (read.at[length - 1] ?? 0) + 1
    if (!isFree(text, end)) continue
    if (!plus && country !== '33' && (cuesBefore(tokens, at) & SAID) === 0) continue
    return { type: 'phone', start, end, score: 0.97 }
  }
  return undefined
}

/** Lengths at which a group of digits ends, longest first. */
function endsOfGroups(read: Symbols): readonly number[] {
  const lengths: number[] = []
  for (let length = read.value.length; length > 0; length--) {
    if (read.at[length] !== (read.at[length - 1] ?? 0) + 1) lengths.push(length)
  }
  return lengths
}

/** A French number of ten digits, or an eleven-digit British one. `at` starts with 0, O or an opening bracket's 0. */
export function readNationalPhone(tokens: Tokens, at: number): Hit | undefined {
  const { text } = tokens
  const start = tokens.start[at] ?? 0
  if (!isFree(text, start - 1)) return undefined
  const read = readSymbols(text, start, RULES)
  if (/^0[1-9]/.test(read.value)) {
    if (isEnd(text, read, 10)) return judge(tokens, at, read)
    if (isEnd(text, read, 11)) return readBritish(tokens, at, read)
  }
  return readMisread(tokens, at)
}

function isEnd(text: string, read: Symbols, length: number): boolean {
  if (read.value.length < length) return false
  const end = (read.at[length - 1] ?? 0) + 1
  return isFree(text, end) && read.at[length] !== end
}

function judge(tokens: Tokens, at: number, read: Symbols): Hit | undefined {
  const start = tokens.start[at] ?? 0
  const end = (read.at[9] ?? 0) + 1
  const hit: Hit = { type: 'phone', start, end, score: 0.97 }
  const compact = end - start === 10
  const nearest = nearestCueBefore(tokens, at, SAID | CUE_REFERENCE)
  if ((nearest & SAID) !== 0) return hit
  if (compact) return nearest === 0 && !isPartOfCode(tokens.text, start, end) ? hit : undefined
  if (!hasPhoneLayout(read) || isInLongerNumber(tokens, at, read)) return undefined
  return hit
}

/** Touches a sign that codes are written with: 0612345678-A, 24/0612345678. */
function isPartOfCode(text: string, start: number, end: number): boolean {
  return (
    /[-/_.#][A-Za-z0-9]/.test(text.slice(end, end + 2)) ||
    /[A-Za-z0-9][-/_.#]/.test(text.slice(Math.max(0, start - 2), start))
  )
}

/** 06 39 98 14 02, 0 639 981 402, 0800 12 34 56, 05 3649 5500, 0639 981 402. */
function hasPhoneLayout(read: Symbols): boolean {
  let layout = ''
  let size = 0
  for (let index = 0; index < 10; index++) {
    if (index > 0 && (read.at[index] ?? 0) - (read.at[index - 1] ?? 0) > 1) {
      layout += size
      size = 0
    }
    size++
  }
  return /^(?:22222|1333|4222|433|244|2233|12222|442|424|424|145|55|2332|262|3322|28|343|334)$/.test(
    layout + size,
  )
}

/** Another group of two digits goes on right before or after: a row of figures, not a number of ten. */
function isInLongerNumber(tokens: Tokens, at: number, read: Symbols): boolean {
  const { text } = tokens
  const next = read.at[10]
  const end = (read.at[9] ?? 0) + 1
  if (next !== undefined && next - end <= 1) {
    const after = readSymbols(text, next, { max: 6, letters: false, repair: false, separators: '' }).value
      .length
    if (after <= 3) return true
  }
  if (at === 0 || tokens.kind[at - 1] !== NUMBER) return false
  const start = tokens.start[at] ?? 0
  const before = (tokens.end[at - 1] ?? 0) - (tokens.start[at - 1] ?? 0)
  return start - (tokens.end[at - 1] ?? 0) <= 1 && before <= 3
}

const BRITISH = /^(?:56|533|434|344|353|11|4223|5222|542)$/

function readBritish(tokens: Tokens, at: number, read: Symbols): Hit | undefined {
  let layout = ''
  let size = 0
  for (let index = 0; index < 11; index++) {
    if (index > 0 && (read.at[index] ?? 0) - (read.at[index - 1] ?? 0) > 1) {
      layout += size
      size = 0
    }
    size++
  }
  layout += size
  const said = (cuesBefore(tokens, at) & SAID) !== 0
  if (!BRITISH.test(layout) || (layout === '11' && !said)) return undefined
  return {
    type: 'phone',
    start: tokens.start[at] ?? 0,
    end: (read.at[10] ?? 0) + 1,
    score: said ? 0.95 : 0.75,
  }
}

/** Ten digits in pairs of which a scanner read some as letters: « O6 39 98 l2 77 ». */
function readMisread(tokens: Tokens, at: number): Hit | undefined {
  const { text } = tokens
  const start = tokens.start[at] ?? 0
  const read = readSymbols(text, start, REPAIR_RULES)
  if (read.repaired === 0 || read.repaired > 5 || !/^0[1-9]\d{8}$/.test(read.value)) return undefined
  const end = (read.at[9] ?? 0) + 1
  if (!isFree(text, end)) return undefined
  const said = (cuesBefore(tokens, at) & SAID) !== 0
  return isInPairs(text, read) || said ? { type: 'phone', start, end, score: 0.85 } : undefined
}

function isInPairs(text: string, read: Symbols): boolean {
  for (let index = 2; index < 10; index += 2) {
    const unit = text.charCodeAt((read.at[index] ?? 0) - 1)
    if (!isSpace(unit) && !'.-/'.includes(String.fromCharCode(unit))) return false
  }
  return true
}

const FOREIGN_LEAST = 8

/** A foreign number in its own country's writing, right after a word for a telephone. */
export function readSaidPhone(tokens: Tokens, at: number): Hit | undefined {
  const { text } = tokens
  if (isSaidOtherwise(tokens, at)) return undefined
  // A word for a telephone, then « : », « est le », « au »; no other figures before it.
  if ((cuesBefore(tokens, at, 4) & SAID) === 0) return undefined
  if (at > 0 && (tokens.kind[at - 1] === NUMBER || tokens.kind[at - 2] === NUMBER)) return undefined
  const start =
    text.charAt((tokens.start[at] ?? 0) - 1) === '(' ? (tokens.start[at] ?? 0) - 1 : (tokens.start[at] ?? 0)
  const read = readSymbols(text, tokens.start[at] ?? 0, { ...RULES, max: 13 })
  const length = endsOfGroups(read)[0] ?? 0
  const end = (read.at[length - 1] ?? 0) + 1
  if (length < FOREIGN_LEAST || length > 12 || !isFree(text, end) || isDate(read)) return undefined
  return isDigit(text.charCodeAt(end - 1)) ? { type: 'phone', start, end, score: 0.7 } : undefined
}

/** Eight digits as 12/05/2024 or 2024-05-12. */
function isDate(read: Symbols): boolean {
  return read.value.length === 8 && /(?:19|20)\d\d$|^(?:19|20)\d\d/.test(read.value)
}

function isSaidOtherwise(tokens: Tokens, at: number): boolean {
  return nearestCueBefore(tokens, at, CUE_PHONE | CUE_REFERENCE) !== CUE_PHONE
}
