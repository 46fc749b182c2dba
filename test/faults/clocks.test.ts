import { expect, test } from 'vitest'
import { databaseOfFile } from '../support/postgres.js'
import { expectWholeCity } from './aftermath.js'
import { newCity } from './places.js'
import { SEED } from './seed.js'
import { startServer } from './servers.js'

const database = databaseOfFile()

test.each(['sqlite', 'postgres'] as const)(
  `servers on %s whose clocks jump up to 60 days both ways: no review is lost, decided twice or stuck (seed ${SEED})`,
  async (kind) => {
    const city = await newCity(kind, database)
    const { address, jwk } = city
    const servers = (['jumping', 'jumping', 'true'] as const).map((clock, number) =>
      startServer({ address, jwk, seed: SEED + number, lanes: 2, rounds: 25, clock }),
    )
    await Promise.all(servers.map((server) => server.printed(20)))
    await city.witnesses.take()
    expect(await Promise.all(servers.map(({ ended }) => ended))).toEqual([0, 0, 0])
    for (const { lines } of servers) city.ledger.hear(lines)
    await expectWholeCity({ ...city, clocksWereWrong: true })
  },
)
