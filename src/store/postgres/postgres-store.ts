import { randomUUID } from 'node:crypto'
import { StoreFailedError } from '../../errors.js'
import type { Store } from '../store.js'
import { connectionsOf } from './connections.js'
import { dataMethods } from './data-methods.js'
import { journalMethods } from './journal-methods.js'
import { isCurrent, migrate } from './migrations.js'
import { notifier } from './notifier.js'
import { type CompleteOptions, completeOptions, type PostgresStoreOptions } from './options.js'
import { patiently, type Try } from './patience.js'
import { mindConnections, openPool } from './pool.js'
import { sessionSettings } from './postgres-only.js'
import { postgresQueries } from './queries.js'
import { reviewMethods } from './review-methods.js'
import type { Session } from './session.js'
import { sideMethods } from './side-methods.js'
import { type Watched, watchDatabase } from './watch.js'

const CONNECTIONS_FOR_LISTEN = 1
/** A process that is only slow must not lose its transaction between two statements. */
const SHORTEST_IDLE_MS = 500

/**
 * The store for several machines: one schema of a PostgreSQL database (13 or newer), for any number of processes anywhere.
 * A change is durable on the server when it is acknowledged. Nothing is opened before `migrate`.
 *
 * @throws ConfigInvalidError when neither a connection string nor a pool is given, or a setting is out of range.
 *
 * @example
 * const store = postgresStore('postgres://garde_fou@db.example/city')
 */
export function postgresStore(options: string | PostgresStoreOptions): Store {
  const complete = completeOptions(options)
  const { schema, target, busyTimeoutMs: timeoutMs, pollIntervalMs: intervalMs } = complete
  let opening: Promise<Watched> | undefined
  let watched: Watched | undefined
  let closing: Promise<void> | undefined
  const working = new Set<Promise<unknown>>()

  const channel = `${schema}_changed`
  const own = randomUUID()
  const watch = watchDatabase({ watched: () => watched, channel, own, intervalMs })
  const others = notifier(() => watched?.connections, { channel, payload: own })

  /** `close` waits for it. */
  const track = <Result>(done: Promise<Result>): Promise<Result> => {
    const settled = done.then(
      () => undefined,
      () => undefined,
    )
    working.add(settled)
    void settled.then(() => working.delete(settled))
    return done
  }
  const accept = <Result>(work: (state: Try) => Promise<Result>): Promise<Result> =>
    track(patiently(work, { target, timeoutMs }))
  const lend = (): Watched => {
    if (watched !== undefined) return watched
    throw new StoreFailedError('other', 'The store is not open yet: call migrate() first.')
  }
  const open = (): Watched => {
    if (closing !== undefined) throw new StoreFailedError('closed', 'The store was closed.')
    return lend()
  }
  const queries = postgresQueries(schema)
  const sessionOf = (lender: () => Watched): Session => ({
    queries,
    schema,
    async use(work) {
      const { connections } = lender()
      return accept((state) => connections.use((db) => work(db, state)))
    },
    async transaction(work) {
      const { connections } = lender()
      return accept((state) => connections.transaction((db) => work(db, state)))
    },
    async admit(work) {
      open()
      return track(work(sessionOf(lend)))
    },
    changed() {
      watch.changed()
      others.changed()
    },
  })
  const session = sessionOf(open)

  const closeAll = async (): Promise<void> => {
    while (working.size > 0) await Promise.all(working)
    await others.flush()
    await watch.close()
    const opened = await opening?.catch(() => undefined)
    if ('connectionString' in complete.source) await opened?.pool.end()
  }

  return {
    async migrate() {
      if (closing !== undefined) throw new StoreFailedError('closed', 'The store was closed.')
      opening ??= openDatabase(complete)
      const opened = await opening.catch((error: unknown) => {
        opening = undefined
        throw error
      })
      await accept(() => migrate(opened.connections, { schema, target }))
      watched = opened
    },
    isMigrated: () => session.use((db) => isCurrent(db, { schema, target })),
    ...reviewMethods(session),
    ...sideMethods(session),
    ...dataMethods(session),
    ...journalMethods(session),
    watch: watch.add,
    close() {
      closing ??= closeAll()
      return closing
    },
  }
}

async function openDatabase(options: CompleteOptions): Promise<Watched> {
  const { source, busyTimeoutMs } = options
  const pool =
    'pool' in source
      ? source.pool
      : await openPool({
          connectionString: source.connectionString,
          maxConnections: options.maxConnections + CONNECTIONS_FOR_LISTEN,
          connectTimeoutMs: busyTimeoutMs,
        })
  mindConnections(pool)
  const settings = sessionSettings({
    statementTimeoutMs: options.statementTimeoutMs,
    lockTimeoutMs: busyTimeoutMs,
    // A sequencer that stands still gives way to another one before that one gives up.
    idleInTransactionMs: Math.max(busyTimeoutMs / 2, SHORTEST_IDLE_MS),
  })
  return { pool, connections: connectionsOf(pool, settings) }
}
