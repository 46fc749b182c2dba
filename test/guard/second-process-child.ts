import { createInterface } from 'node:readline'
import { postgresStore } from '../../src/store/postgres/index.js'
import { sqliteStore } from '../../src/store/sqlite/index.js'
import * as raisedMode from './raised-mode-city.js'
import type { ProcessTask } from './second-process.js'
import * as suspension from './suspension-guard.js'

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const { about, jwk, path, postgres } = JSON.parse((await lines.next()).value ?? '') as ProcessTask
const { guardIn, answer } =
  about === 'suspension'
    ? { guardIn: suspension.guardIn, answer: suspension.outcomesOf }
    : { guardIn: raisedMode.guardIn, answer: raisedMode.takeAndRead }
const guard = await guardIn(postgres === undefined ? sqliteStore(path ?? '') : postgresStore(postgres), jwk)
process.stdout.write('ready\n')
// Each line names a case; the answer says what this process makes of it now.
for (let line = await lines.next(); line.done !== true; line = await lines.next())
  process.stdout.write(`${JSON.stringify(await answer(guard, line.value))}\n`)
await guard.close()
process.exit(0)
