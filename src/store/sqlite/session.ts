import type { Durability } from '../rows.js'
import type { Database } from './database.js'

/** One store's way to its database. Both reject with the typed errors of a store. */
export interface Session {
  /** Reads at once; tries again while another process holds the file. */
  read<Result>(work: (db: Database) => Result): Promise<Result>
  /** Changes something, in a transaction that it may share with others. `work` may run more than once. */
  write<Result>(work: (db: Database) => Result, durability?: Durability): Promise<Result>
}
