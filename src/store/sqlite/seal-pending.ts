import { StoreFailedError } from '../../errors.js'
import type { Frontier, Hash, PendingEntry, Sealed } from '../../journal/tree-types.js'
import { mustContinue } from '../must-continue.js'
import type { Database } from './database.js'

/**
 * Gives pending entries their place, inside the open transaction. Its write lock excludes every other sequencer.
 *
 * @throws JournalBrokenError when what comes back is not these entries at the end of this tree; whatever `seal` throws;
 * StoreFailedError `corrupt` when the tree lacks a node.
 */
export function sealPending(
  db: Database,
  limit: number,
  seal: (entries: readonly PendingEntry[], frontier: Frontier) => Sealed,
): number {
  const { journal } = db.queries
  const pending = db.all(journal.pending({ limit }))
  if (pending.length === 0) return 0
  const frontier = frontierOf(db)
  const sealed = seal(
    pending.map(({ id, text }) => ({ id, text })),
    frontier,
  )
  mustContinue(sealed, { pending, size: frontier.size })
  pending.forEach(({ seq }, index) => {
    const entry = sealed.entries[index]
    if (entry !== undefined) db.run(journal.place({ seq, idx: entry.index, leaf_hash: entry.leafHash }))
  })
  for (const { level, index: idx, hash } of sealed.nodes) db.run(journal.insertNode({ level, idx, hash }))
  const { size, rootHash: root_hash, at, note } = sealed.checkpoint
  db.run(journal.insertCheckpoint({ size, root_hash, at, note }))
  return pending.length
}

/** The tree as far as it was signed: its size from the last checkpoint, its subtrees from the nodes. */
export function frontierOf(db: Database): Frontier {
  const { journal } = db.queries
  const size = db.first(journal.latestCheckpoint({}))?.size ?? 0
  const hashes: Hash[] = []
  // The binary digits of the size say which complete subtrees there are, largest first (RFC 6962 §2.1).
  let before = 0
  for (let level = Math.floor(Math.log2(Math.max(size, 1))); level >= 0; level--) {
    const leaves = 2 ** level
    if (Math.floor(size / leaves) % 2 === 0) continue
    const idx = before / leaves
    const node = db.first(journal.findNode({ level, idx }))
    if (node === undefined)
      throw new StoreFailedError(
        'corrupt',
        `The journal's tree lacks its node at level ${level}, index ${idx}.`,
      )
    hashes.push(node.hash)
    before += leaves
  }
  return { size, hashes }
}
