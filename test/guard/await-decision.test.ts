import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { generateSigningKey } from '../../src/index.js'
import { sqliteStore } from '../../src/store/sqlite/index.js'
import { openGuard, type TestGuard, temporaryFolder } from '../support/guard.js'
import { hold } from './suspension-guard.js'

const AWAITS = 300
const POLL = { timeout: 15_000 }
type Guard = TestGuard['guard']

/** Two guards of one city, as in two processes. */
async function twoGuards(): Promise<{ readonly here: Guard; readonly there: Guard; readonly path: string }> {
  const path = join(temporaryFolder(), 'city.db')
  const signingKey = generateSigningKey('test.example')
  const open = (): Promise<TestGuard> =>
    openGuard({ store: sqliteStore({ path, pollIntervalMs: 5 }), signingKey }, path)
  return { here: (await open()).guard, there: (await open()).guard, path }
}

/** An end that takes effect without waiting: the application takes its request back. */
function withdraw(guard: Guard, id: string): Promise<void> {
  return guard.reviews.withdraw(id, {
    by: { kind: 'application', id: 'application' },
    why: 'La personne a retiré sa demande.',
    idempotencyKey: crypto.randomUUID(),
  })
}

test('of hundreds of awaits each hears of its own review, whoever ended it and in whatever process', async () => {
  const { here, there } = await twoGuards()
  const ids: string[] = []
  for (let at = 0; at < AWAITS; at++) ids.push((await hold(here)).id)
  const ended = new Map<string, unknown>()
  const waits = Promise.allSettled(ids.map(async (id) => ended.set(id, await here.decision(id))))
  const some = ids.filter((_, at) => at % 50 === 0)
  for (const [at, id] of some.entries()) {
    await withdraw(at % 2 === 0 ? here : there, id)
    await expect.poll(() => ended.get(id), POLL).toMatchObject({ outcome: 'withdrawn', reviewId: id })
    expect(ended.size).toBe(at + 1)
  }
  await here.close()
  expect((await waits).filter(({ status }) => status === 'rejected')).toHaveLength(AWAITS - some.length)
})

test('an application that drops every listener of the guard’s events hears all the same', async () => {
  const { here } = await twoGuards()
  const { id } = await hold(here)
  const waiting = here.decision(id)
  await hold(here)
  here.events.removeAllListeners()
  await withdraw(here, id)
  expect(await waiting).toMatchObject({ outcome: 'withdrawn' })
})

test('an await is told that its review was altered in the database, although its version and seal are the same', async () => {
  const { here, there, path } = await twoGuards()
  const { id } = await hold(here)
  const waiting = expect(here.decision(id)).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
  await hold(there)
  const db = new DatabaseSync(path, { timeout: 5000 })
  db.prepare(`update reviews set body = json_set(body, '$.requester.id', 'mallory') where id = ?`).run(id)
  db.close()
  await waiting
})
