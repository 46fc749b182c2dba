import { ConfigInvalidError } from '../../errors.js'

/** A statement as it is handed to a driver. */
export interface PostgresQuery {
  readonly text: string
  readonly values?: unknown[]
  /** Statements with a name are parsed and planned once per connection. */
  readonly name?: string
  /** Reads the columns of the answer, whatever the driver was told to do with them elsewhere. */
  readonly types?: { getTypeParser(oid: number, format?: string): (value: string) => unknown }
}

/** A driver's answer. */
export interface PostgresResult {
  readonly rows: readonly unknown[]
  readonly rowCount: number | null
}

/** What a listening connection is told. */
export interface PostgresNotification {
  readonly channel: string
  readonly payload?: string | undefined
}

/** The part of a driver's connection that is used; `PoolClient` of `pg` has it. */
export interface PostgresClient {
  query(query: PostgresQuery): Promise<PostgresResult>
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'notification', listener: (message: PostgresNotification) => void): unknown
  removeListener(event: 'error', listener: (error: Error) => void): unknown
  /** Lets the process end while this connection is open. */
  unref?(): void
  /** Gives the connection back, or closes it. */
  release(destroy?: boolean): void
}

/** The part of a pool of connections that is used; `Pool` of `pg` has it. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>
  end(): Promise<void>
  on?(event: 'connect', listener: (client: PostgresClient) => void): unknown
  on?(event: 'error', listener: (error: Error) => void): unknown
}

const minded = new WeakSet<PostgresPool>()

/**
 * Sees to it that a connection which breaks never ends the process: each has a listener from the moment it stands to its end,
 * also between two loans and while it is handed over. Whoever uses it learns of the break from their next statement.
 */
export function mindConnections(pool: PostgresPool): void {
  if (minded.has(pool)) return
  minded.add(pool)
  const ignore = (): void => undefined
  pool.on?.('connect', (client) => client.on('error', ignore))
  // An idle connection that breaks leaves the pool by itself, and the pool says so.
  pool.on?.('error', ignore)
}

/**
 * Opens a pool of `pg`, an optional peer that is loaded here and nowhere else.
 *
 * @throws ConfigInvalidError when `pg` is not installed.
 */
export async function openPool(options: {
  readonly connectionString: string
  readonly maxConnections: number
  readonly connectTimeoutMs: number
}): Promise<PostgresPool> {
  const { Pool } = await loadDriver()
  const pool = new Pool({
    connectionString: options.connectionString,
    max: options.maxConnections,
    connectionTimeoutMillis: options.connectTimeoutMs,
    allowExitOnIdle: true,
    keepAlive: true,
    application_name: 'garde-fou',
  })
  mindConnections(pool)
  return pool
}

async function loadDriver(): Promise<typeof import('pg')> {
  try {
    return await import('pg')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error
    throw new ConfigInvalidError([
      { path: 'postgresStore', reason: 'needs the package pg.', remedy: 'Install it: npm install pg.' },
    ])
  }
}
