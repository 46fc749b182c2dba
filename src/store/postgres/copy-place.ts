import { sql } from 'kysely'
import { StoreFailedError } from '../../errors.js'
import type { CopyDatabase, CopyPlace } from '../copy/copy-database.js'
import { type Connection, connectionsOf } from './connections.js'
import { storeError } from './faults.js'
import { hasTables, migrate } from './migrations.js'
import { completeOptions } from './options.js'
import { openPool } from './pool.js'
import { lockAgainstWriters } from './postgres-only.js'
import { postgresBuilder } from './queries.js'

/** No time-outs: a copy takes as long as it takes. Text is compared with the whole of its index, not with a guess. */
const SETTINGS =
  'set statement_timeout = 0; set lock_timeout = 10000; set idle_in_transaction_session_timeout = 0'
const CONNECT_TIMEOUT_MS = 10_000

/**
 * A schema of a PostgreSQL database to copy from or to.
 *
 * @throws ConfigInvalidError when the connection string or the schema's name is none.
 */
export function postgresCopyPlace(connectionString: string, schema?: string): CopyPlace {
  const options = completeOptions({ connectionString, ...(schema === undefined ? {} : { schema }) })
  const { target: name } = options
  const where = { schema: options.schema, target: name }

  const onConnection = async <Result>(
    work: (connections: ReturnType<typeof connectionsOf>) => Promise<Result>,
  ): Promise<Result> => {
    const pool = await openPool({ connectionString, maxConnections: 1, connectTimeoutMs: CONNECT_TIMEOUT_MS })
    try {
      return await work(connectionsOf(pool, SETTINGS))
    } catch (error) {
      throw storeError(error, name)
    } finally {
      await pool.end()
    }
  }
  return {
    name,
    read: (work) =>
      onConnection(async (connections) => {
        if (!(await connections.use((db) => hasTables(db, where.schema))))
          throw new StoreFailedError('cannot-open', `${name} holds no store in its schema ${where.schema}.`)
        await migrate(connections, where)
        return connections.use(async (db) => {
          await db.exec('begin isolation level repeatable read read only')
          const result = await work(copyDatabase(db, where))
          await db.exec('rollback')
          return result
        })
      }),
    write: (work) =>
      onConnection(async (connections) => {
        await migrate(connections, where)
        return connections.transaction(async (db) => {
          await db.exec(lockAgainstWriters(where.schema))
          return work(copyDatabase(db, where))
        })
      }),
  }
}

function copyDatabase(
  db: Connection,
  { schema, target }: { readonly schema: string; readonly target: string },
): CopyDatabase {
  const builder = postgresBuilder(schema)
  return {
    name: target,
    table: (table) => sql.table(`${schema}.${table}`),
    all: async (query) => db.planned(query.compile(builder)),
    async write(query) {
      await db.changePlanned(query.compile(builder))
    },
    async place(entries) {
      await db.changePlanned(
        sql`update ${sql.table(`${schema}.journal`)} as entry set idx = given.idx, leaf_hash = given.leaf_hash
          from unnest(cast(${entries.map(({ seq }) => seq)} as bigint[]), cast(${entries.map(({ idx }) => idx)} as bigint[]),
            cast(${entries.map(({ leaf_hash }) => leaf_hash)} as bytea[])) as given (seq, idx, leaf_hash)
          where entry.seq = given.seq`.compile(builder),
      )
    },
  }
}
