import type { Connection } from './connections.js'
import type { Try } from './patience.js'
import type { PostgresQueries } from './queries.js'

/** One store's way to its database. Both reject with the typed errors of a store, or with what `work` throws. */
export interface Session {
  readonly queries: PostgresQueries
  readonly schema: string
  /** Lends a connection; `work` may run again after a conflict or a lost connection. */
  use<Result>(work: (db: Connection, state: Try) => Promise<Result>): Promise<Result>
  /** As `use`, in one transaction. */
  transaction<Result>(work: (db: Connection, state: Try) => Promise<Result>): Promise<Result>
  /** Accepts a change that is carried out later: `close` waits for it, and the session given to `work` is not refused then. */
  admit<Result>(work: (session: Session) => Promise<Result>): Promise<Result>
  /** To be called after each change. */
  changed(): void
}
