import type { Checkpoint, SequencedEntry } from '../../journal/tree-types.js'
import type { PlacedRow } from './journal.js'
import type { CheckpointsTable } from './tables.js'

/** An entry as it was stored. */
export function sequencedEntry({ id, text, idx, leaf_hash }: PlacedRow): SequencedEntry {
  // A place without a hash was not written by this store. Read as an empty hash it cannot verify, and the row is named.
  return { id, text, index: idx ?? -1, leafHash: leaf_hash ?? new Uint8Array() }
}

/** A checkpoint as it was stored. */
export function checkpointOf({ size, root_hash: rootHash, at, note }: CheckpointsTable): Checkpoint {
  return { size, rootHash, at, note }
}
