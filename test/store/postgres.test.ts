import { postgresStore } from 'garde-fou/postgres'
import { describe, it } from 'vitest'
import { storeConformance } from '../../src/testing/store-conformance.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'

const database = databaseOfFile()

storeConformance({
  name: 'postgres',
  runner: { describe, it },
  async open() {
    const options = { connectionString: await database(), schema: freshSchema(), maxConnections: 4 }
    return { store: postgresStore(options), again: async () => postgresStore(options), end: async () => {} }
  },
})
