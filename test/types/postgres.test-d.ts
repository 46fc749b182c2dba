import type { Store } from 'garde-fou'
import { type PostgresClient, type PostgresPool, postgresStore } from 'garde-fou/postgres'
import type { Pool, PoolClient } from 'pg'
import { expectTypeOf } from 'vitest'

declare const pool: Pool

// The vendor's own types fit the small interfaces, so a city can pass the pool it has.
expectTypeOf<Pool>().toExtend<PostgresPool>()
expectTypeOf<PoolClient>().toExtend<PostgresClient>()
expectTypeOf(postgresStore({ pool })).toExtend<Store>()
expectTypeOf(postgresStore('postgres://localhost/city')).toExtend<Store>()

// One way to the database, not both and not none.
// @ts-expect-error a pool and a connection string
postgresStore({ pool, connectionString: 'postgres://localhost/city' })
// @ts-expect-error neither
postgresStore({ schema: 'city' })
