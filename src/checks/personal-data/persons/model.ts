import { type FeatureBuffer, total, WEIGHT_COUNT } from './feature-buffer.js'
import { edgeFeatures, pairFeatures, unitFeatures } from './features.js'
import type { NameContext } from './runs.js'
import type { Unit } from './units.js'

/** The weights of a linear-chain conditional random field with two labels: of a name, or not. */
export interface NameModel {
  readonly weights: Int8Array | Float64Array
  /** What one step of a weight is worth. */
  readonly unit: number
}

/** Scores of the steps of one run: of each unit being of a name, and of each step between neighbours. */
export interface RunScores {
  readonly unit: readonly number[]
  /** Into a name, out of a name, within a name; index 0 is unused. */
  readonly begin: readonly number[]
  readonly end: readonly number[]
  readonly stay: readonly number[]
}

/** Adds up the weights of a run's features. */
export function scoreRun(
  model: NameModel,
  context: NameContext,
  run: readonly Unit[],
  buffer: FeatureBuffer,
): RunScores {
  const unit: number[] = []
  const begin: number[] = [0]
  const end: number[] = [0]
  const stay: number[] = [0]
  for (let at = 0; at < run.length; at++) {
    unitFeatures(context, run, at, buffer)
    unit.push(total(buffer) * model.unit)
    const current = run[at]
    const before = run[at - 1]
    if (current === undefined || before === undefined) continue
    edgeFeatures(before, current, true, buffer)
    begin.push(total(buffer) * model.unit)
    edgeFeatures(before, current, false, buffer)
    end.push(total(buffer) * model.unit)
    pairFeatures(before, current, buffer)
    stay.push(total(buffer) * model.unit)
  }
  return { unit, begin, end, stay }
}

/** How likely the only unit of a run is to be a name. */
export function scoreAlone(
  model: NameModel,
  context: NameContext,
  run: readonly Unit[],
  buffer: FeatureBuffer,
): number {
  unitFeatures(context, run, 0, buffer)
  return 1 / (1 + Math.exp(-(total(buffer) * model.unit)))
}

/** For each unit, how likely it is to be of a name, over all labellings of the run (forward and backward sums). */
export function marginals(scores: RunScores): number[] {
  if (scores.unit.length === 1) return [1 / (1 + Math.exp(-(scores.unit[0] ?? 0)))]
  const { forward, backward } = sums(scores)
  return scores.unit.map((_, at) => {
    const [outside = 0, inside = 0] = forward[at] ?? []
    const [after = 0, afterInside = 0] = backward[at] ?? []
    return 1 / (1 + Math.exp(outside + after - inside - afterInside))
  })
}

type Pair = readonly [outside: number, inside: number]

/** Logarithms of the sums over the labels before and after each unit. */
export function sums(scores: RunScores): {
  readonly forward: readonly Pair[]
  readonly backward: readonly Pair[]
} {
  const length = scores.unit.length
  const forward: Pair[] = [[0, scores.unit[0] ?? 0]]
  for (let at = 1; at < length; at++) {
    const [outside = 0, inside = 0] = forward[at - 1] ?? []
    forward.push([
      logAdd(outside, inside + (scores.end[at] ?? 0)),
      (scores.unit[at] ?? 0) + logAdd(outside + (scores.begin[at] ?? 0), inside + (scores.stay[at] ?? 0)),
    ])
  }
  const backward: Pair[] = new Array(length).fill([0, 0])
  for (let at = length - 2; at >= 0; at--) {
    const [outside = 0, inside = 0] = backward[at + 1] ?? []
    const next = scores.unit[at + 1] ?? 0
    backward[at] = [
      logAdd(outside, (scores.begin[at + 1] ?? 0) + next + inside),
      logAdd((scores.end[at + 1] ?? 0) + outside, (scores.stay[at + 1] ?? 0) + next + inside),
    ]
  }
  return { forward, backward }
}

function logAdd(a: number, b: number): number {
  const high = Math.max(a, b)
  return high + Math.log1p(Math.exp(Math.min(a, b) - high))
}

let shared: NameModel | undefined

/** The trained model, unpacked at first use. `packed` holds one signed byte a weight, in base64, and their unit. */
export function unpackModel(packed: string, unit: number): NameModel {
  if (shared !== undefined) return shared
  const bytes = atob(packed)
  // As bytes, the table stays in the processor's nearest memory.
  const weights = new Int8Array(WEIGHT_COUNT)
  for (let at = 0; at < bytes.length; at++) weights[at] = (bytes.charCodeAt(at) << 24) >> 24
  shared = { weights, unit }
  return shared
}
