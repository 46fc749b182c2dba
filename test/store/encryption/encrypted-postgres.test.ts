import { postgresStore } from 'garde-fou/postgres'
import { describe, it } from 'vitest'
import { encryptedStore } from '../../../src/store/encryption/encrypted-store.js'
import { fixedMasterKeys } from '../../../src/store/encryption/master-keys.js'
import { storeConformance } from '../../../src/testing/store-conformance.js'
import { databaseOfFile, freshSchema } from '../../support/postgres.js'

const database = databaseOfFile()
const masters = fixedMasterKeys(['une-cle-de-test-de-trente-deux-caracteres'], 'masterKey')

storeConformance({
  name: 'postgres, encrypted,',
  runner: { describe, it },
  async open() {
    const options = { connectionString: await database(), schema: freshSchema(), maxConnections: 4 }
    const open = () => encryptedStore(postgresStore(options), masters)
    return { store: open(), again: async () => open(), end: async () => {} }
  },
})
