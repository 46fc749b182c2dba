import { JournalBrokenError } from '../../errors.js'
import { leafHash, sameHash, treeBuilder } from '../../journal/merkle-tree.js'
import type { Hash } from '../../journal/tree-types.js'
import { COPIED_TABLES, type CopiedTable } from './copied-tables.js'
import type { CopyDatabase } from './copy-database.js'
import { type Row, readRows } from './read-rows.js'

/** The head of a journal. */
export interface TreeHead {
  readonly size: number
  readonly rootHash: Hash
  /** The signed checkpoint that says so; absent when the journal is empty. */
  readonly note?: string
}

/**
 * Builds the tree of a stored journal anew from the texts of its entries, and compares it with every checkpoint on the way:
 * whoever trusts a checkpoint of the original, however old, can trust this journal.
 *
 * @throws JournalBrokenError that names the entry or the checkpoint that does not fit.
 */
export async function proveJournal(database: CopyDatabase): Promise<TreeHead> {
  const tree = treeBuilder()
  const checkpoints = rowsOf(database, 'checkpoints')
  let next = await nextOf(checkpoints)
  let note: string | undefined
  for await (const entry of rowsOf(database, 'journal')) {
    const leaf = leafHash(String(entry.text))
    if (entry.idx !== tree.size() || !sameHash(leaf, bytes(entry.leaf_hash)))
      throw new JournalBrokenError(
        `Entry ${entry.idx} of ${database.name} is not what was sealed. Find out more with "garde-fou journal verify".`,
      )
    tree.append(leaf)
    if (next?.size !== tree.size()) continue
    if (!sameHash(tree.root(), bytes(next.root_hash)))
      throw new JournalBrokenError(
        `The checkpoint of size ${next.size} of ${database.name} does not fit its entries.`,
      )
    note = String(next.note)
    next = await nextOf(checkpoints)
  }
  if (next !== undefined || (tree.size() > 0 && note === undefined))
    throw new JournalBrokenError(`The checkpoints of ${database.name} do not fit its entries.`)
  return { size: tree.size(), rootHash: tree.root(), ...(note === undefined ? {} : { note }) }
}

async function* rowsOf(database: CopyDatabase, name: CopiedTable['name']): AsyncGenerator<Row> {
  const table = COPIED_TABLES.find((each) => each.name === name)
  if (table === undefined) throw new RangeError(`There is no table ${name}.`)
  for await (const rows of readRows(database, table)) yield* rows
}

async function nextOf(rows: AsyncGenerator<Row>): Promise<Row | undefined> {
  const { value, done } = await rows.next()
  return done === true ? undefined : value
}

function bytes(value: Row[string] | undefined): Hash | undefined {
  return value instanceof Uint8Array ? value : undefined
}
