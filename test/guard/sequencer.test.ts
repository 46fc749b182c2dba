import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openGuard, type TestGuard } from '../support/guard.js'
import { housing } from '../support/housing.js'

async function propose({ guard }: TestGuard, subject: string): Promise<void> {
  const draft = { proposal: 'favourable', amount: 1, letter: 'Oui.' } as const
  await guard.propose(housing.uses.draft, { input: 'Loyer impayé', subject }, () => draft)
}

/** Waits until everything so far has its place, and returns how long the journal is. */
async function allPlaced({ guard }: TestGuard): Promise<number> {
  await expect.poll(() => guard.store.countPending(), { timeout: 20_000 }).toBe(0)
  return (await guard.store.latestCheckpoint())?.size ?? 0
}

/** What somebody with rights on the database can do: cut the journal back to an earlier checkpoint, which is signed. */
function cutBack(path: string, size: number): void {
  const db = new DatabaseSync(path)
  for (const { name } of db.prepare("select name from sqlite_schema where type = 'trigger'").all())
    db.exec(`drop trigger "${String(name)}"`)
  db.exec(`delete from journal where idx >= ${size}; delete from checkpoints where size > ${size};
    delete from nodes where (idx + 1) << level > ${size}`)
  db.close()
}

test('a journal that was cut back while a process was at work is not signed over, and the fault is told', async () => {
  const city = await openGuard({ background: true })
  const faults: string[] = []
  city.guard.events.on('error', (error) => faults.push('code' in error ? String(error.code) : error.name))
  await propose(city, 'D-1')
  const early = await allPlaced(city)
  await propose(city, 'D-2')
  expect(await allPlaced(city)).toBeGreaterThan(early)

  cutBack(city.path, early)
  await propose(city, 'D-3')
  await expect.poll(() => faults, { timeout: 20_000 }).toContain('ERR_JOURNAL_BROKEN')
  expect((await city.guard.store.latestCheckpoint())?.size).toBe(early)
  expect(await city.guard.store.countPending()).toBeGreaterThan(0)
})

test('what another process adds behind it is gone on with', async () => {
  const one = await openGuard({ background: true })
  const faults: unknown[] = []
  one.guard.events.on('error', (error) => faults.push(error))
  await propose(one, 'D-1')
  const early = await allPlaced(one)
  const two = await openGuard({ background: true, signingKey: one.signingKey }, one.path)
  for (let round = 0; round < 4; round += 1) {
    await propose(round % 2 === 0 ? two : one, `E-${round}`)
    await allPlaced(one)
  }
  expect(await allPlaced(two)).toBeGreaterThan(early)
  expect(faults).toEqual([])
})
