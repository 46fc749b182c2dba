import { GROUP_COUNT, GROUP_SHIFT } from './features.js'
import type { Model } from './model.js'

/** A model as the package carries it: plain numbers and one text, so that any bundler takes it along. */
export interface StoredModel extends Omit<Model, 'weights'> {
  /** The weights as bytes in two's complement, Base64. */
  readonly weights: string
}

const CHUNK = 8192
const DAMAGED =
  'The classifier’s weights are damaged: install the package again, or run `npm run train` in its repository.'

/** Writes a model down. The same model gives the same text. */
export function storeModel(model: Model): StoredModel {
  let binary = ''
  const bytes = new Uint8Array(model.weights.buffer, model.weights.byteOffset, model.weights.length)
  for (let from = 0; from < bytes.length; from += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(from, from + CHUNK))
  return { ...model, weights: btoa(binary) }
}

/**
 * Reads a stored model. Throws RangeError when it is not whole: half a classifier would let calls pass, a check that
 * throws does not.
 */
export function readModel(stored: StoredModel): Model {
  const { classes, bits, bias, groups, unit } = stored
  const weights = bytesOf(stored.weights)
  const whole =
    classes.length > 0 &&
    Number.isInteger(bits) &&
    bits > 0 &&
    bits <= GROUP_SHIFT &&
    weights.length === classes.length * 2 ** bits &&
    bias.length === classes.length &&
    groups.length === GROUP_COUNT &&
    [unit, ...bias, ...groups, ...numbersOf(stored)].every(Number.isFinite)
  if (!whole) throw new RangeError(DAMAGED)
  return { ...stored, weights }
}

function numbersOf({ calibration }: StoredModel): number[] {
  const { classifier, combined, rulesWeight } = calibration
  return [classifier.slope, classifier.offset, combined.slope, combined.offset, rulesWeight]
}

function bytesOf(text: string): Int8Array {
  let binary: string
  try {
    binary = atob(text)
  } catch (cause) {
    throw new RangeError(DAMAGED, { cause })
  }
  const bytes = new Int8Array(binary.length)
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}
