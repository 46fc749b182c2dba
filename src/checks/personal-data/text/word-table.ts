import { COMMON_WORDS } from '../data/common-words.js'
import { FIRST_NAMES } from '../data/first-names.js'
import { PLACES } from '../data/places.js'
import { SURNAMES } from '../data/surnames.js'
import { DATE_WORDS } from '../numbers/date-words.js'
import { CLASS_WORDS, COMMON, FIRST_NAME, PLACE, SURNAME } from '../persons/word-classes.js'
import { ADDRESS_WORDS } from '../places/address-words.js'
import { CUE_WORDS } from './cues.js'
import { hashWord } from './spelling.js'
import { unpackWords } from './unpack-words.js'

/** Twice the number of words and more, so that most look-ups end at once. A power of two. */
const SIZE = 1 << 17
const MASK = SIZE - 1

/** Numbers of a row. */
export const ROW = 4
/** Bits of persons/word-classes, and of places/address-words from the seventeenth on. */
export const ROW_NAMES = 1
/** Bits of text/cues, and of numbers/date-words from the seventeenth on. */
export const ROW_NUMBERS = 2
const ROW_USED = 3

/** What is known of words. */
export interface WordTable {
  /** Hashes of « né » and « le ». */
  readonly ne: number
  readonly le: number
  /**
   * Four numbers a word, side by side in one line of the processor's cache: hash, bits for names and places, bits for
   * numbers and dates, whether the row is used. Row 0 is the unknown word's.
   */
  readonly rows: Int32Array
  /** Where the row of a word's hash starts; 0 for unknown words. */
  rowOf(code: number): number
  /** Bits of persons/word-classes of a word's hash. */
  classesOf(code: number): number
  /** Bits of text/cues of a word's hash. */
  cuesOf(code: number): number
}

type Lists = readonly (readonly [bits: number, words: string])[]

let shared: WordTable | undefined

/** The lists of names and words, unpacked at first use (some twenty milliseconds, two megabytes). */
export function wordTable(): WordTable {
  shared ??= buildTable()
  return shared
}

function buildTable(): WordTable {
  const rows = new Int32Array(SIZE * ROW)
  const rowFor = (word: string): number => {
    const code = hashWord(word)
    let row = firstRow(code)
    while (rows[row + ROW_USED] === 1 && rows[row] !== code) row = nextRow(row)
    rows[row + ROW_USED] = 1
    rows[row] = code
    return row
  }
  const fill = (column: number, shift: number, lists: Lists): void => {
    for (const [bit, words] of lists) {
      for (const word of words.split(' ')) {
        const place = rowFor(word) + column
        rows[place] = (rows[place] ?? 0) | (bit << shift)
      }
    }
  }
  const packed: Lists = [
    [FIRST_NAME, FIRST_NAMES],
    [SURNAME, SURNAMES],
    [COMMON, COMMON_WORDS],
    [PLACE, PLACES],
  ]
  for (const [bit, list] of packed) {
    unpackWords(list, (word) => {
      const place = rowFor(word) + ROW_NAMES
      rows[place] = (rows[place] ?? 0) | bit
    })
  }
  fill(ROW_NAMES, 0, CLASS_WORDS)
  fill(ROW_NAMES, 16, ADDRESS_WORDS)
  fill(ROW_NUMBERS, 0, CUE_WORDS)
  fill(ROW_NUMBERS, 16, DATE_WORDS)
  const rowOf = (code: number): number => {
    let row = firstRow(code)
    while (rows[row + ROW_USED] === 1) {
      if (rows[row] === code) return row
      row = nextRow(row)
    }
    return 0
  }
  return {
    ne: hashWord('né'),
    le: hashWord('le'),
    rows,
    rowOf,
    classesOf: (code) => (rows[rowOf(code) + ROW_NAMES] ?? 0) & LOW,
    cuesOf: (code) => (rows[rowOf(code) + ROW_NUMBERS] ?? 0) & LOW,
  }
}

const LOW = 0xffff

function firstRow(code: number): number {
  return ((code ^ (code >>> 15)) & MASK || 1) << 2
}

function nextRow(row: number): number {
  return (((row >> 2) + 1) & MASK || 1) << 2
}
