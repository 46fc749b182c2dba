import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { StoreFailedError } from '../../errors.js'
import { isWellFormed } from '../../internal/well-formed.js'
import { type StoreQueries, storeQueries } from '../queries/store-queries.js'
import type { Tables } from '../queries/tables.js'
import { storeError } from './faults.js'

/** More compiled statements than a store has shapes of queries. */
const MOST_STATEMENTS = 300
/** SQLite itself waits this long for a lock, and blocks; beyond it the wait goes on without blocking the process. */
const BLOCKING_WAIT_MS = 5
const CACHE_KIB = 16_384
/**
 * How long the log may grow before a commit copies it into the database, in pages of 4 kB. A change writes about ten: of
 * a thousand commits four wait for the copy, where the 1,000 pages that SQLite takes by itself make it ten.
 */
const CHECKPOINT_PAGES = 4_000
/** In one step: between two, somebody's write would make the copy begin anew. */
const ALL_PAGES = 2 ** 30

/** One open SQLite file. All methods are synchronous: nobody can step between two statements of a transaction. */
export interface Database {
  readonly queries: StoreQueries
  all<Row>(query: CompiledQuery<Row>): readonly Row[]
  /** Rows as lists of values, in the order of the columns: for many rows, where an object for each would take time. */
  rows(query: CompiledQuery<unknown>): readonly unknown[]
  first<Row>(query: CompiledQuery<Row>): Row | undefined
  /** Returns the number of changed rows. */
  run(query: CompiledQuery<unknown>): number
  exec(sql: string): void
  /** Copies the database as it is now into a new file, beside whoever writes. */
  backup(file: string): Promise<void>
  /** How many rows this connection has changed so far, undone ones included. */
  changes(): number
  /** False when SQLite has undone a transaction by itself, as it may on a full disk. */
  inTransaction(): boolean
  close(): void
}

/**
 * Opens a file for full durability: a commit is on disk when it returns.
 *
 * @throws StoreFailedError
 */
export function openDatabase(path: string): Database {
  const handle = openHandle(path)
  const statement = statementCache(handle)
  const listing = statementCache(handle, { lists: true })
  let changes = 0
  return {
    queries: storeQueries(compileOnly(), { merging: 'walk' }),
    all: <Row>(query: CompiledQuery<Row>) => statement(query.sql).all(...values(query)) as Row[],
    rows: (query) => listing(query.sql).all(...values(query)),
    first: <Row>(query: CompiledQuery<Row>) => statement(query.sql).get(...values(query)) as Row | undefined,
    run(query) {
      const parameters = values(query)
      if (!parameters.every((value) => typeof value !== 'string' || isWellFormed(value)))
        throw new StoreFailedError(
          'other',
          'A text is not valid Unicode: it would come back altered, so nothing was written.',
        )
      const changed = Number(statement(query.sql).run(...parameters).changes)
      changes += changed
      return changed
    },
    exec: (sql) => handle.exec(sql),
    async backup(file) {
      try {
        await backup(handle, file, { rate: ALL_PAGES })
      } catch (error) {
        throw storeError(error, file)
      }
    },
    changes: () => changes,
    inTransaction: () => handle.isTransaction,
    close: () => handle.close(),
  }
}

function openHandle(path: string): DatabaseSync {
  let handle: DatabaseSync | undefined
  try {
    handle = new DatabaseSync(path, { timeout: BLOCKING_WAIT_MS })
    handle.exec(
      `pragma synchronous=full; pragma foreign_keys=on; pragma trusted_schema=off; pragma secure_delete=on; pragma cell_size_check=on; pragma cache_size=-${CACHE_KIB}; pragma wal_autocheckpoint=${CHECKPOINT_PAGES}`,
    )
    return handle
  } catch (error) {
    handle?.close()
    throw storeError(error, path)
  }
}

function statementCache(
  handle: DatabaseSync,
  { lists = false }: { readonly lists?: boolean } = {},
): (sql: string) => StatementSync {
  const statements = new Map<string, StatementSync>()
  return (sql) => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const prepared = handle.prepare(sql)
    if (lists) prepared.setReturnArrays(true)
    const [oldest] = statements.keys()
    if (statements.size >= MOST_STATEMENTS && oldest !== undefined) statements.delete(oldest)
    statements.set(sql, prepared)
    return prepared
  }
}

// The builder passes on exactly the values it was given: the columns' types allow texts, numbers, nulls and bytes only.
function values(query: CompiledQuery<unknown>): SQLInputValue[] {
  return query.parameters as SQLInputValue[]
}

/** Writes SQL in SQLite's words. It has no connection of its own. */
export function compileOnly(): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}
