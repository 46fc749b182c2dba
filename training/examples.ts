import {
  type BlockFeatures,
  blockFeatures,
  type FeatureSpace,
  GROUP_COUNT,
  GROUP_SHIFT,
  type TextKind,
} from '../src/checks/classifier/features.ts'
import { groupWeight } from '../src/checks/classifier/model.ts'
import { type Window, windowsOf } from '../src/checks/classifier/windows.ts'
import { type Reader, readBlocks } from '../src/checks/language/blocks.ts'

/** A window as the trainer sees it: distinct features, each with its value. */
export interface Sparse {
  readonly index: Uint32Array
  readonly value: Float32Array
}

/** What turns texts into windows of features. */
export interface Extractor {
  readonly reader: Reader
  readonly space: FeatureSpace
  /** Weight of each family of features. */
  readonly groups: readonly number[]
}

/** The windows of one text, cut as the classifier cuts them. */
export function windowsOfText({ reader, space, groups }: Extractor, text: string, kind: TextKind): Sparse[] {
  const windows: Sparse[] = []
  for (const block of readBlocks(reader, [{ path: 'text', kind: 'text', role: 'data', text }], {
    steps: 0,
  })) {
    const features = blockFeatures(space, block.reading, kind)
    for (const window of windowsOf(features)) windows.push(sparse(features, window, groups))
  }
  return windows
}

const MASK = (1 << GROUP_SHIFT) - 1

function sparse(
  { values, sentences }: BlockFeatures,
  { first, last }: Window,
  groups: readonly number[],
): Sparse {
  const counts = new Float64Array(GROUP_COUNT)
  const seen = new Map<number, number>()
  for (let at = sentences[first]?.from ?? 0; at < (sentences[last]?.to ?? 0); at += 1) {
    const value = values[at] ?? 0
    const index = value & MASK
    if (seen.has(index)) continue
    const group = value >>> GROUP_SHIFT
    seen.set(index, group)
    counts[group] = (counts[group] ?? 0) + 1
  }
  const index = Uint32Array.from(seen.keys())
  const value = Float32Array.from(seen.values(), (group) =>
    groupWeight(groups[group] ?? 0, counts[group] ?? 0),
  )
  return { index, value }
}
