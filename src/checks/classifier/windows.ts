import type { BlockFeatures } from './features.js'

/** A run of sentences that is judged as one text: `first` to `last`, both included. */
export interface Window {
  readonly first: number
  readonly last: number
}

/** A block up to this many words is judged as a whole. */
export const WHOLE_WORDS = 110
/** A longer one in windows of up to this many words (or one sentence), each starting half a window after the last. */
export const WINDOW_WORDS = 45

/** The windows of a block. Every sentence is in at least one; together they read each sentence a few times at most. */
export function windowsOf({ sentences }: Pick<BlockFeatures, 'sentences'>): Window[] {
  const final = sentences.length - 1
  if (final < 0) return []
  if ((sentences[final]?.last ?? 0) + 1 <= WHOLE_WORDS) return [{ first: 0, last: final }]
  const windows: Window[] = []
  for (let first = 0; first <= final; ) {
    const from = sentences[first]?.first ?? 0
    const wordsTo = (index: number): number => (sentences[index]?.last ?? 0) + 1 - from
    let last = first
    while (last < final && wordsTo(last + 1) <= WINDOW_WORDS) last += 1
    windows.push({ first, last })
    if (last === final) break
    let next = first + 1
    while (next <= last && wordsTo(next - 1) < WINDOW_WORDS / 2) next += 1
    first = next
  }
  return windows
}
