import {
  CAPITALISED,
  CAPITALS,
  INITIAL,
  LOWERCASE,
  MARK,
  MIXED,
  NUMBER,
  type Tokens,
  WORD,
} from '../text/tokens.js'
import {
  COMMON,
  FIRST_NAME,
  GREETING,
  KIN,
  MONTH_OR_DAY,
  NAME_LABEL,
  NAMED_AFTER,
  ORGANISATION,
  PARTICLE,
  PLACE,
  SIGN_OFF,
  SURNAME,
  TITLE,
} from './word-classes.js'

/** A word, or words that hyphens and apostrophes join, that may be part of a name: « Jean-Rémi », « N'Guessan », « A. ». */
export interface Unit {
  /** First and last token. */
  readonly first: number
  readonly last: number
  readonly start: number
  readonly end: number
  readonly shape: number
  /** Classes of its parts together: all must be everyday words for it to be one. */
  readonly classes: number
  readonly code: number
  readonly length: number
  /** What hyphens join: the lists that know the first part and the last; 0 for one word. */
  readonly parts: number
}

const LISTS = FIRST_NAME | SURNAME | COMMON | PLACE

const DOT = 46
const HYPHEN = 45
const COMMA = 44
const APOSTROPHES: ReadonlySet<number> = new Set([39, 0x2019, 0x2bc, 0x60])
const MOST_PARTS = 6

/** Reads the unit that starts at a word. An elided article (« d’Amandine », « l’École ») is a unit of its own. */
export function readUnit(tokens: Tokens, classes: Uint16Array, at: number): Unit {
  let last = at
  if (!isElision(tokens, classes, at)) {
    for (let parts = 1; parts < MOST_PARTS && isJoined(tokens, last); parts++) last += 2
    // Scanners read letters as digits: « Me1ida », « DUPR4T ».
    if (isMisread(tokens, last))
      last += tokens.kind[last + 2] === WORD && tokens.spaced[last + 2] === 0 ? 2 : 1
  }
  const shape = shapeOf(tokens, at, last)
  let end = tokens.end[last] ?? 0
  let lastToken = last
  if (
    shape === INITIAL &&
    tokens.kind[last + 1] === MARK &&
    tokens.code[last + 1] === DOT &&
    tokens.spaced[last + 1] === 0
  ) {
    lastToken = last + 1
    end = tokens.end[last + 1] ?? 0
    // « J.-P. », « M.-C. »
    if (
      tokens.code[last + 2] === HYPHEN &&
      tokens.spaced[last + 2] === 0 &&
      tokens.shape[last + 3] === INITIAL &&
      tokens.code[last + 4] === DOT
    ) {
      lastToken = last + 4
      end = tokens.end[last + 4] ?? 0
    }
  }
  const start = tokens.start[at] ?? 0
  return {
    first: at,
    last: lastToken,
    start,
    end,
    shape,
    classes: classesTogether(tokens, classes, at, last),
    code: tokens.code[last] ?? 0,
    length: end - start,
    parts: last === at ? 0 : (((classes[at] ?? 0) & LISTS) << 4) | ((classes[last] ?? 0) & LISTS) | 256,
  }
}

function isJoined(tokens: Tokens, at: number): boolean {
  if (at + 2 >= tokens.count || tokens.kind[at + 1] !== MARK || tokens.kind[at + 2] !== WORD) return false
  if (tokens.spaced[at + 1] === 1 || tokens.spaced[at + 2] === 1) return false
  const code = tokens.code[at + 1] ?? 0
  return code === HYPHEN || code === 0x2010 || code === 0x2011 || APOSTROPHES.has(code)
}

function isMisread(tokens: Tokens, at: number): boolean {
  if (tokens.kind[at + 1] !== NUMBER || tokens.spaced[at + 1] === 1 || tokens.shape[at] === LOWERCASE)
    return false
  const length = (tokens.end[at + 1] ?? 0) - (tokens.start[at + 1] ?? 0)
  return length === 1 && tokens.kind[at + 2] === WORD && tokens.spaced[at + 2] === 0
}

