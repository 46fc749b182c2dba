import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { exportPrivateJwk, generateSigningKey } from 'garde-fou'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/guard.js'
import { mild, openMildCase } from '../support/mild-system.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'
import { type Given, guardIn, takeAndRead } from './raised-mode-city.js'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const database = databaseOfFile()

/** A real process with a guard of its own, in which an agent takes and reads cases when asked. */
async function child(task: object): Promise<(reviewId: string) => Promise<Given>> {
  const started = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      file('../support/run-source.mjs'),
      file('raised-mode-child.ts'),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void started.kill())
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]()
  started.stdin.write(`${JSON.stringify(task)}\n`)
  expect((await lines.next()).value).toBe('ready')
  return async (reviewId) => {
    started.stdin.write(`${reviewId}\n`)
    return JSON.parse(String((await lines.next()).value)) as Given
  }
}

const stores = {
  async SQLite() {
    const path = join(temporaryFolder(), 'guard.db')
    return { store: sqliteStore(path), task: { path } }
  },
  async PostgreSQL() {
    const options = { connectionString: await database(), schema: freshSchema() }
    return { store: postgresStore(options), task: { postgres: options } }
  },
}

describe.each(Object.entries(stores))('A raised mode in several processes on %s', (_, open) => {
  test('holds for the very next case taken in another, and what was fixed there is read the same here', async () => {
    const { store, task } = await open()
    const jwk = exportPrivateJwk(generateSigningKey('test.example'))
    const guard = await guardIn(store, jwk)
    onTestFinished(() => guard.close())
    const other = await child({ ...task, jwk })
    const [before, during, after] = await Promise.all(
      ['AL-1', 'AL-2', 'AL-3'].map((subject) => openMildCase(guard, 'shown', subject)),
    )
    if (before === undefined || during === undefined || after === undefined)
      throw new Error('Three were opened.')
    expect(await other(before)).toEqual({ raised: [], told: true })
    await guard.modeRaises.raise(mild.id, { by: 'adele', reason: 'Audit en cours.' })
    expect(await other(during)).toEqual({ raised: ['by-hand'], told: false })
    await guard.modeRaises.lift(mild.id, { by: 'adele', reason: 'Audit terminé.' })
    expect(await other(after)).toEqual({ raised: [], told: true })
    // Neither the raising nor the lifting changed what was held, in any process: nor in one that starts now.
    const late = await child({ ...task, jwk })
    for (const read of [other, late, (id: string) => takeAndRead(guard, id)]) {
      expect(await read(before)).toEqual({ raised: [], told: true })
      expect(await read(during)).toEqual({ raised: ['by-hand'], told: false })
    }
  }, 60_000)
})
