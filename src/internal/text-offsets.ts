/**
 * Where each code unit of a derived text came from in the original, both in UTF-16 code units. Unit `i` stands for
 * `original.slice(starts[i], ends[i])`, which is empty for a unit that was put in. Both arrays never go down.
 */
export interface OffsetMap {
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

/** The stretch of the original that `derived.slice(from, to)` stands for. `from < to` is expected. */
export function originalRange(
  map: OffsetMap,
  from: number,
  to: number,
): { readonly start: number; readonly end: number } {
  const start = map.starts[from] ?? 0
  return { start, end: Math.max(start, map.ends[to - 1] ?? start) }
}

/** True when an index would cut a surrogate pair, so that slicing there makes two lone surrogates. */
export function cutsPair(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1)
  const after = text.charCodeAt(index)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}
