import { type BlockFeatures, GROUP_COUNT, GROUP_SHIFT } from './features.js'
import type { Window } from './windows.js'

/** From what a layer found to a score on the scale of the thresholds: `1 / (1 + e^-(slope × x + offset))`. */
export interface Scale {
  readonly slope: number
  readonly offset: number
}

/** How the findings of a model are put on the scale of the thresholds; fitted on texts that the model had not seen. */
export interface Calibration {
  /** For the classifier's own log-odds. */
  readonly classifier: Scale
  /** For the classifier's log-odds and the score of the rules together: log-odds + `rulesWeight` × score. */
  readonly combined: Scale
  readonly rulesWeight: number
}

/** A linear model over hashed features, quantised. What is not one of its classes is "nothing to report". */
export interface Model {
  readonly classes: readonly string[]
  /** The table has `2 ** bits` rows. */
  readonly bits: number
  /**
   * Whose each row is: the {@link printOf} of one feature that the model was taught, 0 for nobody's. A feature of a text
   * that is not the owner was never learnt: it brings no weight of another one, and does not thin out the others.
   */
  readonly owners: Uint8Array
  /** Rows of one small integer per class: `weights[row * classes.length + class]`. */
  readonly weights: Int8Array
  /** What one unit of a weight is worth. */
  readonly unit: number
  readonly bias: readonly number[]
  /** Weight of each family of features. */
  readonly groups: readonly number[]
  readonly calibration: Calibration
}

/** Scores windows under a model. */
export interface Scorer {
  /** Natural log of (class / nothing to report) for each class. The array is used again by the next call. */
  score(features: BlockFeatures, window: Window): Float64Array
}

const MASK = 2 ** GROUP_SHIFT - 1
const PRINT = 0x7f

/** The row of a table of `2 ** bits` rows that a feature falls in. */
export function rowOf(feature: number, bits: number): number {
  return (feature & MASK) >>> (GROUP_SHIFT - bits)
}

/** What tells a feature from most others of its row: 1 to 128. */
export function printOf(feature: number): number {
  return (feature & PRINT) + 1
}

const LAST_STAMP = 0xffffffff

/** Makes a scorer. It keeps scratch arrays: scoring is synchronous, so calls never overlap. */
export function createScorer(model: Model): Scorer {
  const { weights, owners } = model
  const shift = GROUP_SHIFT - model.bits
  const classes = model.classes.length
  const stamps = new Uint32Array(2 ** model.bits)
  const sums = new Int32Array(GROUP_COUNT * classes)
  const counts = new Int32Array(GROUP_COUNT)
  const logits = new Float64Array(classes)
  let stamp = 0
  return {
    score({ values, sentences }, { first, last }) {
      if (stamp === LAST_STAMP) stamps.fill(0)
      stamp = stamp === LAST_STAMP ? 1 : stamp + 1
      sums.fill(0)
      counts.fill(0)
      const to = sentences[last]?.to ?? 0
      for (let at = sentences[first]?.from ?? 0; at < to; at += 1) {
        const value = values[at] ?? 0
        const row = (value & MASK) >>> shift
        // A feature counts once in a window, however often a text repeats itself.
        if (owners[row] !== (value & PRINT) + 1 || stamps[row] === stamp) continue
        stamps[row] = stamp
        const group = value >>> GROUP_SHIFT
        counts[group] = (counts[group] ?? 0) + 1
        const first = row * classes
        const sum = group * classes
        for (let k = 0; k < classes; k += 1) sums[sum + k] = (sums[sum + k] ?? 0) + (weights[first + k] ?? 0)
      }
      return addUp(model, sums, counts, logits)
    },
  }
}

function addUp(model: Model, sums: Int32Array, counts: Int32Array, logits: Float64Array): Float64Array {
  const classes = model.classes.length
  for (let k = 0; k < classes; k += 1) {
    let logit = model.bias[k] ?? 0
    for (let group = 0; group < GROUP_COUNT; group += 1) {
      const share = groupWeight(model.groups[group] ?? 0, counts[group] ?? 0)
      logit += (sums[group * classes + k] ?? 0) * share * model.unit
    }
    logits[k] = logit
  }
  return logits
}

/** Features that every window is taken to have besides: two or three words alone never speak loudly. */
const QUIET = 6

/** What each of `count` features of a family weighs in a window. */
export function groupWeight(weight: number, count: number): number {
  return weight / Math.sqrt(count + QUIET)
}

/** The highest score there is: a threshold of 1 means "never", since no layer is ever certain. */
const CEILING = 0.99

/** A score between 0 and 0.99, rounded to thousandths as findings carry it. */
export function scaled({ slope, offset }: Scale, value: number): number {
  const score = 1 / (1 + Math.exp(-(slope * value + offset)))
  return Math.min(CEILING, Math.round(1000 * score) / 1000)
}
