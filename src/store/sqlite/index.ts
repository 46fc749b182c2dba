/**
 * The embedded store, on Node's own SQLite.
 *
 * @module
 */
export type { SqliteStoreOptions } from './options.js'
export { sqliteStore } from './sqlite-store.js'
