import { nearestCueAfter, nearestCueBefore } from '../text/context.js'
import { CUE_DOCUMENT, CUE_PLATE, CUE_REFERENCE, CUE_VEHICLE } from '../text/cues.js'
import type { Hit } from '../text/reading.js'
import { LOWERCASE, NUMBER, type Tokens, WORD } from '../text/tokens.js'
import { isFree } from './read-symbols.js'

const SIGNS = '-.·–'

/** Lengths, kinds and joints of three tokens that may be a plate. */
interface Triple {
  readonly start: number
  readonly end: number
  readonly parts: readonly [string, string, string]
  /** What stands between them: '' or one space or one sign, twice the same. */
  readonly joint: string
  readonly lowercase: boolean
}

function readTriple(tokens: Tokens, at: number): Triple | undefined {
  const { text } = tokens
  const start = tokens.start[at] ?? 0
  const first = { start, end: tokens.end[at] ?? 0 }
  const second = nextPart(tokens, at)
  const third = second === undefined ? undefined : nextPart(tokens, second.token)
  if (second === undefined || third === undefined) return undefined
  if (
    !isFree(text, start - 1) ||
    !isFree(text, third.end) ||
    isJoined(text, start - 1, -1) ||
    isJoined(text, third.end, 1)
  )
    return undefined
  const joint = text.slice(first.end, second.start)
  if (joint.length > 1 || text.slice(second.end, third.start).length > 1) return undefined
  return {
    start,
    end: third.end,
    parts: [
      text.slice(start, first.end),
      text.slice(second.start, second.end),
      text.slice(third.start, third.end),
    ],
    joint: text.slice(second.end, third.start) === joint ? joint : '?',
    lowercase: tokens.shape[at] === LOWERCASE && tokens.shape[third.token] === LOWERCASE,
  }
}

function lengthAt(tokens: Tokens, at: number): number {
  return (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0)
}

interface Part {
  readonly token: number
  readonly start: number
  readonly end: number
}

function nextPart(tokens: Tokens, at: number): Part | undefined {
  let next = at + 1
  if (next < tokens.count && SIGNS.includes(String.fromCharCode(tokens.code[next] || 0x20))) next++
  if (next >= tokens.count || (tokens.kind[next] !== WORD && tokens.kind[next] !== NUMBER)) return undefined
  return { token: next, start: tokens.start[next] ?? 0, end: tokens.end[next] ?? 0 }
}

/** A hyphen or slash leads on to more of a longer code. */
function isJoined(text: string, offset: number, step: number): boolean {
  return /[-/_]/.test(text.charAt(offset)) && /[A-Za-z0-9]/.test(text.charAt(offset + step))
}

const CUES = CUE_PLATE | CUE_REFERENCE | CUE_VEHICLE | CUE_DOCUMENT
/** SIV (since 2009): no I, O or U; SS is never issued (arrêté du 9 février 2009). */
const SIV_LETTERS = /^(?!SS)[A-HJ-NP-TV-Z]{2}$/i

/** Words, units and abbreviations of two letters that figures stand between: « de 120 km », « st 112 av ». */
const SHORT_WORDS = new Set(
  'de le la et en je ne ce se sa ma ta me te es as at by we he be my pr ds km cm dm mm ml cl dl kg mg hl ha st bd av ch tt tj jr nb mn hr ht va vs vt fr an am pm px mb gb kb tb kv kw ph pd rg nr np ex gt cc ca hz bb pp ps pv rv rt rd rp zn tr xx ft lb mw gw ev'.split(
    ' ',
  ),
)

