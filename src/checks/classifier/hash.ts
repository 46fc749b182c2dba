const SEED = 0x811c9dc5
const PRIME = 0x01000193

/** 32-bit FNV-1a over UTF-16 code units, going on from `from`. Not finished: see {@link finish}. */
export function hashText(text: string, from: number = SEED): number {
  let hash = from
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME)
  return hash
}

/** Adds a number to a hash under way. */
export function hashNumber(value: number, from: number = SEED): number {
  let hash = Math.imul(from ^ (value & 0xffff), PRIME)
  hash = Math.imul(hash ^ (value >>> 16), PRIME)
  return hash
}

/** Spreads a hash evenly over 32 bits (the mixing steps of a known integer hash), so that its high bits are an index. */
export function finish(hash: number): number {
  let mixed = hash
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
