/**
 * The store for several machines, on PostgreSQL.
 *
 * @module
 */
export type { PostgresStoreOptions } from './options.js'
export type { PostgresClient, PostgresPool, PostgresQuery, PostgresResult } from './pool.js'
export { postgresStore } from './postgres-store.js'
