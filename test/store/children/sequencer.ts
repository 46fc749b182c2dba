// A sequencer that stops in the middle of its work: it holds the lock and goes on only when its input says so.
import { readSync, writeSync } from 'node:fs'
import { isGuardError } from '../../../src/errors.js'
import { postgresStore } from '../../../src/store/postgres/index.js'
import { sealUnsigned } from '../../../src/testing/store-conformance/samples.js'

const [connectionString = '', schema = ''] = process.argv.slice(2)
const store = postgresStore({ connectionString, schema, busyTimeoutMs: 1000 })
await store.migrate()
let first = true
try {
  const done = await store.sequence(100, (entries, frontier) => {
    if (first) {
      first = false
      writeSync(1, 'sealing\n')
      // Blocks the whole process, as a machine that hangs would.
      readSync(0, Buffer.alloc(1))
    }
    return sealUnsigned(entries, frontier)
  })
  writeSync(1, `sequenced ${done}\n`)
} catch (error) {
  if (!isGuardError(error)) throw error
  writeSync(1, `${error.code}\n`)
}
await store.close()
