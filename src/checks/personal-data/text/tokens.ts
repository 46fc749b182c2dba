import type { CharacterTables } from './characters.js'
import { DIGIT, highClass, LOWER, NEWLINE, SILENT, SPACE, UPPER } from './characters.js'
import { HASH_PRIME, HASH_SEED, tables } from './spelling.js'
import { ROW_NAMES, ROW_NUMBERS, type WordTable } from './word-table.js'

/** Kinds of tokens. A sign is one code unit. */
export const WORD = 1
export const NUMBER = 2
export const MARK = 3
export const BREAK = 4

/** Shapes of words. */
export const LOWERCASE = 0
export const CAPITALISED = 1
export const CAPITALS = 2
export const INITIAL = 3
export const MIXED = 4

/**
 * A text cut into words, numbers, signs and line breaks, in parallel arrays: one reading of the text, a few bytes a
 * token. A word's `code` is the hash of its plain lower-case spelling, a sign's its code unit, a number's 0.
 */
export interface Tokens {
  readonly text: string
  readonly count: number
  readonly start: Int32Array
  readonly end: Int32Array
  readonly kind: Uint8Array
  readonly shape: Uint8Array
  readonly code: Int32Array
  /** 1 where a space stands before the token, 0 where it touches the one before. */
  readonly spaced: Uint8Array
  /** What each word is among names, in addresses, beside numbers and in dates: bits, 0 for unknown words. */
  readonly classes: Uint16Array
  readonly places: Uint16Array
  readonly cues: Uint16Array
  readonly dates: Uint8Array
}

/** Cuts a text into tokens. Linear. */
export function scan(text: string, words: WordTable, memory?: TokenMemory): Tokens {
  const character = tables()
  const { packed } = character
  const size = packed.length
  const length = text.length
  const word: WordReading = { next: 0, end: 0, hash: 0, shape: LOWERCASE }
  let columns =
    memory !== undefined && length <= memory.units ? memory.columns : columnsFor((length >> 1) + 16)
  let count = 0
  let space = 0
  for (let at = 0; at < length; ) {
    const unit = text.charCodeAt(at)
    const sort = unit < size ? (packed[unit] ?? 0) & 7 : highClass(unit)
    if (sort === SPACE || sort === SILENT) {
      if (sort === SPACE) space = 1
      at++
      continue
    }
    // Only texts with more than one token every two units come here; as many as units is then enough.
    if (count === columns.kind.length) columns = copyOf(columns, length + 16)
    columns.start[count] = at
    columns.spaced[count] = space
    space = 0
    if (sort === LOWER || sort === UPPER) {
      readWord(text, at, character, word)
      at = word.next
      columns.kind[count] = WORD
      columns.code[count] = word.hash
      columns.shape[count] = word.shape
      columns.end[count] = word.end
      const row = words.rowOf(word.hash)
      if (row !== 0) look(columns, count, words.rows, row)
    } else {
      do at++
      while (sort === DIGIT && at < length && isDigit(text.charCodeAt(at)))
      columns.kind[count] = sort === DIGIT ? NUMBER : sort === NEWLINE ? BREAK : MARK
      if (sort !== DIGIT) columns.code[count] = unit
      columns.end[count] = at
    }
    count++
  }
  const tokens = { text, count, ...columns }
  keepBirths(tokens, words)
  return tokens
}

interface WordReading {
  /** Where reading goes on. */
  next: number
  /** End of the word's last letter. */
  end: number
  hash: number
  shape: number
}