/** « d’ », « l’ », « qu’ »: in small letters, or a capital that starts a sentence before a word that is no name. */
function isElision(tokens: Tokens, classes: Uint16Array, at: number): boolean {
  if (
    tokens.kind[at + 1] !== MARK ||
    !APOSTROPHES.has(tokens.code[at + 1] ?? 0) ||
    tokens.spaced[at + 1] === 1
  )
    return false
  const length = (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0)
  if (tokens.shape[at] === LOWERCASE) return true
  // « Jusqu’à », « Lorsqu’il »; « Floc’h » is one word.
  if (length > 2 || at + 2 >= tokens.count) return /u$/i.test(tokens.text.charAt((tokens.end[at] ?? 1) - 1))
  const letter = tokens.text.charAt(tokens.start[at] ?? 0)
  if (!'LDJCSMTQ'.includes(letter.toUpperCase())) return false
  const next = classes[at + 2] ?? 0
  return (
    tokens.shape[at + 2] === LOWERCASE ||
    (next & (COMMON | NAMED_AFTER | ORGANISATION)) !== 0 ||
    (letter === 'D' && (next & FIRST_NAME) !== 0)
  )
}

function shapeOf(tokens: Tokens, first: number, last: number): number {
  let shape = tokens.shape[first] ?? LOWERCASE
  for (let at = first + 2; at <= last; at += 2) {
    const part = tokens.shape[at] ?? LOWERCASE
    if (tokens.kind[at] !== WORD) return MIXED
    if (shape === LOWERCASE && part !== LOWERCASE) shape = MIXED
    else if (shape === CAPITALS && part === CAPITALISED) shape = MIXED
    else if (shape === INITIAL) shape = part === LOWERCASE ? MIXED : part
  }
  return shape
}

function classesTogether(tokens: Tokens, classes: Uint16Array, first: number, last: number): number {
  if (first === last) return classes[first] ?? 0
  let any = 0
  let all = 0xffff
  for (let at = first; at <= last; at++) {
    if (tokens.kind[at] !== WORD) continue
    any |= classes[at] ?? 0
    all &= classes[at] ?? 0
  }
  const names = FIRST_NAME | SURNAME
  return (any & names) | (all & ~names) | (any & (NAMED_AFTER | ORGANISATION) & (classes[first] ?? 0))
}

const NAME_CUES = TITLE | NAME_LABEL | KIN | GREETING | SIGN_OFF

/**
 * True for a unit that is worth a closer look: capitals, and small letters that a list of names knows or that a word
 * for people leads to. Most words of a text are not, which keeps the reading fast.
 */
export function isCandidate(tokens: Tokens, classes: Uint16Array, at: number): boolean {
  // Most words of a text: everyday ones in small letters.
  const plain = ((classes[at] ?? 0) & (COMMON | FIRST_NAME | SURNAME)) === COMMON
  if (plain && tokens.shape[at] === LOWERCASE) return false
  if (touchesDigit(tokens, at)) return false
  if (tokens.shape[at] !== LOWERCASE) return true
  const own = classes[at] ?? 0
  const letter = (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0) === 1
  if (letter || (own & PARTICLE) !== 0 || isElided(tokens, at)) return false
  const named = (own & (FIRST_NAME | SURNAME)) !== 0
  if (named && (own & (COMMON | MONTH_OR_DAY | TITLE)) === 0) return true
  if ((own & COMMON) !== 0 && !named) return false
  let before = at - 1
  if (before >= 0 && tokens.kind[before] === MARK && tokens.code[before] !== COMMA) before--
  if (before < 0 || tokens.kind[before] !== WORD) return false
  const cue = classes[before] ?? 0
  if ((cue & NAME_CUES) !== 0) return true
  const afterName =
    before === at - 1 && tokens.shape[before] === LOWERCASE && (cue & (FIRST_NAME | SURNAME)) !== 0
  return own === 0 && afterName && (cue & COMMON) === 0
}

/** « CO2 », « l33t », « T3 »: a code, or a word spelled with digits, unless a scanner read one letter as a digit. */
function touchesDigit(tokens: Tokens, at: number): boolean {
  if (tokens.kind[at + 1] === NUMBER && tokens.spaced[at + 1] === 0) return !isMisread(tokens, at)
  return at > 0 && tokens.kind[at - 1] === NUMBER && tokens.spaced[at] === 0
}

/** « qu’ », « d’ » in small letters. */
function isElided(tokens: Tokens, at: number): boolean {
  return (
    tokens.kind[at + 1] === MARK && APOSTROPHES.has(tokens.code[at + 1] ?? 0) && tokens.spaced[at + 1] === 0
  )
}
