import type { Spelling } from '../text/plain-units.js'
import type { RunSurroundings } from './surroundings.js'

/** Number of weights; features are hashed into them. */
export const WEIGHT_COUNT: number = 1 << 16
const MASK = WEIGHT_COUNT - 1

/** Features of one unit are at most this many. */
export const MOST_FEATURES = 64

/** Where the features of a unit are written: places in the table of weights. */
export interface FeatureBuffer {
  readonly places: Int32Array
  count: number
  readonly weights: Int8Array | Float64Array
  /** Hashes of a unit's last three letters, last two and first three: see `readSpelling`. */
  readonly spelling: Spelling
  /** What stands around the run that is being read: computed at its first unit. */
  readonly around: RunSurroundings
}

/** A buffer to be used again for each unit. */
export function featureBuffer(weights: Int8Array | Float64Array): FeatureBuffer {
  return {
    places: new Int32Array(MOST_FEATURES),
    count: 0,
    weights,
    spelling: { suffix: 0, shorter: 0, prefix: 0 },
    around: { before: 0, after: 0, list: 0, leader: 0, signs: 0 },
  }
}

const { imul } = Math

/** Where the weight of a feature stands: the hash of a template and two values of it. */
export function place(template: number, first = 0, second = 0): number {
  const hash = imul(first + imul(template, 0x9e3779b1), 0x85ebca6b) ^ imul(second + template, 0x27d4eb2f)
  return (imul(hash ^ (hash >>> 15), 0xc2b2ae35) >>> 15) & MASK
}

/** The sum of the weights of a unit's features. */
export function total({ places, count, weights }: FeatureBuffer): number {
  let sum = 0
  for (let at = 0; at < count; at++) sum += weights[places[at] ?? 0] ?? 0
  return sum
}
