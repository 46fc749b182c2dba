import {
  type FeatureBuffer,
  featureBuffer,
  WEIGHT_COUNT,
} from '../src/checks/personal-data/persons/feature-buffer.ts'
import { edgeFeatures, pairFeatures, unitFeatures } from '../src/checks/personal-data/persons/features.ts'
import { nameContext } from '../src/checks/personal-data/persons/find-persons.ts'
import { marginals, type RunScores, scoreRun, sums } from '../src/checks/personal-data/persons/model.ts'
import { eachRun, type NameContext } from '../src/checks/personal-data/persons/runs.ts'
import type { Unit } from '../src/checks/personal-data/persons/units.ts'
import { FIRST_NAME, SURNAME } from '../src/checks/personal-data/persons/word-classes.ts'
import { columnHeads } from '../src/checks/personal-data/text/columns.ts'
import { findPatterns } from '../src/checks/personal-data/text/find-patterns.ts'
import { scan } from '../src/checks/personal-data/text/tokens.ts'
import { wordTable } from '../src/checks/personal-data/text/word-table.ts'
import type { Line } from './personal-texts.ts'

/** How names are learnt. */
export interface TrainingOptions {
  readonly epochs: number
  readonly rate: number
  /** Weight decay at each step. */
  readonly decay: number
  /** Share of words whose lists are hidden, so that names that no list knows are learnt from their places. */
  readonly hidden: number
  /** Share of texts that are also learnt in small letters, as people write in a hurry. */
  readonly small: number
  /** Steps that a feature must have had to be kept. */
  readonly least: number
}

/** Found by cross-validation (training/cross-validate-persons.ts). */
export const DEFAULTS: TrainingOptions = {
  epochs: 14,
  rate: 0.05,
  decay: 2e-3,
  hidden: 0.15,
  small: 0.25,
  least: 14,
}

interface Example {
  readonly context: NameContext
  readonly run: readonly Unit[]
  readonly labels: readonly boolean[]
}

/** Trains on labelled texts. The same texts and options give the same weights. */
export function train(lines: readonly Line[], options: TrainingOptions = DEFAULTS): Float64Array {
  const random = numbers(20_261_125)
  const small = lines
    .filter(() => random() < options.small)
    .map((line) => ({ ...line, text: line.text.toLowerCase() }))
  const examples = [...lines, ...small].flatMap(examplesOf)
  const model = { weights: new Float64Array(WEIGHT_COUNT), unit: 1 }
  const totals = new Float64Array(WEIGHT_COUNT)
  const squares = new Float64Array(WEIGHT_COUNT)
  const seen = new Uint32Array(WEIGHT_COUNT)
  const state: State = { model, squares, seen, options, buffer: featureBuffer(model.weights), random }
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(examples, random)
    for (const example of examples) learn(epoch === 0 ? example : hide(example, state), state)
    // The mean over the later epochs is steadier than the last.
    if (epoch >= options.epochs / 2)
      model.weights.forEach((weight, at) => {
        totals[at] = (totals[at] ?? 0) + weight
      })
  }
  const counted = options.epochs - Math.ceil(options.epochs / 2)
  return totals.map((total, at) => ((seen[at] ?? 0) < options.least ? 0 : total / counted))
}

interface State {
  readonly model: { readonly weights: Float64Array; readonly unit: number }
  readonly squares: Float64Array
  readonly seen: Uint32Array
  readonly options: TrainingOptions
  readonly buffer: FeatureBuffer
  readonly random: () => number
}

function examplesOf(line: Line): readonly Example[] {
  const words = wordTable()
  const tokens = scan(line.text, words)
  const columns = columnHeads(tokens, words)
  const { hits } = findPatterns({ tokens, columns, words, ibans: undefined })
  const context = nameContext({ tokens, columns, hits })
  const persons = line.spans.filter((span) => span.type === 'person')
  const found: Example[] = []
  eachRun(context, (run) => {
    const labels = run.map((unit) => persons.some((span) => unit.start < span.end && span.start < unit.end))
    found.push({ context, run, labels })
  })
  return found
}

function hide(example: Example, { random, options }: State): Example {
  if (!example.run.some((unit) => (unit.classes & (FIRST_NAME | SURNAME)) !== 0)) return example
  const run = example.run.map((unit) =>
    random() < options.hidden
      ? { ...unit, classes: unit.classes & ~(random() < 0.5 ? FIRST_NAME | SURNAME : FIRST_NAME) }
      : unit,
  )
  return { ...example, run }
}

/** One step towards the run's labels. */
function learn({ context, run, labels }: Example, state: State): void {
  const { model, buffer } = state
  const scores = scoreRun(model, context, run, buffer)
  const likely = marginals(scores)
  const steps = stepLikelihoods(scores)
  for (let at = 0; at < run.length; at++) {
    const unit = run[at]
    const before = run[at - 1]
    if (unit === undefined) continue
    unitFeatures(context, run, at, buffer)
    update(state, Number(labels[at]) - (likely[at] ?? 0))
    if (before === undefined) continue
    const step = steps[at] ?? { begin: 0, end: 0, stay: 0 }
    const was = labels[at - 1] === true
    const is = labels[at] === true
    edgeFeatures(before, unit, true, buffer)
    update(state, Number(!was && is) - step.begin)
    edgeFeatures(before, unit, false, buffer)
    update(state, Number(was && !is) - step.end)
    pairFeatures(before, unit, buffer)
    update(state, Number(was && is) - step.stay)
  }
}

function stepLikelihoods(scores: RunScores): readonly { begin: number; end: number; stay: number }[] {
  const { forward, backward } = sums(scores)
  const last = forward.at(-1) ?? [0, 0]
  const total = Math.max(last[0], last[1]) + Math.log1p(Math.exp(-Math.abs(last[0] - last[1])))
  return scores.unit.map((own, at) => {
    if (at === 0) return { begin: 0, end: 0, stay: 0 }
    const [outside, inside] = forward[at - 1] ?? [0, 0]
    const [after, afterInside] = backward[at] ?? [0, 0]
    return {
      begin: Math.exp(outside + (scores.begin[at] ?? 0) + own + afterInside - total),
      end: Math.exp(inside + (scores.end[at] ?? 0) + after - total),
      stay: Math.exp(inside + (scores.stay[at] ?? 0) + own + afterInside - total),
    }
  })
}

/** AdaGrad with weight decay on the features in the buffer. */
function update({ model, squares, seen, options, buffer }: State, gradient: number): void {
  for (let index = 0; index < buffer.count; index++) {
    const place = buffer.places[index] ?? 0
    const weight = model.weights[place] ?? 0
    const slope = gradient - options.decay * weight
    squares[place] = (squares[place] ?? 0) + slope * slope
    model.weights[place] = weight + (options.rate * slope) / Math.sqrt((squares[place] ?? 0) + 1e-6)
    seen[place] = (seen[place] ?? 0) + 1
  }
}

function shuffle<Item>(items: Item[], random: () => number): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const [a, b] = [items[at], items[other]]
    if (a === undefined || b === undefined) continue
    items[at] = b
    items[other] = a
  }
}

/** Mulberry32: small, repeatable. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}
