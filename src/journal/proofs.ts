import { InputInvalidError, JournalBrokenError } from '../errors.js'
import type { NodePosition } from './merkle-tree.js'
import { completeSubtrees, emptyRoot, foldRight, HASH_BYTES, nodeHash, sameHash } from './merkle-tree.js'
import type { Hash } from './tree-types.js'

/** Reads stored nodes, in the order asked; undefined where there is none. A `Store` has it. */
export type ReadNodes = (nodes: readonly NodePosition[]) => Promise<readonly (Hash | undefined)[]>

/** Shows that the leaf at `index` is in the tree of `size` leaves (RFC 9162 §2.1.3). */
export interface InclusionProof {
  readonly index: number
  readonly size: number
  readonly hashes: readonly Hash[]
}

/** Shows that the tree of `second` leaves continues the tree of `first` leaves (RFC 9162 §2.1.4). */
export interface ConsistencyProof {
  readonly first: number
  readonly second: number
  readonly hashes: readonly Hash[]
}

/** Leaves from `from` up to `to`, exclusive. */
interface Span {
  readonly from: number
  readonly to: number
}

/**
 * Makes an inclusion proof from stored nodes, for any size the tree once had. One call of `readNodes`, with at most
 * 2·log₂(size) positions.
 *
 * @throws InputInvalidError when there is no such leaf. JournalBrokenError when a node is missing.
 */
export async function inclusionProof(request: {
  readonly index: number
  readonly size: number
  readonly readNodes: ReadNodes
}): Promise<InclusionProof> {
  const { index, size, readNodes } = request
  checkSize('size', size)
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new InputInvalidError('index', `a tree of ${size} leaves has no leaf ${index}`)
  }
  return { index, size, hashes: await readSpans(inclusionSpans(index, size), readNodes) }
}

/**
 * Makes a consistency proof from stored nodes. One call of `readNodes`.
 *
 * @throws InputInvalidError when `first` is larger than `second`. JournalBrokenError when a node is missing.
 */
export async function consistencyProof(request: {
  readonly first: number
  readonly second: number
  readonly readNodes: ReadNodes
}): Promise<ConsistencyProof> {
  const { first, second, readNodes } = request
  checkSize('first', first)
  checkSize('second', second)
  if (first > second) throw new InputInvalidError('first', `${first} is larger than ${second}`)
  const spans = first === 0 || first === second ? [] : consistencySpans(first, second)
  return { first, second, hashes: await readSpans(spans, readNodes) }
}

/** Checks an inclusion proof against a root (RFC 9162 §2.1.3.2). False for anything that is not exactly right. */
export function verifyInclusion(
  claim: InclusionProof & { readonly leafHash: Hash; readonly rootHash: Hash },
): boolean {
  const { index, size, hashes } = claim
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (![claim.leafHash, claim.rootHash, ...hashes].every(isHash)) return false
  let fn = index
  let sn = size - 1
  let root = claim.leafHash
  for (const sibling of hashes) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(sibling, root)
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2
        sn = Math.floor(sn / 2)
      }
    } else {
      root = nodeHash(root, sibling)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && sameHash(root, claim.rootHash)
}

/**
 * Checks a consistency proof against both roots (RFC 9162 §2.1.4.2). Trees of the same size need the same root and no
 * hashes; an empty first tree needs the empty root and no hashes. False for anything that is not exactly right.
 */
export function verifyConsistency(
  claim: ConsistencyProof & { readonly firstRoot: Hash; readonly secondRoot: Hash },
): boolean {
  const { first, second, hashes, firstRoot, secondRoot } = claim
  if (!isCount(first) || !isCount(second) || first > second) return false
  if (![firstRoot, secondRoot, ...hashes].every(isHash)) return false
  if (first === second) return hashes.length === 0 && sameHash(firstRoot, secondRoot)
  if (first === 0) return hashes.length === 0 && sameHash(firstRoot, emptyRoot())
  const roots = climb(first, second, isPowerOfTwo(first) ? [firstRoot, ...hashes] : hashes)
  return roots !== undefined && sameHash(roots.first, firstRoot) && sameHash(roots.second, secondRoot)
}

/** Rebuilds both roots from a consistency proof: steps 3 to 7 of RFC 9162 §2.1.4.2. */
function climb(
  first: number,
  second: number,
  path: readonly Hash[],
): { first: Hash; second: Hash } | undefined {
  const [seed, ...rest] = path
  if (seed === undefined) return undefined
  let fn = first - 1
  let sn = second - 1
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  let fr = seed
  let sr = seed
  for (const node of rest) {
    if (sn === 0) return undefined
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(node, fr)
      sr = nodeHash(node, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2
        sn = Math.floor(sn / 2)
      }
    } else {
      sr = nodeHash(sr, node)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 ? { first: fr, second: sr } : undefined
}

/** PATH of RFC 9162 §2.1.3.1: the sibling subtrees on the way to a leaf, nearest first. */
function inclusionSpans(index: number, size: number): Span[] {
  const spans: Span[] = []
  let from = 0
  let to = size
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    spans.push(index < middle ? { from: middle, to } : { from, to: middle })
    if (index < middle) to = middle
    else from = middle
  }
  return spans.reverse()
}

/** SUBPROOF of RFC 9162 §2.1.4.1. */
function consistencySpans(first: number, second: number): Span[] {
  const spans: Span[] = []
  let from = 0
  let to = second
  while (to !== first) {
    const middle = from + splitOf(to - from)
    spans.push(first <= middle ? { from: middle, to } : { from, to: middle })
    if (first <= middle) to = middle
    else from = middle
  }
  // A first tree that is a complete subtree of the second is known by its root: the verifier has it.
  if (from !== 0) spans.push({ from, to })
  return spans.reverse()
}

/** Reads the nodes of all spans at once and joins those of each span. Only the last span of a tree is incomplete. */
async function readSpans(spans: readonly Span[], readNodes: ReadNodes): Promise<Hash[]> {
  const wanted = spans.map((span) => completeSubtrees(span.from, span.to))
  const positions = wanted.flat()
  const nodes = positions.length === 0 ? [] : await readNodes(positions)
  let next = 0
  return wanted.map((parts) => {
    const hashes = parts.map(({ level, index }) => {
      const node = nodes[next++]
      if (!isHash(node))
        throw new JournalBrokenError(`The tree's node ${index} at level ${level} is missing or malformed.`)
      return node
    })
    const joined = foldRight(hashes)
    if (joined === undefined) throw new JournalBrokenError('A proof asked for an empty subtree.')
    return joined
  })
}

/** The largest power of two smaller than `size` (at least 2). Not by bits: sizes may pass 2³¹. */
function splitOf(size: number): number {
  let width = 1
  while (width * 2 < size) width *= 2
  return width
}

function isPowerOfTwo(value: number): boolean {
  return splitOf(value + 1) === value
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isHash(value: unknown): value is Hash {
  return value instanceof Uint8Array && value.length === HASH_BYTES
}

function checkSize(path: string, size: number): void {
  if (!isCount(size)) throw new InputInvalidError(path, 'a tree size is a whole number from 0')
}
