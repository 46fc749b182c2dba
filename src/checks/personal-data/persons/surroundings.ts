import { BREAK, LOWERCASE, MARK, type Tokens, WORD } from '../text/tokens.js'
import type { NameContext } from './runs.js'
import type { Unit } from './units.js'
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
  PERSON_VERB,
  PLACE,
  ROLE,
  SIGN_OFF,
  SURNAME,
  TITLE,
} from './word-classes.js'

/** What stands around a run of words that may hold a name, in few numbers. */
export interface RunSurroundings {
  /** Sorts of words before and after it in its sentence. */
  before: number
  after: number
  /** What its neighbours in a list are; 0 outside lists. */
  list: number
  /** The word that leads to the list. */
  leader: number
  /** The signs right before and after it. */
  signs: number
}

const REACH = 10
const LIST_REACH = 16

/** Looks at most ten tokens around a run, and sixteen along a list. Writes into `around`. */
export function surroundings(context: NameContext, run: readonly Unit[], around: RunSurroundings): void {
  const { tokens, classes } = context
  const first = run[0]?.first ?? 0
  const last = run.at(-1)?.last ?? 0
  const sorts = sortsByClasses()
  let before = 0
  for (let at = first - 1; at >= Math.max(0, first - REACH) && !isBound(tokens, at); at--)
    if (tokens.kind[at] === WORD) before |= sorts[classes[at] ?? 0] ?? 0
  let after = 0
  for (let at = last + 1; at < Math.min(tokens.count, last + REACH) && !isBound(tokens, at); at++)
    if (tokens.kind[at] === WORD) after |= sorts[classes[at] ?? 0] ?? 0
  const left = isListSign(tokens, first - 1) ? items(context, first - 1, -1) : NO_LIST
  const right = isListSign(tokens, last + 1) ? items(context, last + 1, 1) : NO_LIST
  around.before = before
  around.after = after
  around.list = left.sorts | (right.sorts << 4)
  around.leader = left.end < 0 ? 0 : (tokens.code[left.end] ?? 0)
  around.signs = signOf(tokens, first - 1) * 31 + signOf(tokens, last + 1)
}

const NO_LIST = { sorts: 0, end: -1 } as const

function signOf(tokens: Tokens, at: number): number {
  if (at < 0 || at >= tokens.count) return 1
  const kind = tokens.kind[at]
  return kind === MARK ? (tokens.code[at] ?? 0) : kind === WORD ? 2 : kind === BREAK ? 3 : 4
}

const AND_WORDS: ReadonlySet<string> = new Set(['et', 'and', 'ou', 'or'])

function isListSign(tokens: Tokens, at: number): boolean {
  if (at < 0 || at >= tokens.count) return false
  if (tokens.kind[at] === MARK) return LIST_SIGNS.has(tokens.code[at] ?? 0)
  if (tokens.kind[at] !== WORD || tokens.shape[at] !== LOWERCASE) return false
  const length = (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0)
  return length <= 3 && AND_WORDS.has(tokens.text.slice(tokens.start[at], tokens.end[at]))
}

const LIST_SIGNS: ReadonlySet<number> = new Set([44, 59, 38, 47])

function isBound(tokens: Tokens, at: number): boolean {
  if (tokens.kind[at] === BREAK) return true
  if (tokens.kind[at] !== MARK) return false
  const code = tokens.code[at]
  return code === 33 || code === 63 || (code === 46 && tokens.spaced[at + 1] === 1)
}

/** The sorts of the other items of a list, and the word in small letters where it ends. */
function items({ tokens, classes }: NameContext, from: number, step: number): { sorts: number; end: number } {
  let sorts = 1
  for (let at = from; at >= 0 && at < tokens.count && Math.abs(at - from) < LIST_REACH; at += step) {
    if (isBound(tokens, at)) break
    if (tokens.kind[at] !== WORD) continue
    const own = classes[at] ?? 0
    if (tokens.shape[at] === LOWERCASE) {
      if ((own & PARTICLE) !== 0 || isListSign(tokens, at)) continue
      return { sorts: sorts | ((own & (NAMED_AFTER | ORGANISATION)) !== 0 ? 2 : 0), end: at }
    }
    if ((own & (NAMED_AFTER | ORGANISATION)) !== 0) sorts |= 2
    if ((own & FIRST_NAME) !== 0 && (own & COMMON) === 0) sorts |= 4
    if ((own & COMMON) !== 0 && (own & (FIRST_NAME | SURNAME)) === 0) sorts |= 8
  }
  return { sorts, end: -1 }
}

let sortTable: Uint8Array | undefined

/** The sorts of each set of classes, worked out once. */
function sortsByClasses(): Uint8Array {
  // Constant data, built at the first text rather than at import.
  sortTable ??= Uint8Array.from({ length: 1 << 16 }, (_, classes) => sortsOf(classes))
  return sortTable
}

/** Seven bits: people, roles, what they do, letters, what is named after them, organisations, places and dates. */
function sortsOf(classes: number): number {
  return (
    ((classes & TITLE) !== 0 ? 1 : 0) |
    ((classes & (KIN | ROLE)) !== 0 ? 2 : 0) |
    ((classes & PERSON_VERB) !== 0 ? 4 : 0) |
    ((classes & (GREETING | SIGN_OFF)) !== 0 ? 8 : 0) |
    ((classes & NAMED_AFTER) !== 0 ? 16 : 0) |
    ((classes & ORGANISATION) !== 0 ? 32 : 0) |
    ((classes & (PLACE | MONTH_OR_DAY | NAME_LABEL)) === PLACE ? 64 : 0)
  )
}
