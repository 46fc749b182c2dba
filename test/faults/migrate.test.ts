import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { toVerifyingKey } from '../../src/internal/signing-key.js'
import { databaseOfFile } from '../support/postgres.js'
import { expectWholeCity } from './aftermath.js'
import { type Address, storeAt } from './city.js'
import { addressOf, newCity } from './places.js'
import { randomFrom, SEED } from './seed.js'
import { startServer } from './servers.js'
import { witnessesOf } from './witnesses.js'

const database = databaseOfFile()
const KILLS = 10
const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js')

function migrate(from: Address, to: Address): ChildProcess {
  const named = [from, to].map((place) => (place.kind === 'sqlite' ? `sqlite:${place.path}` : place.url))
  const [schema = 'garde_fou'] = [from, to].flatMap((place) =>
    place.kind === 'postgres' ? [place.schema] : [],
  )
  const [source = '', target = ''] = named
  const args = ['migrate', '--from', source, '--to', target, '--schema', schema]
  const child = spawn(process.execPath, [cli, ...args], { stdio: 'ignore' })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

test.each([
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
] as const)(
  `a move from %s to %s killed again and again: the target is empty or whole, and the city goes on there (seed ${SEED})`,
  async (from, to) => {
    const city = await newCity(from, database)
    const { address, jwk, key } = city
    const server = startServer({ address, jwk, seed: SEED, lanes: 8, rounds: 40 })
    expect(await server.ended).toBe(0)
    city.ledger.hear(server.lines)
    await city.witnesses.take()
    const reviews = await city.store.countReviews({})
    const random = randomFrom(SEED)
    const trial = performance.now()
    expect(await once(migrate(address, await addressOf(to, database)), 'exit')).toEqual([0, null])
    const duration = performance.now() - trial

    const target = await addressOf(to, database)
    const store = storeAt(target)
    await store.migrate()
    onTestFinished(() => store.close())
    let moved = false
    for (let kill = 0; kill < KILLS && !moved; kill++) {
      const child = migrate(address, target)
      const exit = once(child, 'exit')
      await Promise.race([exit, new Promise((resolve) => setTimeout(resolve, random() * duration))])
      child.kill('SIGKILL')
      await exit
      const found = await store.countReviews({})
      expect([0, reviews]).toContain(found)
      moved = found === reviews
    }
    if (!moved) expect(await once(migrate(address, target), 'exit')).toEqual([0, null])
    // What was promised before the move holds after it, proofs and all.
    const witnesses = witnessesOf(store, toVerifyingKey(key), random, city.witnesses.kept())
    await expectWholeCity({ ...city, address: target, store, witnesses })
  },
)
