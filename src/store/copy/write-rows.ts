import { sql } from 'kysely'
import { StoreFailedError } from '../../errors.js'
import type { CopiedTable } from './copied-tables.js'
import type { CopyDatabase } from './copy-database.js'
import type { Row } from './read-rows.js'

/** Writes a page of rows. */
export async function writeRows(
  database: CopyDatabase,
  table: CopiedTable,
  rows: readonly Row[],
): Promise<void> {
  if (table.name === 'journal') return writeEntries(database, rows)
  await insert(database, table, rows)
}

async function insert(
  database: CopyDatabase,
  { name, columns }: Pick<CopiedTable, 'name' | 'columns'>,
  rows: readonly Row[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`)
  await database.write(sql`insert into ${database.table(name)} (${names}) values ${sql.join(values)}`)
}

/** Entries are written as ever: first without a place, and then they are given the one they had. */
async function writeEntries(database: CopyDatabase, rows: readonly Row[]): Promise<void> {
  await insert(database, { name: 'journal', columns: ['id', 'text'] }, rows)
  const waiting = await database.all(
    sql<{
      seq: number
      id: string
    }>`select seq, id from ${database.table('journal')} where idx is null order by seq`,
  )
  const places = rows.map(({ id, idx, leaf_hash }, at) => {
    const seq = waiting[at]?.id === id ? waiting[at]?.seq : undefined
    if (seq === undefined || typeof idx !== 'number' || !(leaf_hash instanceof Uint8Array))
      throw new StoreFailedError('corrupt', `An entry of ${database.name} is not where it was written.`)
    return { seq, idx, leaf_hash }
  })
  await database.place(places)
}
