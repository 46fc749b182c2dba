import { sameHash } from '../merkle-tree.js'
import type { JournalProblem } from '../problem.js'
import { place, rangeText } from '../problem.js'
import type { ReadNodes } from '../proofs.js'
import type { TreeNode } from '../tree-types.js'
import type { Branch, Walk } from './state.js'

/** Nodes are compared in lots of this size. */
const LOT = 2048

/** Compares nodes that were computed with the stored ones. */
export async function compareNodes(
  nodes: readonly TreeNode[],
  readNodes: ReadNodes,
): Promise<JournalProblem[]> {
  const problems: JournalProblem[] = []
  for (let from = 0; from < nodes.length; from += LOT) {
    const lot = nodes.slice(from, from + LOT)
    // Level by level, in the order in which a store keeps them: it reads neighbours together.
    const asked = byLevel(lot)
    const stored = await readNodes(asked)
    const wrong = new Map<TreeNode, 'missing' | 'altered'>()
    for (const [i, node] of asked.entries()) {
      const found = stored[i]
      if (!sameHash(found, node.hash)) wrong.set(node, found === undefined ? 'missing' : 'altered')
    }
    if (wrong.size === 0) continue
    for (const node of lot) {
      const what = wrong.get(node)
      if (what !== undefined) problems.push(nodeProblem(node, what === 'missing'))
    }
  }
  return problems
}

function byLevel(nodes: readonly TreeNode[]): readonly TreeNode[] {
  const levels: TreeNode[][] = []
  for (const node of nodes) {
    const level = levels[node.level] ?? []
    levels[node.level] = level
    level.push(node)
  }
  return levels.flat()
}

/** Keeps a branch's memory constant: compares its nodes once they are many. */
export async function settleNodes(branch: Branch | undefined, walk: Walk): Promise<void> {
  if (branch === undefined || walk.readNodes === undefined || branch.nodes.length < LOT) return
  const nodes = branch.nodes
  branch.nodes = []
  const found = await compareNodes(nodes, walk.readNodes)
  branch.nodeFaults = [...branch.nodeFaults, ...found].slice(0, LOT)
}

/** Compares nodes of a confirmed tree, in lots; the rest too when `all` is set. What differs is certain. */
export async function settleConfirmed(walk: Walk, all = false): Promise<void> {
  if (walk.readNodes === undefined || (walk.confirmedNodes.length < LOT && !all)) return
  const nodes = walk.confirmedNodes
  walk.confirmedNodes = []
  for (const problem of await compareNodes(nodes, walk.readNodes)) walk.problems.add(problem)
}

function nodeProblem(node: TreeNode, missing: boolean): JournalProblem {
  const width = 2 ** node.level
  const range = { from: node.index * width, to: (node.index + 1) * width }
  const what = missing ? 'is missing' : 'is not the hash of what is below it'
  const message = `The stored node ${node.index} at level ${node.level}, above ${rangeText(range)}, ${what}.`
  return { kind: 'node', ...place(range), message }
}
