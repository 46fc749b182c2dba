import { CompiledQuery } from 'kysely'
import { StoreFailedError } from '../../errors.js'
import type { Database } from './database.js'
import { SCHEMA } from './schema.js'

const JOURNAL_MODE = CompiledQuery.raw('pragma journal_mode = wal')
const VERSION_TABLE = CompiledQuery.raw(
  "select 1 from sqlite_schema where type = 'table' and name = 'schema_version'",
)
const VERSION = CompiledQuery.raw('select max(version) from schema_version')

/**
 * Creates or upgrades the tables, in one transaction: of several processes that start together, one does it and the
 * others find it done. A file that is up to date is not written, so a read-only one can be read.
 *
 * @throws StoreFailedError `newer-schema` when a newer version of this package made the file, `cannot-open` when the
 * file system has no write-ahead log.
 */
export function migrate(db: Database, path: string): void {
  const mode = scalar(db, JOURNAL_MODE)
  // An in-memory database has no log. Anything else without one is not durable the way this store promises.
  if (mode !== 'wal' && mode !== 'memory')
    throw new StoreFailedError(
      'cannot-open',
      `The database ${path} cannot use a write-ahead log (it is in mode ${String(mode)}).`,
    )
  if (isCurrent(db, path)) return
  db.exec('begin immediate')
  try {
    if (!isCurrent(db, path)) upgrade(db)
    db.exec('commit')
  } catch (error) {
    if (db.inTransaction()) db.exec('rollback')
    throw error
  }
}

function upgrade(db: Database): void {
  const from = versionOf(db)
  if (from === 0)
    db.exec('create table schema_version (version integer primary key, applied_at text not null) strict')
  SCHEMA.slice(from).forEach((sql, index) => {
    db.exec(sql)
    const at = new Date().toISOString()
    db.run(
      CompiledQuery.raw('insert into schema_version (version, applied_at) values (?, ?)', [
        from + index + 1,
        at,
      ]),
    )
  })
}

/** Whether the tables are those that this version works on. @throws StoreFailedError `newer-schema`. */
export function isCurrent(db: Database, path: string): boolean {
  const version = versionOf(db)
  if (version > SCHEMA.length)
    throw new StoreFailedError(
      'newer-schema',
      `The database ${path} has schema version ${version}; this version of garde-fou knows ${SCHEMA.length}. Upgrade garde-fou.`,
    )
  return version === SCHEMA.length
}

/** True for a file that a store has been in. */
export function hasTables(db: Database): boolean {
  return db.first(VERSION_TABLE) !== undefined
}

function versionOf(db: Database): number {
  return hasTables(db) ? Number(scalar(db, VERSION)) : 0
}

function scalar(db: Database, query: CompiledQuery<unknown>): unknown {
  return Object.values(db.first(query) ?? {})[0]
}
