import type { ColumnHeads } from '../text/columns.js'
import { BREAK, CAPITALISED, CAPITALS, INITIAL, LOWERCASE, MARK, type Tokens, WORD } from '../text/tokens.js'
import { isCandidate, readUnit, type Unit } from './units.js'
import {
  COMMON,
  FIRST_NAME,
  GREETING,
  KIN,
  NAME_LABEL,
  NAMED_AFTER,
  ORGANISATION,
  PARTICLE,
  PLACE,
  ROLE,
  SIGN_OFF,
  SURNAME,
  TITLE,
} from './word-classes.js'

/** What the reading of names needs to know of a text. */
export interface NameContext {
  readonly tokens: Tokens
  readonly classes: Uint16Array
  readonly columns: ColumnHeads | undefined
  /** 1 for tokens that already belong to something else. */
  readonly taken: Uint8Array
  /** The classes of a word's hash. */
  readonly classOf: (code: number) => number
  /** Words that stand somewhere in the text right after a title: « Mme Etcheverry », later « Etcheverry ». */
  readonly titled: ReadonlySet<number>
}

const MOST_UNITS = 24
const MOST_PARTICLES = 3

/** Visits the runs of candidate units that only spaces part. A unit belongs to one run; runs are bounded. */
export function eachRun(context: NameContext, visit: (run: readonly Unit[]) => void): void {
  const { tokens, classes, taken } = context
  for (let at = 0; at < tokens.count; ) {
    if (tokens.kind[at] !== WORD || taken[at] === 1 || !isCandidate(tokens, classes, at)) {
      at++
      continue
    }
    const run: Unit[] = []
    for (let next: number | undefined = at; next !== undefined && run.length < MOST_UNITS; ) {
      const unit = readUnit(tokens, classes, next)
      run.push(unit)
      next = nextInRun(context, unit, run)
    }
    const last = run.at(-1)
    // Particles that lead nowhere were not pushed: the run ends with a candidate.
    if (last !== undefined && !isPlainWord(context, run)) visit(run)
    at = Math.max(at + 1, (last?.last ?? at) + 1)
  }
}

const KNOWN_OTHERWISE = COMMON | PLACE | ORGANISATION | NAMED_AFTER
const CALLS_FOR_A_NAME = TITLE | NAME_LABEL | KIN | ROLE | GREETING | SIGN_OFF

/**
 * Most capitals of a text, told at once: a single word that the lists know as something else than a name, after
 * nothing that calls for one, or a letter alone.
 */
function isPlainWord({ tokens, classes, columns, titled }: NameContext, run: readonly Unit[]): boolean {
  const unit = run[0]
  if (run.length > 1 || unit === undefined || (unit.classes & (FIRST_NAME | SURNAME)) !== 0) return false
  if (unit.shape === INITIAL) return true
  if ((unit.classes & KNOWN_OTHERWISE) === 0 || titled.has(unit.code)) return false
  if (columns !== undefined && columns[unit.first] !== 0) return false
  for (let before = unit.first - 1; before >= Math.max(0, unit.first - 3); before--) {
    if (tokens.kind[before] === BREAK) return true
    if (tokens.kind[before] === WORD) return ((classes[before] ?? 0) & CALLS_FOR_A_NAME) === 0
  }
  return true
}

/** First token of the next unit of the run. Particles before it are pushed on the way: « Aurélien de Castelbajac ». */
function nextInRun(context: NameContext, unit: Unit, run: Unit[]): number | undefined {
  const { tokens, classes, taken } = context
  let next = skipTitleDot(tokens, unit)
  const particles: Unit[] = []
  for (let count = 0; count <= MOST_PARTICLES; count++) {
    if (next >= tokens.count || tokens.kind[next] !== WORD || taken[next] === 1) return undefined
    if (isCandidate(tokens, classes, next)) {
      if (particles.length > 0 && tokens.shape[next] === LOWERCASE && unit.shape !== LOWERCASE)
        return undefined
      run.push(...particles)
      return next
    }
    if (((classes[next] ?? 0) & PARTICLE) === 0) return undefined
    const particle = readUnit(tokens, classes, next)
    if (particle.first !== particle.last) return undefined
    particles.push(particle)
    next = particle.last + 1
    // « d’Aubigny »: the apostrophe belongs to the particle.
    if (
      tokens.kind[next] === MARK &&
      (tokens.code[next] === 39 || tokens.code[next] === 0x2019) &&
      tokens.spaced[next] === 0
    )
      next++
  }
  return undefined
}

/** « Mr. Smith », « Mme. Durand », « Dr. Leïla »: the full stop after a title does not end the run. */
function skipTitleDot(tokens: Tokens, unit: Unit): number {
  const next = unit.last + 1
  const dotted = tokens.kind[next] === MARK && tokens.code[next] === 46 && tokens.spaced[next] === 0
  return dotted && (unit.classes & TITLE) !== 0 && unit.length <= 4 ? next + 1 : next
}

const NO_WORDS: ReadonlySet<number> = new Set()

/** Collects the words that follow a title, in one pass. */
export function titledWords(tokens: Tokens, classes: Uint16Array): ReadonlySet<number> {
  let found: Set<number> | undefined
  for (let at = 0; at + 1 < tokens.count; at++) {
    if (((classes[at] ?? 0) & TITLE) === 0) continue
    const next = tokens.kind[at + 1] === MARK && tokens.code[at + 1] === 46 ? at + 2 : at + 1
    const shape = tokens.shape[next]
    if (next >= tokens.count || tokens.kind[next] !== WORD || (shape !== CAPITALISED && shape !== CAPITALS))
      continue
    found ??= new Set()
    found.add(tokens.code[next] ?? 0)
  }
  return found ?? NO_WORDS
}
