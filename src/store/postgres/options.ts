import { ConfigInvalidError, type Fault } from '../../errors.js'
import type { PostgresPool } from './pool.js'

/** Where a PostgreSQL store lives and how long it waits: a connection string, or a pool of the application's own. */
export type PostgresStoreOptions = PostgresLimits &
  (
    | {
        /** `postgres://user:password@host:port/database?sslmode=…`. The pool is opened by `migrate` and ended by `close`. */
        readonly connectionString: string
        readonly pool?: never
      }
    | {
        readonly connectionString?: never
        /**
         * A pool for this store alone: its connections are given time-outs, and one is kept for LISTEN. It is not ended by
         * `close`.
         */
        readonly pool: PostgresPool
      }
  )

/** What does not depend on where the database is. */
export interface PostgresLimits {
  /** The schema that holds the tables; created when it is missing. Small letters, digits and `_`. Default `garde_fou`. */
  readonly schema?: string
  /** Most connections at once, one more for LISTEN. For a connection string only. Default 10. */
  readonly maxConnections?: number
  /** How long to go on trying when others hold a lock or the connection is lost, in milliseconds. Default 5000. */
  readonly busyTimeoutMs?: number
  /** The longest a single statement may take, in milliseconds. Default 30000. */
  readonly statementTimeoutMs?: number
  /** How often changes are looked for while somebody listens, should a notification be lost, in milliseconds. Default 1000. */
  readonly pollIntervalMs?: number
}

/** Options with every default filled in. */
export interface CompleteOptions extends Required<PostgresLimits> {
  readonly source: { readonly connectionString: string } | { readonly pool: PostgresPool }
  /** What to call the database in messages: never with its user or password. */
  readonly target: string
}

const DEFAULTS = {
  maxConnections: 10,
  busyTimeoutMs: 5000,
  statementTimeoutMs: 30_000,
  pollIntervalMs: 1000,
} as const
/** Longer names are cut by PostgreSQL; some room is left for names made from it. */
const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,39}$/

/**
 * Checks the options and fills in the defaults.
 *
 * @throws ConfigInvalidError that lists every fault; it never repeats the connection string.
 */
export function completeOptions(options: string | PostgresStoreOptions): CompleteOptions {
  const given: Partial<PostgresStoreOptions> =
    typeof options === 'string' ? { connectionString: options } : (options ?? {})
  const { schema = 'garde_fou' } = given
  const numbers = { ...DEFAULTS, ...defined(given) }
  const faults: Fault[] = []
  const source = sourceOf(given, faults)
  if (typeof schema !== 'string' || !SCHEMA_NAME.test(schema))
    faults.push(
      fault('schema', 'is not a name of small letters, digits and _.', 'Leave it out for garde_fou.'),
    )
  for (const [name, value] of Object.entries(numbers)) {
    const whole = name === 'maxConnections' ? Number.isSafeInteger(value) : Number.isFinite(value)
    if (!whole || value <= 0)
      faults.push(fault(name, 'is not a positive number.', 'Leave it out for the default.'))
  }
  if (source === undefined || faults.length > 0) throw new ConfigInvalidError(faults)
  return { source, schema, ...numbers, target: targetOf(source) }
}

function defined(given: Partial<PostgresLimits>): Partial<Record<keyof typeof DEFAULTS, number>> {
  const names = Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[]
  return Object.fromEntries(names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])))
}

function sourceOf(
  { connectionString, pool }: Partial<PostgresStoreOptions>,
  faults: Fault[],
): CompleteOptions['source'] | undefined {
  if (connectionString === undefined && pool !== undefined) {
    if (typeof pool.connect === 'function' && typeof pool.end === 'function') return { pool }
    faults.push(fault('pool', 'is not a pool of connections.', 'Pass a Pool of the package pg.'))
    return undefined
  }
  if (pool === undefined && typeof connectionString === 'string' && isConnectionString(connectionString))
    return { connectionString }
  faults.push(
    fault(
      'connectionString',
      pool === undefined ? 'does not name a PostgreSQL database.' : 'stands beside a pool.',
      'Pass postgres://user:password@host:5432/database, or a pool.',
    ),
  )
  return undefined
}

function isConnectionString(text: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text)
}

function targetOf(source: CompleteOptions['source']): string {
  if ('pool' in source) return 'The PostgreSQL database'
  const { host, pathname } = new URL(source.connectionString)
  return `The PostgreSQL database ${host}${pathname}`
}

function fault(name: string, reason: string, remedy: string): Fault {
  return { path: `postgresStore.${name}`, reason, remedy }
}
