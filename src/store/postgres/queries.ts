import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { type StoreQueries, storeQueries } from '../queries/store-queries.js'
import type { Tables } from '../queries/tables.js'
import { type CommitQueries, commitQueries } from './commit-queries.js'
import { type GroupQueries, groupQueries } from './group-queries.js'
import { type SetQueries, setQueries } from './set-queries.js'

/** Every query of this store: those it shares, and those that save a round trip on a database behind a network. */
export interface PostgresQueries extends StoreQueries {
  readonly commits: CommitQueries
  readonly groups: GroupQueries
  readonly sets: SetQueries
}

/** Builds SQL for the tables of a schema. It has no connection of its own. */
export function postgresBuilder(schema: string): Kysely<Tables> {
  const builder = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  return builder.withSchema(schema)
}

/** Compiles the queries for the tables of a schema. */
export function postgresQueries(schema: string): PostgresQueries {
  const db = postgresBuilder(schema)
  return {
    ...storeQueries(db, { merging: 'pages' }),
    commits: commitQueries(db),
    groups: groupQueries(db),
    sets: setQueries(db),
  }
}
