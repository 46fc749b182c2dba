import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { CopiedTable } from './copied-tables.js'
import type { CopyDatabase } from './copy-database.js'

/** A row of any table. */
export type Row = Readonly<Record<string, string | number | Uint8Array | null>>

const PAGE = 500

/** Every row of a table in the order of its key, a page at a time. */
export async function* readRows(
  database: CopyDatabase,
  { name, key, columns }: CopiedTable,
): AsyncGenerator<readonly Row[]> {
  const keys = sql.join(key.map((column) => sql.ref(column)))
  const selected = sql.join(columns.map((column) => sql.ref(column)))
  for (let last: Row | undefined; ; ) {
    const after = last
    const behind =
      after === undefined ? sql`` : sql`where (${keys}) > (${sql.join(key.map((column) => after[column]))})`
    const rows = await database.all(
      sql<Row>`select ${selected} from ${database.table(name)} ${behind} order by ${keys} limit ${PAGE}`,
    )
    if (rows.length > 0) yield rows
    last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
  }
}

/** Counts and digests rows, so that two tables can be compared without holding them. */
export interface RowDigest {
  add(row: Row): void
  readonly count: number
  hex(): string
}

/** A digest over the columns of rows, in their order. */
export function rowDigest(columns: readonly string[]): RowDigest {
  const hash = createHash('sha256')
  let count = 0
  return {
    add(row) {
      count += 1
      const values = columns.map((column) => {
        const value = row[column] ?? null
        return value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('hex') } : value
      })
      hash.update(`${JSON.stringify(values)}\n`)
    },
    get count() {
      return count
    },
    hex: () => hash.copy().digest('hex'),
  }
}
