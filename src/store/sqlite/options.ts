import { ConfigInvalidError, type Fault } from '../../errors.js'

/** Where an SQLite store lives and how long it waits. */
export interface SqliteStoreOptions {
  /**
   * The file, on a local disk (a network file system breaks its locks); its folder must exist. A `file:` URI is passed
   * on to SQLite. `:memory:` keeps nothing and serves one store.
   */
  readonly path: string
  /** How long a change may wait for other processes, in milliseconds. Default 5000. */
  readonly busyTimeoutMs?: number
  /** How often other processes' changes are looked for while somebody listens, in milliseconds. Default 100. */
  readonly pollIntervalMs?: number
}

const BUSY_TIMEOUT_MS = 5000
const POLL_INTERVAL_MS = 100

/**
 * Checks the options and fills in the defaults.
 *
 * @throws ConfigInvalidError
 */
export function completeOptions(options: string | SqliteStoreOptions): Required<SqliteStoreOptions> {
  const given: Partial<SqliteStoreOptions> | undefined =
    typeof options === 'string' ? { path: options } : (options ?? undefined)
  const { path, busyTimeoutMs = BUSY_TIMEOUT_MS, pollIntervalMs = POLL_INTERVAL_MS } = given ?? {}
  const faults: Fault[] = []
  if (typeof path !== 'string' || path === '' || path.includes('\0'))
    faults.push({
      path: 'sqliteStore.path',
      reason: 'does not name a file.',
      remedy: 'Name one, such as "garde-fou.db".',
    })
  const durations = { busyTimeoutMs, pollIntervalMs }
  for (const [name, value] of Object.entries(durations)) {
    if (!(Number.isFinite(value) && value > 0))
      faults.push({
        path: `sqliteStore.${name}`,
        reason: 'is not a positive number of milliseconds.',
        remedy: 'Leave it out for the default.',
      })
  }
  if (path === undefined || faults.length > 0) throw new ConfigInvalidError(faults)
  return { path, ...durations }
}
