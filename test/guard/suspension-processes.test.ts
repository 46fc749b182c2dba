import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { exportPrivateJwk, type Guard, generateSigningKey } from 'garde-fou'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/guard.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'
import { guardIn, hold, type outcomesOf } from './suspension-guard.js'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const database = databaseOfFile()
const REASON = 'Le modèle confond des dossiers depuis ce matin.'

type Outcomes = Awaited<ReturnType<typeof outcomesOf>>

/** A real process with a guard of its own, which says what it makes of a held review's system when asked. */
async function child(task: object): Promise<(reviewId: string) => Promise<Outcomes>> {
  const started = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      file('../support/run-source.mjs'),
      file('suspension-child.ts'),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void started.kill())
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]()
  started.stdin.write(`${JSON.stringify(task)}\n`)
  expect((await lines.next()).value).toBe('ready')
  return async (reviewId) => {
    started.stdin.write(`${reviewId}\n`)
    return JSON.parse(String((await lines.next()).value)) as Outcomes
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

async function openCity(open: (typeof stores)[keyof typeof stores]) {
  const { store, task } = await open()
  const jwk = exportPrivateJwk(generateSigningKey('test.example'))
  const guard: Guard = await guardIn(store, jwk)
  onTestFinished(() => guard.close())
  const { id } = await hold(guard)
  const others = await Promise.all([child({ ...task, jwk }), child({ ...task, jwk })])
  return { guard, look: () => Promise.all(others.map((ask) => ask(id))) }
}

describe.each(Object.entries(stores))('The stop button in several processes on %s', (_, open) => {
  // Two seconds are promised; it is sooner: whoever asks after the press was acknowledged is stopped.
  test('stops the very next call of each, and what each holds goes on without the AI', async () => {
    const { guard, look } = await openCity(open)
    for (const { asked, code, allowed } of await look()) {
      expect([asked, code]).toEqual([true, 'released'])
      expect(allowed).toContain('claim')
    }
    await guard.suspensions.suspend('aide-logement', { by: 'adele', reason: REASON })
    for (const { asked, code, allowed } of await look()) {
      expect([asked, code]).toEqual([false, 'ERR_SYSTEM_SUSPENDED'])
      expect(allowed.filter((action) => /reveal|approve|amend|opinion/.test(action))).toEqual([])
    }
    await guard.suspensions.resume('aide-logement', { by: 'adele', reason: 'Corrigé et essayé.' })
    for (const { asked, code } of await look()) expect([asked, code]).toEqual([true, 'released'])
  })
})
