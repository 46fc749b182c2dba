import {
  type BlockFeatures,
  blockFeatures,
  type FeatureSpace,
  GROUP_COUNT,
  GROUP_SHIFT,
  type TextKind,
} from '../src/checks/classifier/features.ts'
import { groupWeight, printOf, rowOf } from '../src/checks/classifier/model.ts'
import { type Window, windowsOf } from '../src/checks/classifier/windows.ts'
import { type Reader, readBlocks } from '../src/checks/language/blocks.ts'

/** The distinct features of a window. */
export type Raw = Uint32Array

/** A window as the trainer sees it: rows of the model's table, each with its value. */
export interface Sparse {
  readonly index: Uint32Array
  readonly value: Float32Array
}

/** What turns texts into windows of features. */
export interface Extractor {
  readonly reader: Reader
  readonly space: FeatureSpace
}

/** The windows of one text, cut as the classifier cuts them. */
export function windowsOfText({ reader, space }: Extractor, text: string, kind: TextKind): Raw[] {
  const windows: Raw[] = []
  for (const block of readBlocks(reader, [{ path: 'text', kind: 'text', role: 'data', text }], {
    steps: 0,
  })) {
    const features = blockFeatures(space, block.reading, kind)
    for (const window of windowsOf(features)) windows.push(distinct(features, window))
  }
  return windows
}

function distinct({ values, sentences }: BlockFeatures, { first, last }: Window): Raw {
  return Uint32Array.from(new Set(values.subarray(sentences[first]?.from ?? 0, sentences[last]?.to ?? 0)))
}

/** Which features a model knows: see {@link Model.owners}. */
export interface Vocabulary {
  readonly bits: number
  readonly owners: Uint8Array
}

/**
 * The features that at least `least` texts have, each in its row of the table; of several in one row, the one of most
 * texts. A feature of one text would teach that text by heart.
 */
export function vocabularyOf(texts: readonly (readonly Raw[])[], bits: number, least: number): Vocabulary {
  const counts = new Uint16Array(2 ** GROUP_SHIFT)
  const last = new Uint32Array(2 ** GROUP_SHIFT)
  const met: number[] = []
  texts.forEach((windows, number) => {
    for (const window of windows) {
      for (const feature of window) {
        const index = feature & MASK
        if (last[index] === number + 1) continue
        if (counts[index] === 0) met.push(index)
        last[index] = number + 1
        counts[index] = Math.min(MOST, (counts[index] ?? 0) + 1)
      }
    }
  })
  const owners = new Uint8Array(2 ** bits)
  const most = new Uint16Array(2 ** bits)
  for (const index of Uint32Array.from(met).sort()) {
    const count = counts[index] ?? 0
    const row = rowOf(index, bits)
    if (count < least || count <= (most[row] ?? 0)) continue
    most[row] = count
    owners[row] = printOf(index)
  }
  return { bits, owners }
}

const MOST = 0xffff
const MASK = 2 ** GROUP_SHIFT - 1

/** A window in the rows of a vocabulary, as the scorer reads it; what the vocabulary does not have is left out. */
export function weighed({ bits, owners }: Vocabulary, window: Raw, groups: readonly number[]): Sparse {
  const counts = new Float64Array(GROUP_COUNT)
  const known = new Map<number, number>()
  for (const feature of window) {
    const row = rowOf(feature, bits)
    if (owners[row] !== printOf(feature) || known.has(row)) continue
    const group = feature >>> GROUP_SHIFT
    known.set(row, group)
    counts[group] = (counts[group] ?? 0) + 1
  }
  return {
    index: Uint32Array.from(known.keys()),
    value: Float32Array.from(known.values(), (group) => groupWeight(groups[group] ?? 0, counts[group] ?? 0)),
  }
}
