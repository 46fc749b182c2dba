import { expect, test } from 'vitest'
import { parseEntry } from '../../src/journal/tree-types.js'
import { databaseOfFile } from '../support/postgres.js'
import { expectWholeCity } from './aftermath.js'
import { openCity, PEOPLE, propose, storeAt } from './city.js'
import { newCity } from './places.js'
import { startAgain } from './servers.js'

const database = databaseOfFile()
const [PROCESSES, TIMES] = [4, 25] as const

test.each(['sqlite', 'postgres'] as const)(
  'the same decision sent 100 times by 4 processes on %s takes effect once, and each of them is told so',
  async (kind) => {
    const city = await newCity(kind, database)
    const { address, jwk, key } = city
    const guard = await openCity({ store: storeAt(address), key, background: false })
    const id = await propose(guard)
    const [by] = PEOPLE
    const order = (version: number): Parameters<typeof guard.reviews.claim>[1] => ({
      by,
      version,
      idempotencyKey: crypto.randomUUID(),
    })
    const claimed = await guard.reviews.claim(id, order(1))
    const { version } = await guard.reviews.recordOpinion(
      id,
      { choice: 'favourable' },
      order(claimed.version),
    )
    await guard.close()
    const decision = { id, by, version, verb: 'approve', key: 'the one and only' } as const
    city.ledger.hear([['deciding', decision]])
    const senders = Array.from({ length: PROCESSES }, () =>
      startAgain({ address, jwk, decision, times: TIMES }),
    )
    await Promise.all(senders.map((sender) => sender.printed(1)))
    for (const sender of senders) sender.tell('go')
    expect(await Promise.all(senders.map(({ ended }) => ended))).toEqual(senders.map(() => 0))
    const lines = senders.flatMap((sender) => sender.lines)
    expect(lines.filter(([what]) => what === 'decided')).toHaveLength(PROCESSES * TIMES)
    expect(lines.filter(([what]) => what === 'refused')).toEqual([])
    city.ledger.hear(lines)
    await expectWholeCity(city)
    const journal = await city.store.readJournal({ from: 0, limit: 1000 })
    const events = journal.map(({ text }) => parseEntry(text).event)
    expect(events.filter((event) => event === 'review.decided')).toHaveLength(1)
    expect(events.filter((event) => event === 'decision.delivered')).toHaveLength(1)
  },
)
