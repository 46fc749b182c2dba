import type { RawBuilder } from 'kysely'
import type { Tables } from '../queries/tables.js'

/** Where an entry stands: its row, its place in the tree, its hash. */
export interface EntryPlace {
  readonly seq: number
  readonly idx: number
  readonly leaf_hash: Uint8Array
}

/** A database that is copied from or to, while one transaction of it is open. Rejects with the typed errors of a store. */
export interface CopyDatabase {
  /** What to call it in messages: without user and password. */
  readonly name: string
  /** A table's name in SQL. */
  table(name: keyof Tables): RawBuilder<unknown>
  all<Row>(query: RawBuilder<Row>): Promise<readonly Row[]>
  write(query: RawBuilder<unknown>): Promise<void>
  /** Gives entries their place. */
  place(entries: readonly EntryPlace[]): Promise<void>
}

/** A database that can be opened to be copied from or to. */
export interface CopyPlace {
  readonly name: string
  /** Reads: `work` sees one state of the database throughout. Nothing is written. */
  read<Result>(work: (database: CopyDatabase) => Promise<Result>): Promise<Result>
  /**
   * Writes: makes the tables where they are missing, keeps everybody else from writing, and keeps nothing of what `work`
   * has written when it throws or is interrupted.
   */
  write<Result>(work: (database: CopyDatabase) => Promise<Result>): Promise<Result>
}
