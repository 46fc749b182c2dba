import { sql } from 'kysely'
import { StoreFailedError } from '../../errors.js'
import type { Tables } from '../queries/tables.js'
import { COPIED_TABLES } from './copied-tables.js'
import type { CopyDatabase, CopyPlace } from './copy-database.js'
import { proveJournal, type TreeHead } from './prove-journal.js'
import { readRows, rowDigest } from './read-rows.js'
import { writeRows } from './write-rows.js'

/** What was copied. */
export interface CopyReport {
  readonly rows: Readonly<Record<keyof Tables, number>>
  /** The head of the journal, the same in both. */
  readonly head: TreeHead
}

/**
 * Copies a store whole, in one transaction of the target: interrupted at any point, it leaves the target as empty as it was.
 * Before anything is kept it is proved: the rows of every table are read back and compared, and the journal's tree is built
 * anew from the copied texts and compared with every checkpoint.
 *
 * The source must be at rest: its processes stopped, its entries all in the tree.
 *
 * @throws StoreFailedError when the target holds anything, the source's entries are not all in the tree, or the source was
 * written meanwhile; JournalBrokenError when the source's journal does not verify; store errors of either.
 */
export async function copyStore(from: CopyPlace, to: CopyPlace): Promise<CopyReport> {
  return to.write(async (target) => {
    await mustBeEmpty(target)
    const { report, state } = await from.read(async (source) => {
      await mustBeSequenced(source)
      return { report: await copyAll(source, target), state: await stateOf(source) }
    })
    // Another look at the source, as it is now.
    if ((await from.read(stateOf)) !== state)
      throw new StoreFailedError(
        'other',
        `${from.name} was written to while it was copied; nothing was kept. Stop every process that uses it, and start again.`,
      )
    return report
  })
}

async function copyAll(source: CopyDatabase, target: CopyDatabase): Promise<CopyReport> {
  const counts: (readonly [keyof Tables, number])[] = []
  for (const table of COPIED_TABLES) {
    const [read, written] = [rowDigest(table.columns), rowDigest(table.columns)]
    for await (const rows of readRows(source, table)) {
      for (const row of rows) read.add(row)
      await writeRows(target, table, rows)
    }
    for await (const rows of readRows(target, table)) for (const row of rows) written.add(row)
    if (read.count !== written.count || read.hex() !== written.hex())
      throw new StoreFailedError(
        'corrupt',
        `The table ${table.name} of ${target.name} is not what was copied.`,
      )
    counts.push([table.name, read.count])
  }
  return {
    rows: Object.fromEntries(counts) as CopyReport['rows'],
    head: await proveJournal(target),
  }
}

async function mustBeEmpty(target: CopyDatabase): Promise<void> {
  for (const { name } of COPIED_TABLES) {
    const rows = await target.all(sql`select 1 from ${target.table(name)} limit 1`)
    if (rows.length > 0)
      throw new StoreFailedError(
        'other',
        `${target.name} is not empty (${name}): nothing was copied. Name an empty database.`,
      )
  }
}

async function mustBeSequenced(source: CopyDatabase): Promise<void> {
  const waiting = await source.all(sql`select 1 from ${source.table('journal')} where idx is null limit 1`)
  if (waiting.length > 0)
    throw new StoreFailedError(
      'other',
      `Entries of ${source.name} wait for their place in the journal: start an application or "garde-fou serve" on it, stop it in good order, and start again.`,
    )
}

/** What changes without an entry: a draft that is typed, a message that is tried, a key that is wrapped anew. */
const UNJOURNALLED: readonly (keyof Tables)[] = ['drafts', 'outbox', 'keys']

/** Differs after any change of the source: every other one has an entry. */
async function stateOf(source: CopyDatabase): Promise<string> {
  const [row] = await source.all(
    sql<{ last: number | null }>`select max(seq) as last from ${source.table('journal')}`,
  )
  const digests = [String(row?.last ?? 0)]
  for (const table of COPIED_TABLES.filter(({ name }) => UNJOURNALLED.includes(name))) {
    const digest = rowDigest(table.columns)
    for await (const rows of readRows(source, table)) for (const each of rows) digest.add(each)
    digests.push(digest.hex())
  }
  return digests.join(' ')
}
