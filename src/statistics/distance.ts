import type { JsonValue } from '../internal/canonical-json.js'

/**
 * How far two values are from each other, from 0 (the same) to 1 (nothing in common): the mean over their leaves. Texts
 * by the words they share (Sørensen–Dice over multisets), numbers by their relative difference, anything else the same
 * or not. A leaf that only one of them has counts as 1.
 */
export function distanceBetween(one: JsonValue, other: JsonValue): number {
  const left = leavesOf(one)
  const right = leavesOf(other)
  const paths = new Set([...left.keys(), ...right.keys()])
  if (paths.size === 0) return 0
  let sum = 0
  for (const path of paths) sum += leafDistance(left.get(path), right.get(path))
  return sum / paths.size
}

type Leaf = string | number | boolean | null

/** Leaves by their place. Keeps its own list of what is left to do: a value may be deep. */
function leavesOf(value: JsonValue): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>()
  const waiting: { readonly path: string; readonly value: JsonValue }[] = [{ path: '', value }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next.value !== 'object' || next.value === null) {
      leaves.set(next.path, next.value)
      continue
    }
    for (const [key, item] of Object.entries(next.value))
      if (item !== undefined) waiting.push({ path: `${next.path}/${key.replaceAll('/', '~1')}`, value: item })
  }
  return leaves
}

function leafDistance(one: Leaf | undefined, other: Leaf | undefined): number {
  if (one === undefined || other === undefined) return 1
  if (one === other) return 0
  if (typeof one === 'string' && typeof other === 'string') return wordDistance(one, other)
  if (typeof one === 'number' && typeof other === 'number')
    return Math.min(1, Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other)))
  return 1
}

function wordDistance(one: string, other: string): number {
  const left = one.split(/\s+/u).filter((word) => word !== '')
  const right = other.split(/\s+/u).filter((word) => word !== '')
  if (left.length + right.length === 0) return 0
  const counts = new Map<string, number>()
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of right) {
    const count = counts.get(word) ?? 0
    if (count === 0) continue
    counts.set(word, count - 1)
    shared += 1
  }
  return 1 - (2 * shared) / (left.length + right.length)
}
