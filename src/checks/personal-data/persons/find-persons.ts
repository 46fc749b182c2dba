import type { ColumnHeads } from '../text/columns.js'
import type { Hit } from '../text/reading.js'
import { INITIAL, LOWERCASE, type Tokens } from '../text/tokens.js'
import { wordTable } from '../text/word-table.js'
import { type FeatureBuffer, featureBuffer } from './feature-buffer.js'
import { joinNames, type Name } from './join-names.js'
import { marginals, type NameModel, scoreAlone, scoreRun, unpackModel } from './model.js'
import { eachRun, type NameContext, titledWords } from './runs.js'
import type { Unit } from './units.js'
import { WEIGHT_UNIT, WEIGHTS } from './weights.js'
import {
  FIRST_NAME,
  MONTH_OR_DAY,
  NAMED_AFTER,
  ORGANISATION,
  PARTICLE,
  PLACE,
  SURNAME,
  TITLE,
} from './word-classes.js'

/** What is known of a text when names are looked for. */
export interface PersonText {
  readonly tokens: Tokens
  readonly columns: ColumnHeads | undefined
  /** What was found already: no name is looked for inside. */
  readonly hits: readonly Hit[]
  /** Least likelihood of a word to be taken as part of a name. */
  readonly threshold: number
}

/** Finds names of people. */
export function findPersons(text: PersonText): readonly Hit[] {
  return decode(nameContext(text), unpackModel(WEIGHTS, WEIGHT_UNIT), text.threshold)
}

/** What the features of a text's words rest on. */
export function nameContext({ tokens, columns, hits }: Omit<PersonText, 'threshold'>): NameContext {
  const { classes } = tokens
  return {
    tokens,
    classes,
    columns,
    classOf: wordTable().classesOf,
    taken: takenTokens(tokens, hits),
    titled: titledWords(tokens, classes),
  }
}

const NONE_TAKEN = new Uint8Array(0)

function takenTokens(tokens: Tokens, hits: readonly Hit[]): Uint8Array {
  if (hits.length === 0) return NONE_TAKEN
  const taken = new Uint8Array(tokens.count)
  const sorted = [...hits].sort((a, b) => a.start - b.start)
  let at = 0
  for (const { start, end } of sorted) {
    while (at < tokens.count && (tokens.end[at] ?? 0) <= start) at++
    for (let inside = at; inside < tokens.count && (tokens.start[inside] ?? 0) < end; inside++)
      taken[inside] = 1
  }
  return taken
}

let shared: FeatureBuffer | undefined

/** One buffer serves every text read with the shipped weights: reading names never waits and never nests. */
function bufferFor({ weights }: NameModel): FeatureBuffer {
  if (shared?.weights !== weights) shared = featureBuffer(weights)
  return shared
}

/** Labels every run and joins the words of each name. */
export function decode(context: NameContext, model: NameModel, threshold: number): readonly Hit[] {
  const found: Name[] = []
  const buffer = bufferFor(model)
  eachRun(context, (run) => {
    // Most runs are one word that is no name: nothing is allocated for them.
    if (run.length === 1 && scoreAlone(model, context, run, buffer) < threshold) return
    const likely = marginals(scoreRun(model, context, run, buffer))
    let first = 0
    while (first < run.length) {
      let last = first
      while (last < run.length && (likely[last] ?? 0) >= threshold) last++
      if (last > first) {
        last = extendOverParticles(run, likely, last)
        addName(found, run.slice(first, last), likely.slice(first, last))
      }
      first = last + 1
    }
  })
  return joinNames(context, found)
}

/** « Philibert d’Arblade », « Ombeline de La Rochebrochard »: what particles lead to from a name belongs to it. */
function extendOverParticles(run: readonly Unit[], likely: readonly number[], last: number): number {
  let next = last
  while (next < run.length && ((run[next]?.classes ?? 0) & PARTICLE) !== 0) next++
  const unit = run[next]
  if (next === last || unit === undefined || unit.shape === LOWERCASE) return last
  if ((likely[next] ?? 0) < LEAST_AFTER_PARTICLE || (unit.classes & NOT_AFTER_PARTICLE) !== 0) return last
  return next + 1
}

const LEAST_AFTER_PARTICLE = 0.15
const NOT_AFTER_PARTICLE = PLACE | NAMED_AFTER | ORGANISATION | MONTH_OR_DAY

function addName(found: Name[], units: readonly Unit[], likely: readonly number[]): void {
  let first = 0
  let last = units.length
  // A title before the name and a particle after it belong to the sentence.
  while (first < last - 1 && isTitle(units[first])) first++
  while (
    last > first + 1 &&
    ((units[last - 1]?.classes ?? 0) & (PARTICLE | FIRST_NAME)) === PARTICLE &&
    units[last - 1]?.shape === LOWERCASE
  )
    last--
  const start = units[first]?.start
  const end = units[last - 1]?.end
  if (start === undefined || end === undefined) return
  const score = Math.max(LEAST_SCORE, Math.min(...likely.slice(first, last)))
  found.push({ hit: { type: 'person', start, end, score }, units: units.slice(first, last) })
}

/** What is found at all counts as found under the usual least score of a span. */
const LEAST_SCORE = 0.5

function isTitle(unit: Unit | undefined): boolean {
  return (
    unit !== undefined &&
    (unit.classes & TITLE) !== 0 &&
    (unit.classes & (FIRST_NAME | SURNAME)) === 0 &&
    unit.shape !== INITIAL
  )
}
