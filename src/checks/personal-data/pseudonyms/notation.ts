/** How a text writes its characters: as they are, or as JSON with its escapes. */
export type Notation = 'prose' | 'json'

/** What a text begins with when it is JSON, fenced or not. `[` alone is no sign: prose has brackets too. */
const JSON_START = /^\s{0,200}(?:```(?:json)?\s{0,200})?(?:\{\s{0,200}["}]|\[\s{0,200}["{[\]])/i
/** What may still become such a beginning. */
const MAYBE_JSON = /^\s{0,200}(?:`{1,3}|```j(?:s(?:o(?:n)?)?)?|```(?:json)?\s{0,200})?(?:[{[]\s{0,200})?$/i
/** Nobody writes more than this before the first brace. */
const LONGEST_START = 200

/**
 * Tells JSON from prose by its first characters, so that a stream knows as early as a whole text does, and both know
 * the same. Undefined while a text that goes on could still be either.
 */
export function notationOf(start: string): Notation | undefined {
  const head = start.slice(0, LONGEST_START)
  if (JSON_START.test(head)) return 'json'
  return start.length < LONGEST_START && MAYBE_JSON.test(head) ? undefined : 'prose'
}

/** How many characters at the beginning of a text show that it is JSON. */
export function jsonStartLength(text: string): number {
  return JSON_START.exec(text.slice(0, LONGEST_START))?.[0].length ?? 0
}

/** A text without escapes, and where each of its code units stands in the text as written. */
export interface DecodedText {
  readonly text: string
  /** Where unit `i` is written; the length of the text as written for one that is not there. */
  readonly at: (unit: number) => number
  /** The first unit that is written at a place or behind it. */
  readonly unitFrom: (place: number) => number
  /** Where an escape or a character begins that is not complete; the length of the text as written without one. */
  readonly complete: number
  /** True for units that must not stand inside a JSON string as they are written. */
  readonly breaks: (unit: number) => boolean
}

const ESCAPED: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const UNICODE = /^u[0-9a-fA-F]{4}/
const UNFINISHED = /^(?:|u[0-9a-fA-F]{0,3})$/

/** Reads a text in its notation. What looks like an escape and is none stands for itself. */
export function decode(raw: string, notation: Notation): DecodedText {
  return notation === 'json' ? decodeJson(raw) : asWritten(raw)
}

/** Whether the first half of a character is a letter shows with the second. */
const HALF_CHARACTER = /[\ud800-\udbff]$/

function asWritten(raw: string): DecodedText {
  const { length } = raw
  return {
    text: raw,
    at: (unit) => Math.min(unit, length),
    unitFrom: (place) => place,
    complete: HALF_CHARACTER.test(raw) ? length - 1 : length,
    breaks: () => false,
  }
}

function decodeJson(raw: string): DecodedText {
  const starts: number[] = []
  const broken = new Set<number>()
  let text = ''
  let complete = raw.length
  for (let at = 0; at < raw.length; ) {
    const [unit, length] = unitAt(raw, at)
    if (length === 1) {
      if (raw.charCodeAt(at) < 0x20 || unit === '"' || unit === '\\') broken.add(starts.length)
      if (unit === '\\' && at + 6 > raw.length && UNFINISHED.test(raw.slice(at + 1)))
        complete = Math.min(complete, at)
    }
    starts.push(at)
    text += unit
    at += length
  }
  if (HALF_CHARACTER.test(text)) complete = Math.min(complete, starts.at(-1) ?? complete)
  return {
    text,
    at: (unit) => starts[unit] ?? raw.length,
    unitFrom: (place) => firstFrom(starts, place),
    complete,
    breaks: (unit) => broken.has(unit),
  }
}

function firstFrom(starts: readonly number[], place: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}

function unitAt(raw: string, at: number): readonly [unit: string, length: number] {
  const first = raw.charAt(at)
  if (first !== '\\') return [first, 1]
  const next = raw.charAt(at + 1)
  if (next === 'u' && UNICODE.test(raw.slice(at + 1, at + 6)))
    return [String.fromCharCode(Number.parseInt(raw.slice(at + 2, at + 6), 16)), 6]
  const plain = next !== '' && Object.hasOwn(ESCAPED, next) ? ESCAPED[next] : undefined
  return plain === undefined ? [first, 1] : [plain, 2]
}

/** A text as it stands inside a JSON string. */
export function escapeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** A text with letters only in capitals and without accents, and where its units stand in the one it was made of. */
export interface FoldedText {
  readonly text: string
  readonly places: readonly number[]
}

const MARK = /^\p{M}$/u

/** Folds a text for comparison. Letters that have no plain form stay as they are. */
export function foldUnits(text: string): FoldedText {
  const places: number[] = []
  let folded = ''
  for (let at = 0; at < text.length; at++) {
    const unit = foldUnit(text.charAt(at))
    if (unit === '') continue
    folded += unit
    places.push(at)
  }
  return { text: folded, places }
}

function foldUnit(unit: string): string {
  if (unit < '\u0080') return unit.toUpperCase()
  if (unit < '\u00c0') return unit
  if (MARK.test(unit)) return ''
  const [letter = '', ...marks] = unit.normalize('NFD')
  return /^[A-Za-z]$/.test(letter) && marks.every((mark) => MARK.test(mark)) ? letter.toUpperCase() : unit
}
