import type { NodePosition } from '../merkle-tree.js'
import { completeSubtrees, foldRight, nodeHash, sameHash } from '../merkle-tree.js'
import type { ReadNodes } from '../proofs.js'
import type { Frontier, Hash } from '../tree-types.js'

/** A leaf, or a subtree below which stored nodes do not fit: its `hash` is authentic, what is under it is not known. */
export interface AuthenticLeaf {
  readonly index: number
  /** 1 for a leaf. */
  readonly width: number
  readonly hash: Hash
}

/** Subtrees of at most this level are read in one call: 2¹⁰ leaves, 2 046 nodes. */
const PAGE_LEVEL = 10

/** The stored frontier at a size, if it gives the signed root: then each of its hashes is the one that was sealed. */
export async function authenticFrontier(
  head: { readonly size: number; readonly rootHash: Hash },
  readNodes: ReadNodes,
): Promise<Frontier | undefined> {
  const positions = completeSubtrees(0, head.size)
  if (positions.length === 0) return undefined
  const hashes = (await readNodes(positions)).filter((hash) => hash !== undefined)
  if (hashes.length !== positions.length) return undefined
  return sameHash(foldRight(hashes), head.rootHash) ? { size: head.size, hashes } : undefined
}

/**
 * The leaves from `from` on, in order, as a signed root vouches for them: from the top down, two stored children are authentic
 * when they give their authentic parent. So rewriting a leaf's hash without every node above it is found here. Memory
 * stays constant.
 */
export async function* authenticLeaves(
  frontier: Frontier,
  options: { readonly from: number; readonly readNodes: ReadNodes },
): AsyncGenerator<AuthenticLeaf> {
  for (const [i, position] of completeSubtrees(0, frontier.size).entries()) {
    const hash = frontier.hashes[i]
    if (hash !== undefined) yield* descend(position, hash, options)
  }
}

async function* descend(
  node: NodePosition,
  hash: Hash,
  options: { readonly from: number; readonly readNodes: ReadNodes },
): AsyncGenerator<AuthenticLeaf> {
  const width = 2 ** node.level
  if ((node.index + 1) * width <= options.from) return
  if (node.level <= PAGE_LEVEL) {
    yield* await readPage(node, hash, options)
    return
  }
  const left = { level: node.level - 1, index: node.index * 2 }
  const right = { level: node.level - 1, index: node.index * 2 + 1 }
  const [leftHash, rightHash] = await options.readNodes([left, right])
  if (leftHash === undefined || rightHash === undefined || !sameHash(nodeHash(leftHash, rightHash), hash)) {
    yield { index: node.index * width, width, hash }
    return
  }
  yield* descend(left, leftHash, options)
  yield* descend(right, rightHash, options)
}

/** All leaves of one small subtree, its nodes read in one call. */
async function readPage(
  top: NodePosition,
  hash: Hash,
  options: { readonly from: number; readonly readNodes: ReadNodes },
): Promise<AuthenticLeaf[]> {
  const positions: NodePosition[] = []
  for (let level = top.level - 1; level >= 0; level -= 1) {
    const count = 2 ** (top.level - level)
    for (let i = 0; i < count; i += 1) positions.push({ level, index: top.index * count + i })
  }
  const hashes = positions.length === 0 ? [] : await options.readNodes(positions)
  // The subtree as an array: the node at `i` has its children at `2i` and `2i + 1`, its top is 1.
  const heap = [undefined, hash, ...hashes]
  const leaves: AuthenticLeaf[] = []
  const visit = (i: number, level: number, authentic: Hash): void => {
    const width = 2 ** level
    const start = top.index * 2 ** top.level + (i - 2 ** (top.level - level)) * width
    if (start + width <= options.from) return
    const left = heap[2 * i]
    const right = heap[2 * i + 1]
    if (level === 0) leaves.push({ index: start, width, hash: authentic })
    else if (left === undefined || right === undefined || !sameHash(nodeHash(left, right), authentic))
      leaves.push({ index: start, width, hash: authentic })
    else {
      visit(2 * i, level - 1, left)
      visit(2 * i + 1, level - 1, right)
    }
  }
  visit(1, top.level, hash)
  return leaves
}
