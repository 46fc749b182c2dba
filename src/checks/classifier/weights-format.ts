import { GROUP_COUNT, GROUP_SHIFT } from './features.js'
import type { Model } from './model.js'

/** A model as the package carries it: plain numbers and one text, so that any bundler takes it along. */
export interface StoredModel extends Omit<Model, 'owners' | 'weights'> {
  /** One byte a row, Base64. */
  readonly owners: string
  /** The weights as bytes in two's complement, Base64. */
  readonly weights: string
}

const CHUNK = 8192
const DAMAGED =
  'The classifier’s weights are damaged: install the package again, or run `npm run train` in its repository.'

/** Writes a model down. The same model gives the same text. */
export function storeModel(model: Model): StoredModel {
  return { ...model, owners: base64Of(model.owners), weights: base64Of(model.weights) }
}

function base64Of({ buffer, byteOffset, byteLength }: Uint8Array | Int8Array): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength)
  let binary = ''
  for (let from = 0; from < bytes.length; from += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(from, from + CHUNK))
  return btoa(binary)
}

/**
 * Reads a stored model. Throws RangeError when it is not whole: half a classifier would let calls pass, a check that
 * throws does not.
 */
export function readModel(stored: StoredModel): Model {
  const { classes, bits, bias, groups, unit } = stored
  const owners = bytesOf(stored.owners)
  const weights = new Int8Array(bytesOf(stored.weights).buffer)
  const whole =
    classes.length > 0 &&
    Number.isInteger(bits) &&
    bits > 0 &&
    bits <= GROUP_SHIFT &&
    owners.length === 2 ** bits &&
    weights.length === classes.length * 2 ** bits &&
    bias.length === classes.length &&
    groups.length === GROUP_COUNT &&
    [unit, ...bias, ...groups, ...numbersOf(stored)].every(Number.isFinite)
  if (!whole) throw new RangeError(DAMAGED)
  return { ...stored, owners, weights }
}

function numbersOf({ calibration }: StoredModel): number[] {
  const { classifier, combined, rulesWeight } = calibration
  return [classifier.slope, classifier.offset, combined.slope, combined.offset, rulesWeight]
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  let binary: string
  try {
    binary = atob(text)
  } catch (cause) {
    throw new RangeError(DAMAGED, { cause })
  }
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}
