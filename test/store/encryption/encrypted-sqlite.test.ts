import { join } from 'node:path'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, it } from 'vitest'
import { encryptedStore } from '../../../src/store/encryption/encrypted-store.js'
import { fixedMasterKeys } from '../../../src/store/encryption/master-keys.js'
import { storeConformance } from '../../../src/testing/store-conformance.js'
import { temporaryFolder } from '../../support/guard.js'

const masters = fixedMasterKeys(['une-cle-de-test-de-trente-deux-caracteres'], 'masterKey')

storeConformance({
  name: 'sqlite, encrypted,',
  runner: { describe, it },
  async open() {
    const path = join(temporaryFolder(), 'store.db')
    return {
      store: encryptedStore(sqliteStore(path), masters),
      again: async () => encryptedStore(sqliteStore({ path, pollIntervalMs: 10 }), masters),
      end: async () => {},
    }
  },
})
