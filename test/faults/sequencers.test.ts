import { expect, test } from 'vitest'
import { databaseOfFile } from '../support/postgres.js'
import { expectWholeCity } from './aftermath.js'
import { newCity } from './places.js'
import { between, randomFrom, SEED } from './seed.js'
import { startSequencer, startServer } from './servers.js'

const database = databaseOfFile()
const KILLS = 8

test.each(['sqlite', 'postgres'] as const)(
  `two sequencers on %s that never rest, one of them killed again and again: one tree, without a gap (seed ${SEED})`,
  async (kind) => {
    const city = await newCity(kind, database)
    const random = randomFrom(SEED)
    const { address, jwk } = city
    const steady = startSequencer({ address, jwk })
    const writers = [1, 2].map((number) =>
      startServer({ address, jwk, seed: SEED + number, lanes: 2, rounds: Number.MAX_SAFE_INTEGER }),
    )
    let placed = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const mortal = startSequencer({ address, jwk })
      await mortal.printed(between(random, 1, 5))
      await mortal.kill()
      placed += mortal.lines.length
      await city.witnesses.take()
      await city.witnesses.askOne()
    }
    expect(await Promise.all([steady, ...writers].map((server) => server.stop()))).toEqual([0, 0, 0])
    for (const { lines } of writers) city.ledger.hear(lines)
    await expectWholeCity(city)
    expect([steady.lines.length > 0, placed > 0]).toEqual([true, true])
  },
)
