import { createInterface } from 'node:readline'
import { postgresStore } from '../../src/store/postgres/index.js'
import { sqliteStore } from '../../src/store/sqlite/index.js'
import { guardIn, takeAndRead } from './raised-mode-city.js'

/** What the parent asks of a second process. */
interface Task {
  readonly jwk: object
  readonly path?: string
  readonly postgres?: { readonly connectionString: string; readonly schema: string }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const { jwk, path, postgres } = JSON.parse((await lines.next()).value ?? '') as Task
const guard = await guardIn(postgres === undefined ? sqliteStore(path ?? '') : postgresStore(postgres), jwk)
process.stdout.write('ready\n')
// Each line names a case; the answer says what an agent is given of it in this process.
for (let line = await lines.next(); line.done !== true; line = await lines.next())
  process.stdout.write(`${JSON.stringify(await takeAndRead(guard, line.value))}\n`)
await guard.close()
process.exit(0)
