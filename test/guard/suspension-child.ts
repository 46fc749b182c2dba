import { createInterface } from 'node:readline'
import { postgresStore } from '../../src/store/postgres/index.js'
import { sqliteStore } from '../../src/store/sqlite/index.js'
import { guardIn, outcomesOf } from './suspension-guard.js'

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
// Each line names a held review; the answer says what this process makes of its system now.
for (let line = await lines.next(); line.done !== true; line = await lines.next())
  process.stdout.write(`${JSON.stringify(await outcomesOf(guard, line.value))}\n`)
await guard.close()
process.exit(0)
