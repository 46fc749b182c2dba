import { isGuardError } from '../../errors.js'
import { sameHash } from '../merkle-tree.js'
import { place, rangeText } from '../problem.js'
import type { Frontier } from '../tree-types.js'
import { authenticFrontier } from './authentic-leaves.js'
import { settleConfirmed } from './nodes.js'
import type { Walk } from './state.js'

/** What the store knows of the tree, besides its entries and checkpoints. */
export interface TreeTraces {
  readonly frontier: Frontier | undefined
  /** There is a node for the last entry that was passed: a sequencer had it. */
  readonly lastLeaf: boolean
  /** There is a node for a leaf behind it. */
  readonly furtherLeaf: boolean
}

/** Reads the traces. That the store itself finds its tree incomplete is a finding and no failure. */
export async function readTraces(walk: Walk): Promise<TreeTraces> {
  const { leaf } = walk
  const ends = leaf === 0 ? [0] : [leaf, leaf - 1]
  const nodes = (await walk.readNodes?.(ends.map((index) => ({ level: 0, index })))) ?? []
  const traces = { furtherLeaf: nodes[0] !== undefined, lastLeaf: nodes[1] !== undefined }
  try {
    return { ...traces, frontier: await walk.reader?.frontier?.() }
  } catch (error) {
    if (!isGuardError(error) || error.code !== 'ERR_STORE_FAILED' || error.reason !== 'corrupt') throw error
    walk.problems.add({ kind: 'node', message: `The stored frontier cannot be read: ${error.message}` })
    return { ...traces, frontier: undefined }
  }
}

/** Closes a walk behind its last record: what no checkpoint covers, what is missing at the end, the stored frontier. */
export async function finishWalk(
  walk: Walk,
  end: TreeTraces & { readonly expectedSize: number | undefined },
): Promise<void> {
  await settleConfirmed(walk, true)
  if (walk.segment.rows.length > 0) uncovered(walk, end.lastLeaf)
  const { segment, unconfirmed } = walk
  if (unconfirmed.count > 0) {
    const range = { from: unconfirmed.from, to: unconfirmed.to }
    const message = `${unconfirmed.count} later checkpoint(s), of sizes ${range.from} to ${range.to}, cannot be confirmed: the tree before them is not known any more.`
    walk.problems.add({ kind: 'checkpoint', checkpointSize: range.from, message })
  }
  checkTraces(walk, end)
  if (end.expectedSize !== undefined && end.expectedSize > segment.start) {
    const range = { from: segment.start, to: end.expectedSize }
    const message = `The file says that it holds ${end.expectedSize} entries; ${rangeText(range)} are missing or under no checkpoint.`
    walk.problems.add({ kind: 'truncated', ...place(range), message })
  }
  await checkExternal(walk)
}

/** Entries behind the last checkpoint: a sequencer writes both in one transaction, so this was not its work. */
function uncovered(walk: Walk, wasSealed: boolean): void {
  const { segment } = walk
  if (wasSealed && walk.leaf > segment.start) {
    const range = { from: segment.start, to: walk.leaf }
    const message = `No signed checkpoint covers ${rangeText(range)}, although the tree has nodes for them: a checkpoint was removed.`
    walk.problems.add({ kind: 'checkpoint', ...place(range), message })
    return
  }
  for (const row of segment.rows) {
    const message = `The entry at index ${row.index} is under no signed checkpoint: it was never sealed, or its checkpoint was removed.`
    walk.problems.add({ kind: 'inserted', index: row.index, entryId: row.id, message })
  }
}

function checkTraces(walk: Walk, { frontier, furtherLeaf }: TreeTraces): void {
  const { texts, start } = walk.segment
  if (furtherLeaf || (frontier !== undefined && frontier.size > walk.leaf)) {
    const range = { from: walk.leaf, to: Math.max(frontier?.size ?? 0, walk.leaf + 1) }
    const message = `The tree goes on behind its last entry: ${rangeText(range)} (at least) and the checkpoints over them are gone.`
    walk.problems.add({ kind: 'removed', ...place(range), message })
    return
  }
  const mine = start === walk.leaf ? texts?.tree.frontier() : undefined
  if (frontier === undefined) return
  if (mine === undefined) return
  const same =
    mine.size === frontier.size &&
    mine.hashes.length === frontier.hashes.length &&
    mine.hashes.every((hash, i) => sameHash(hash, frontier.hashes[i]))
  if (same) return
  const message =
    'The stored frontier is not that of the tree: the next entries would be sealed on top of a wrong tree.'
  walk.problems.add({ kind: 'node', message })
}

/** A checkpoint kept elsewhere: the only witness against somebody who holds the key and rewrites everything. */
async function checkExternal(walk: Walk): Promise<void> {
  const { external, segment } = walk
  if (external === undefined) return
  if (external.size > segment.start) {
    const range = { from: segment.start, to: external.size }
    const message = `The checkpoint kept elsewhere speaks of ${external.size} entries; ${rangeText(range)} are missing or under no checkpoint here.`
    walk.problems.add({ kind: 'truncated', checkpointSize: external.size, ...place(range), message })
    return
  }
  if (external.size === 0 || walk.externalFits === true) return
  const stored = walk.readNodes === undefined ? undefined : await authenticFrontier(external, walk.readNodes)
  if (walk.externalFits === undefined && stored !== undefined) return
  const range = { from: 0, to: external.size }
  const message = `The journal was rewritten: at size ${external.size} nothing here gives the root of the checkpoint kept elsewhere.`
  walk.problems.add({ kind: 'checkpoint', checkpointSize: external.size, range, message })
}
