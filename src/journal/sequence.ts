import { JournalBrokenError } from '../errors.js'
import type { SigningKey } from '../internal/signing-key.js'
import { isWellFormed } from '../internal/well-formed.js'
import { signCheckpoint } from './checkpoint.js'
import { leafHash, rootOf, treeBuilder } from './merkle-tree.js'
import type { Frontier, PendingEntry, Sealed, SequencedEntry, TreeNode } from './tree-types.js'

/** How the sequencer seals. */
export interface SealOptions {
  readonly key: SigningKey
  /** Names the journal in each checkpoint, by convention as its key is named. */
  readonly origin: string
  /** The time of sealing. It stands beside the checkpoint and is not signed. */
  readonly now: Date
}

/**
 * Gives waiting entries their place in the tree and signs a checkpoint over the result. Pure: the store writes what
 * comes back, in one transaction. Entries are hashed as they are; nothing is rewritten.
 *
 * @throws JournalBrokenError when there is nothing to seal, an id comes twice, a text has no unambiguous UTF-8 form, or the
 * frontier cannot be one of its size.
 */
export function sealEntries(
  pending: readonly PendingEntry[],
  frontier: Frontier,
  options: SealOptions,
): Sealed {
  if (pending.length === 0) throw new JournalBrokenError('There is nothing to seal.')
  const tree = treeBuilder(frontier)
  const nodes: TreeNode[] = []
  const ids = new Set<string>()
  const entries = pending.map((entry): SequencedEntry => {
    if (ids.has(entry.id)) throw new JournalBrokenError(`The entry "${entry.id}" waits twice.`)
    // A lone surrogate is hashed like U+FFFD: two texts would share a hash.
    if (!isWellFormed(entry.text))
      throw new JournalBrokenError(`The entry "${entry.id}" is not valid Unicode.`)
    ids.add(entry.id)
    const leaf = leafHash(entry.text)
    const index = tree.size()
    tree.append(leaf, (node) => nodes.push(node))
    return { id: entry.id, text: entry.text, index, leafHash: leaf }
  })
  const next = tree.frontier()
  const { key, origin, now } = options
  const checkpoint = signCheckpoint({ origin, size: next.size, rootHash: rootOf(next) }, { key, now })
  return { entries, nodes, frontier: next, checkpoint }
}
