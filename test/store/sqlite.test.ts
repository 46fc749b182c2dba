import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, it } from 'vitest'
import { storeConformance } from '../../src/testing/store-conformance.js'

storeConformance({
  name: 'sqlite',
  runner: { describe, it },
  async open() {
    const folder = await mkdtemp(join(tmpdir(), 'garde-fou-'))
    const path = join(folder, 'store.db')
    return {
      store: sqliteStore(path),
      again: async () => sqliteStore({ path, pollIntervalMs: 10 }),
      end: () => rm(folder, { recursive: true }),
    }
  },
})
