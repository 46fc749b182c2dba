import { expect, test } from 'vitest'
import { parseEntry } from '../../src/journal/tree-types.js'
import { databaseOfFile } from '../support/postgres.js'
import { expectWholeCity } from './aftermath.js'
import { newCity } from './places.js'
import { SEED } from './seed.js'
import { startServer } from './servers.js'

const database = databaseOfFile()

test.each(['sqlite', 'postgres'] as const)(
  `decision handlers on %s that fail, never answer or are slow: every decision reaches one that works (seed ${SEED})`,
  async (kind) => {
    const city = await newCity(kind, database)
    const { address, jwk } = city
    const servers = (['failing', 'hanging', 'moody'] as const).map((handlers, number) =>
      startServer({ address, jwk, seed: SEED + number, lanes: 2, rounds: 12, handlers }),
    )
    expect(await Promise.all(servers.map(({ ended }) => ended))).toEqual([0, 0, 0])
    for (const { lines } of servers) city.ledger.hear(lines)
    await expectWholeCity(city)
    const journal = await city.store.readJournal({ from: 0, limit: 100_000 })
    const failed = journal
      .map(({ text }) => parseEntry(text))
      .filter(({ event }) => event === 'decision.delivery-failed')
    // What a handler says stays with the application.
    expect(JSON.stringify(failed)).not.toContain('not well')
    expect(failed.length).toBeGreaterThan(0)
  },
)
