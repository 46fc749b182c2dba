import type { Label } from '../../provenance/label.js'

/** A symbol, so that it survives the copies that the package's `parse` makes and never shows in JSON. */
const LABEL: unique symbol = Symbol.for('garde-fou.label')

/** Fastens the label of an answer to it. */
export function fastenLabel(answer: object, label: Label | Promise<Label>): void {
  Object.defineProperty(answer, LABEL, { value: label, enumerable: true, configurable: true })
}

/**
 * The label of an answer of a wrapped client: that it was made by AI, by which system, for which use. Undefined for
 * objects that did not come from one.
 */
export function labelOf(answer: object): Label | undefined {
  const label: unknown = Reflect.get(answer, LABEL)
  return label === undefined || label instanceof Promise ? undefined : (label as Label)
}

/** The label of a stream of a wrapped client, once it was read to its end; rejects with what stopped it. */
export async function streamLabelOf(stream: object): Promise<Label | undefined> {
  const label: unknown = Reflect.get(stream, LABEL)
  return label === undefined ? undefined : ((await label) as Label)
}