/** AB-123-CD. Written apart in small letters, or beside another sort of number, only where the words say so. */
export function readSivPlate(tokens: Tokens, at: number): Hit | undefined {
  if (lengthAt(tokens, at) !== 2) return undefined
  const number = tokens.kind[at + 1] === NUMBER ? at + 1 : at + 2
  if (tokens.kind[number] !== NUMBER || lengthAt(tokens, number) !== 3) return undefined
  const triple = readTriple(tokens, at)
  if (triple === undefined) return undefined
  const [left, digits, right] = triple.parts
  if (!SIV_LETTERS.test(left) || !/^\d{3}$/.test(digits) || !SIV_LETTERS.test(right) || digits === '000')
    return undefined
  const { start, end } = triple
  const nearest = nearestCueBefore(tokens, at, CUES)
  const short = SHORT_WORDS.has(left) || SHORT_WORDS.has(right)
  if ((nearest & CUE_PLATE) !== 0 || ((nearest & CUE_VEHICLE) !== 0 && !short))
    return { type: 'plate', start, end, score: 0.98 }
  const after = nearestCueAfter(tokens, at + 4, CUES, 3)
  if ((nearest & CUE_REFERENCE) !== 0 || (after & CUE_REFERENCE) !== 0) return undefined
  // « MC-227 en retard »: the two halves are written alike.
  if ((left === left.toLowerCase()) !== (right === right.toLowerCase())) return undefined
  if (triple.lowercase && triple.joint !== '' && triple.joint !== '-')
    return triple.joint === ' ' && !short ? { type: 'plate', start, end, score: 0.65 } : undefined
  return { type: 'plate', start, end, score: triple.joint === '?' ? 0.7 : 0.92 }
}

/** Units, currencies and words that figures stand before. */
const NOT_A_SERIES = new Set(
  'KG KM MM CM DM HA KW KVA MO GO KO TO HT TTC EUR USD LED MIN SEC RUE AV BD BLD PL CRS CH RTE ZAC LOT BIS TER QUAI ALL IMP DE DU LE LA LES ET EN AU AUX SUR PAR POUR ANS AN MOIS JOURS VOIX KWH BAR DB MG ML CL DL LT'.split(
    ' ',
  ),
)
const DEPARTMENT = /^(?:0[1-9]|[1-8]\d|9[0-5]|97[1-6]|2[AB])$/i

/** FNI (1950 to 2009): 1234 AB 33, the last part being the department. */
export function readFniPlate(tokens: Tokens, at: number): Hit | undefined {
  const length = (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0)
  if (length > 4) return undefined
  const series = tokens.kind[at + 1] === WORD ? at + 1 : at + 2
  if (tokens.kind[series] !== WORD || lengthAt(tokens, series) > 3) return undefined
  const triple = readTriple(tokens, at)
  if (triple === undefined || triple.joint === '?') return undefined
  const [number, letters, department] = corsican(tokens, at, triple)
  if (
    !/^[1-9]\d{0,3}$/.test(number) ||
    !/^[A-HJ-NP-TV-Z]{1,3}$/i.test(letters) ||
    !DEPARTMENT.test(department)
  )
    return undefined
  if (NOT_A_SERIES.has(letters.toUpperCase())) return undefined
  const { start } = triple
  const end = department.length === 2 && /[AB]$/i.test(department) ? triple.end + 1 : triple.end
  if (!isFree(tokens.text, end)) return undefined
  const nearest = nearestCueBefore(tokens, at, CUES)
  const upper = letters === letters.toUpperCase()
  // « 8 h 15 », « 7 j 02 »: one small letter between figures is a time.
  if (!upper && letters.length === 1) return undefined
  const vehicle = (nearestCueAfter(tokens, at + 2, CUES, 4) & (CUE_VEHICLE | CUE_PLATE)) !== 0
  if ((nearest & CUE_PLATE) !== 0 || (((nearest & CUE_VEHICLE) !== 0 || vehicle) && upper))
    return { type: 'plate', start, end, score: 0.95 }
  const full = number.length >= 3 && letters.length >= 2
  return upper && full && (nearest & CUE_REFERENCE) === 0
    ? { type: 'plate', start, end, score: 0.75 }
    : undefined
}

/** « 1234 AB 2A »: the department is two tokens, a digit and a letter. */
function corsican(tokens: Tokens, at: number, triple: Triple): readonly [string, string, string] {
  const [number, series, department] = triple.parts
  const after = tokens.text.charAt(triple.end)
  return department === '2' && /[AB]/i.test(after) && at < tokens.count
    ? [number, series, department + after]
    : [number, series, department]
}
