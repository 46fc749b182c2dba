import type { JournalEntry } from './entry.js'

/** A SHA-256 hash, 32 bytes. */
export type Hash = Uint8Array

/** A complete subtree of the Merkle tree: `level` 0 is a leaf; `index` counts subtrees of that level from the left. */
export interface TreeNode {
  readonly level: number
  readonly index: number
  readonly hash: Hash
}

/** The roots of the maximal complete subtrees of a tree of `size` leaves, largest first: all that is needed to append. */
export interface Frontier {
  readonly size: number
  readonly hashes: readonly Hash[]
}

/** A signed statement of the tree's size and root: a C2SP `tlog-checkpoint` signed note. */
export interface Checkpoint {
  readonly size: number
  readonly rootHash: Hash
  /** When it was signed (ISO 8601, UTC). */
  readonly at: string
  /** The signed note, text and signature lines, exactly as signed. */
  readonly note: string
}

/** An entry waiting for its place in the tree: its exact bytes, as committed. */
export interface PendingEntry {
  readonly id: string
  /** The RFC 8785 text of the entry. */
  readonly text: string
}

/** An entry with its place in the tree. */
export interface SequencedEntry extends PendingEntry {
  readonly index: number
  /** SHA-256(0x00 ‖ text), RFC 6962 §2.1. */
  readonly leafHash: Hash
}

/** What the sequencer hands to the store, to be written in one transaction. */
export interface Sealed {
  readonly entries: readonly SequencedEntry[]
  /** Every complete subtree that these entries completed, leaves included. */
  readonly nodes: readonly TreeNode[]
  readonly frontier: Frontier
  readonly checkpoint: Checkpoint
}

/** Reads an entry's text back. The caller has verified its hash, or does not rely on it. */
export function parseEntry(text: string): JournalEntry {
  return JSON.parse(text) as JournalEntry
}
