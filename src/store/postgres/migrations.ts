import { CompiledQuery } from 'kysely'
import { StoreFailedError } from '../../errors.js'
import type { Connection, Connections } from './connections.js'
import { advisoryLock } from './postgres-only.js'
import { SCHEMA, type SchemaStep } from './schema.js'

/** Where a schema stands. */
interface Version {
  readonly version: number
  /** The oldest version of the code that works on it. */
  readonly compatibleFrom: number
}

/** What is migrated. */
export interface MigrationTarget {
  readonly schema: string
  /** What the database is called in messages. */
  readonly target: string
}

const SCHEMA_EXISTS = 'select 1 as found from pg_catalog.pg_namespace where nspname = $1'
const TABLE_EXISTS =
  "select 1 as found from pg_catalog.pg_tables where schemaname = $1 and tablename = 'schema_version'"

/**
 * Creates or upgrades the tables, in one transaction under a lock: of several processes that start together, one does it
 * and the others find it done. A schema that is up to date, or newer but compatible, is not touched and needs no right to
 * create anything.
 *
 * @throws StoreFailedError `newer-schema` when a newer version of this package has made it unfit for this one;
 * PostgresFault.
 */
export async function migrate(
  connections: Connections,
  where: MigrationTarget,
  steps: readonly SchemaStep[] = SCHEMA,
): Promise<void> {
  if (await connections.use((db) => isCurrent(db, where, steps))) return
  await connections.transaction(async (db) => {
    await db.first(advisoryLock(where.schema, 'migrate'))
    if (await isCurrent(db, where, steps)) return
    // A step over a million rows takes longer than any request may; cut off, it would be begun anew for ever.
    await db.exec('set local statement_timeout = 0')
    await upgrade(db, where.schema, steps)
  })
}

async function upgrade(db: Connection, schema: string, steps: readonly SchemaStep[]): Promise<void> {
  if ((await db.first(CompiledQuery.raw(SCHEMA_EXISTS, [schema]))) === undefined)
    await db.exec(`create schema ${schema}`)
  const { version: from } = await versionOf(db, schema)
  if (from === 0)
    await db.exec(
      `create table ${schema}.schema_version (version integer primary key, compatible_from integer not null, applied_at text not null)`,
    )
  for (const [index, { sql, compatibleFrom }] of steps.entries()) {
    if (index < from) continue
    await db.exec(sql(schema))
    await db.change(
      CompiledQuery.raw(
        `insert into ${schema}.schema_version (version, compatible_from, applied_at) values ($1, $2, $3)`,
        [index + 1, compatibleFrom, new Date().toISOString()],
      ),
    )
  }
}

/** Whether the schema is one that this version works on. @throws StoreFailedError `newer-schema`; PostgresFault. */
export async function isCurrent(
  db: Connection,
  { schema, target }: MigrationTarget,
  steps: readonly SchemaStep[] = SCHEMA,
): Promise<boolean> {
  const { version, compatibleFrom } = await versionOf(db, schema)
  if (compatibleFrom > steps.length)
    throw new StoreFailedError(
      'newer-schema',
      `${target} has schema version ${version}, which needs a garde-fou that knows version ${compatibleFrom}; this one knows ${steps.length}. Upgrade garde-fou.`,
    )
  return version >= steps.length
}

/** True for a schema that a store has been in. */
export async function hasTables(db: Connection, schema: string): Promise<boolean> {
  return (await db.first(CompiledQuery.raw(TABLE_EXISTS, [schema]))) !== undefined
}

async function versionOf(db: Connection, schema: string): Promise<Version> {
  if (!(await hasTables(db, schema))) return { version: 0, compatibleFrom: 0 }
  const found = await db.first(
    CompiledQuery.raw(
      `select coalesce(max(version), 0) as version, coalesce(max(compatible_from), 0) as compatible from ${schema}.schema_version`,
    ) as CompiledQuery<{ readonly version: number; readonly compatible: number }>,
  )
  return { version: found?.version ?? 0, compatibleFrom: found?.compatible ?? 0 }
}