function readWord(text: string, from: number, { packed }: CharacterTables, word: WordReading): void {
  const size = packed.length
  let hash = HASH_SEED
  let upper = 0
  let letters = 0
  let first = 0
  let at = from
  let end = from
  const length = text.length
  for (; at < length; at++) {
    const unit = text.charCodeAt(at)
    const known = unit < size ? (packed[unit] ?? 0) : highClass(unit) | (unit << 3)
    const sort = known & 7
    if (sort === LOWER) letters++
    else if (sort === UPPER) {
      upper++
      if (letters === 0) first = 1
      letters++
    } else if (sort === SILENT) {
      // A combining mark belongs to the word; a zero-width sign at its end does not.
      if (unit < 0x2000 && unit !== 0xad) end = at + 1
      continue
    } else break
    end = at + 1
    hash = Math.imul(hash ^ ((known >>> 3) & 0xffff), HASH_PRIME)
    const more = known >>> 19
    if (more !== 0) hash = Math.imul(hash ^ more, HASH_PRIME)
  }
  word.end = end
  word.next = at
  word.hash = hash
  if (upper === 0) word.shape = LOWERCASE
  else if (letters === 1) word.shape = INITIAL
  else if (upper === letters) word.shape = CAPITALS
  else word.shape = upper === 1 && first === 1 ? CAPITALISED : MIXED
}

type Columns = Omit<Tokens, 'text' | 'count'>

/** Memory for the tokens of short texts, used again for the next one: most messages need no more. */
export interface TokenMemory {
  /** The longest text, in UTF-16 code units. */
  readonly units: number
  readonly columns: Columns
}

/** Tokens that readers may look at beyond the last. */
const MARGIN = 32

/** Memory for texts of up to so many units, however many tokens they hold. */
export function tokenMemory(units: number): TokenMemory {
  return { units, columns: columnsFor(units + MARGIN) }
}

/** Forgets a text: no hash of its words stays. */
export function wipe({ columns }: TokenMemory, { count }: Tokens): void {
  const used = count + 1
  columns.start.fill(0, 0, used)
  columns.end.fill(0, 0, used)
  columns.code.fill(0, 0, used)
  columns.classes.fill(0, 0, used)
  columns.places.fill(0, 0, used)
  columns.cues.fill(0, 0, used)
  columns.kind.fill(0, 0, used)
  columns.shape.fill(0, 0, used)
  columns.spaced.fill(0, 0, used)
  columns.dates.fill(0, 0, used)
}

/** All columns in one piece of memory: many small ones cost more than the reading of a short text. */
function columnsFor(capacity: number): Columns {
  const room = (capacity + 3) & ~3
  const memory = new ArrayBuffer(room * 22)
  return {
    start: new Int32Array(memory, 0, room),
    end: new Int32Array(memory, room * 4, room),
    code: new Int32Array(memory, room * 8, room),
    classes: new Uint16Array(memory, room * 12, room),
    places: new Uint16Array(memory, room * 14, room),
    cues: new Uint16Array(memory, room * 16, room),
    kind: new Uint8Array(memory, room * 18, room),
    shape: new Uint8Array(memory, room * 19, room),
    spaced: new Uint8Array(memory, room * 20, room),
    dates: new Uint8Array(memory, room * 21, room),
  }
}

function copyOf(from: Columns, capacity: number): Columns {
  const to = columnsFor(capacity)
  to.start.set(from.start)
  to.end.set(from.end)
  to.code.set(from.code)
  to.classes.set(from.classes)
  to.places.set(from.places)
  to.cues.set(from.cues)
  to.kind.set(from.kind)
  to.shape.set(from.shape)
  to.spaced.set(from.spaced)
  to.dates.set(from.dates)
  return to
}

function look(columns: Columns, at: number, rows: Int32Array, row: number): void {
  const names = rows[row + ROW_NAMES] ?? 0
  const numbers = rows[row + ROW_NUMBERS] ?? 0
  // The columns keep the low sixteen bits.
  columns.classes[at] = names
  columns.places[at] = names >>> 16
  columns.cues[at] = numbers
  columns.dates[at] = numbers >>> 16
}

const SMALL_E = 101

/** Without its accent « né » is « ne »: it speaks of birth before « le » only. */
function keepBirths(tokens: Tokens, words: WordTable): void {
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.code[at] !== words.ne || tokens.kind[at] !== WORD) continue
    const plain = tokens.text.charCodeAt((tokens.end[at] ?? 0) - 1) === SMALL_E
    if (plain && tokens.code[at + 1] !== words.le) tokens.cues[at] = 0
  }
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}
