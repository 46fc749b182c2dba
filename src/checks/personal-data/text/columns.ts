import { NAME_LABEL } from '../persons/word-classes.js'
import { BREAK, MARK, type Tokens, WORD } from './tokens.js'
import type { WordTable } from './word-table.js'

/** For each token, the hash of the telling word of its column's head; 0 outside tables. */
export type ColumnHeads = Int32Array

interface Line {
  readonly first: number
  readonly end: number
  /** What its cells are parted by; 0 when it cannot be the head of a table. */
  readonly delimiter: number
}

interface Table {
  readonly delimiter: number
  readonly heads: readonly number[]
}

const TAB = 9
const FULL_STOP = 46
const COMMA = 44
const SEMICOLON = 59
const BAR = 124
const HEAD_CLASSES = NAME_LABEL
const MOST_HEAD_TOKENS = 240
const MOST_WORDS_IN_HEAD = 5

/**
 * Finds tables written as text (CSV with `;` `,` or `|`, tab-separated) and gives each cell the head of its column.
 * A line without a word that can head a column of interest is no head. Linear.
 */
export function columnHeads(tokens: Tokens, words: WordTable): ColumnHeads | undefined {
  if (!mayHoldTable(tokens.text)) return undefined
  const tabs = tokens.text.includes('\t')
  let found: Int32Array | undefined
  let table: Table | undefined
  for (let first = 0; first < tokens.count; ) {
    const line = readLine(tokens, first, tabs)
    const { end } = line
    if (table !== undefined && first !== end) {
      found ??= new Int32Array(tokens.count)
      if (!fill(tokens, line, table, found)) table = undefined
    }
    if (first !== end) table ??= readHead(tokens, line, words)
    first = end + 1
  }
  return found
}

/** Tables have several lines and a delimiter. */
function mayHoldTable(text: string): boolean {
  return text.includes('\n') && /[;|\t,]/.test(text)
}

/** A line of short cells of which at least one says a known word and none is a sentence. */
function readHead(tokens: Tokens, line: Line, table: WordTable): Table | undefined {
  if (line.end - line.first > MOST_HEAD_TOKENS || line.end >= tokens.count) return undefined
  const { delimiter } = line
  if (delimiter === 0) return undefined
  const isHead = (code: number): boolean => {
    return (table.cuesOf(code) | (table.classesOf(code) & HEAD_CLASSES)) !== 0
  }
  const heads: number[] = []
  let known = 0
  let words = 0
  let column = -1
  const count = eachCell(tokens, line, delimiter, (at, place) => {
    if (tokens.kind[at] !== WORD) return
    words = place === column ? words + 1 : 1
    column = place
    const code = tokens.code[at] ?? 0
    if (words > MOST_WORDS_IN_HEAD) known = Number.NEGATIVE_INFINITY
    if (isHead(heads[place] ?? 0)) return
    heads[place] = code
    if (isHead(code)) known++
  })
  return known > 0 && count > 1
    ? { delimiter, heads: Array.from({ length: count }, (_, at) => heads[at] ?? 0) }
    : undefined
}

/**
 * A line in one pass: its end and its delimiter. Some word of a head can head a column, no full stop ends a sentence in
 * it, and commas are several: they are also in sentences.
 */
function readLine(tokens: Tokens, first: number, tabs: boolean): Line {
  let any = 0
  let sentence = false
  let [semicolons, bars, commas, tabbed] = [0, 0, 0, 0]
  let end = first
  for (; end < tokens.count && tokens.kind[end] !== BREAK; end++) {
    if (tabs && tokens.kind[end] !== MARK && isDelimiter(tokens, end, TAB)) tabbed++
    if (tokens.kind[end] !== MARK) {
      any |= (tokens.cues[end] ?? 0) | ((tokens.classes[end] ?? 0) & HEAD_CLASSES)
      continue
    }
    const code = tokens.code[end]
    if (code === COMMA) commas++
    else if (code === SEMICOLON) semicolons++
    else if (code === BAR) bars++
    else if (code === FULL_STOP && tokens.spaced[end + 1] === 1) sentence = true
  }
  const delimiter = tabbed > 0 ? TAB : semicolons > 0 ? SEMICOLON : bars > 0 ? BAR : commas > 1 ? COMMA : 0
  return { first, end, delimiter: any === 0 || sentence ? 0 : delimiter }
}

/** Visits the tokens of a line's cells; returns how many cells there are. */
function eachCell(
  tokens: Tokens,
  line: Line,
  delimiter: number,
  visit: (at: number, column: number) => void,
): number {
  let column = 0
  for (let at = line.first; at < line.end; at++) {
    const isBoundary = isDelimiter(tokens, at, delimiter)
    // A bar at the edge of a line frames the table.
    const frames = delimiter === BAR && (at === line.first || at === line.end - 1)
    if (isBoundary && !frames) column++
    if (!isBoundary || delimiter === TAB) visit(at, column)
  }
  return column + 1
}

/** Tabs are spaces to the scanner: one stands before the token that follows it. */
function isDelimiter(tokens: Tokens, at: number, delimiter: number): boolean {
  if (delimiter !== TAB) return tokens.kind[at] === MARK && tokens.code[at] === delimiter
  if (at === 0 || tokens.spaced[at] === 0 || tokens.kind[at - 1] === BREAK) return false
  return tokens.text.charCodeAt((tokens.start[at] ?? 0) - 1) === TAB
}

function fill(tokens: Tokens, line: Line, table: Table, heads: Int32Array): boolean {
  const count = eachCell(tokens, line, table.delimiter, (at, column) => {
    heads[at] = table.heads[column] ?? 0
  })
  // A line with other cells than the head belongs to no table.
  if (count === table.heads.length) return true
  heads.fill(0, line.first, line.end)
  return false
}
