import { postgresStore } from 'garde-fou/postgres'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Store, StoreWrite } from '../../src/store/store.js'
import { inserting, moment, sampleEntry, sampleReview } from '../../src/testing/store-conformance/samples.js'
import { cutProxy } from '../support/cut-proxy.js'
import { databaseOfFile, freshSchema, pooled } from '../support/postgres.js'
import { journalIds } from './acknowledged.js'

const database = databaseOfFile()

/** A store, and how many writing statements it has sent. */
async function counted(url?: string): Promise<{ readonly store: Store; readonly sent: () => number }> {
  const pool = pooled({ connectionString: url ?? (await database()), max: 4 })
  let sent = 0
  const store = postgresStore({
    schema: freshSchema(),
    pool: {
      async connect() {
        const client = await pool.connect()
        return new Proxy(client, {
          get(target, name) {
            if (name === 'query')
              return (query: { readonly text: string }) => {
                if (query.text.includes('"journal" ("id", "text")')) sent += 1
                return target.query(query)
              }
            const value: unknown = Reflect.get(target, name)
            return typeof value === 'function' ? value.bind(target) : value
          },
        })
      },
      end: () => pool.end(),
    },
  })
  await store.migrate()
  onTestFinished(() => store.close())
  return { store, sent: () => sent }
}

function proposal(subject = 'PC 033'): StoreWrite & { readonly review: NonNullable<StoreWrite['review']> } {
  const review = sampleReview({ subject })
  const payload = {
    id: `p-${review.id}`,
    kind: 'case',
    reviewId: review.id,
    salt: 's',
    createdAt: moment(0),
  } as const
  const message = {
    id: `m-${review.id}`,
    reviewId: review.id,
    topic: 'decision',
    availableAt: moment(0),
    attempts: 0,
  }
  const { entries } = inserting(review)
  return {
    entries: [...entries, sampleEntry('second')],
    review: { next: review, expectedVersion: 0, nextAt: null },
    payloads: [{ ...payload, body: JSON.stringify(subject) }],
    outbox: [message],
  }
}

describe('writes that wait at the same moment', () => {
  it('share statements when they only add, and each is there whole', async () => {
    const { store, sent } = await counted()
    const writes = Array.from({ length: 100 }, (_, index) => proposal(`D-${index}`))
    const plain = Array.from({ length: 50 }, () => ({ entries: [sampleEntry('alone')] }) as const)
    const results = await Promise.all([...writes, ...plain].map((write) => store.commit(write)))
    expect(new Set(results)).toEqual(new Set(['committed']))
    expect(sent()).toBeLessThan(20)
    for (const { review } of writes) {
      expect(await store.getReview(review.next.id)).toEqual(review.next)
      expect(await store.getPayload(`p-${review.next.id}`)).toBeDefined()
    }
    const messages = await store.takeOutbox({ now: moment(1), hideUntil: moment(2), limit: 1000 })
    expect(messages).toHaveLength(100)
    const order = await journalIds(store)
    expect(order).toHaveLength(250)
    // The entries of one write stand in their order.
    for (const { entries } of writes) {
      const places = entries.map(({ id }) => order.indexOf(id))
      expect(places).toEqual([...places].sort((a, b) => a - b))
    }
  })

  it('meet their own end each: taken ids, impossible texts and conflicts undo nobody else', async () => {
    const { store } = await counted()
    const taken = proposal()
    await store.commit(taken)
    const twice = proposal()
    const writes: readonly StoreWrite[] = [
      proposal(),
      { ...proposal(), review: taken.review },
      { entries: [{ ...sampleEntry(), text: '"\ud800"' }] },
      proposal(),
      twice,
      { ...proposal(), review: twice.review },
      { entries: [sampleEntry(), taken.entries[0]] },
      { ...proposal(), payloads: taken.payloads ?? [] },
      proposal(),
    ]
    const results = await Promise.allSettled(writes.map((write) => store.commit(write)))
    const ends = results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.code))
    // Of two writes of one review at the same moment, either may be the first.
    expect(new Set(ends.splice(4, 2))).toEqual(new Set(['committed', 'review-moved']))
    expect(ends).toEqual([
      'committed',
      'review-moved',
      'ERR_STORE_FAILED',
      'committed',
      'ERR_STORE_FAILED',
      'ERR_STORE_FAILED',
      'committed',
    ])
    expect(await store.countReviews({})).toBe(5)
    expect(await store.countPending()).toBe(10)
  })

  it('are done once each when the answer to all of them is lost', async () => {
    const url = new URL(await database())
    const proxy = await cutProxy({ host: url.hostname, port: Number(url.port || 5432) })
    url.hostname = '127.0.0.1'
    url.port = String(proxy.port)
    const { store } = await counted(url.href)
    const writes = [...Array.from({ length: 20 }, () => proposal()), { entries: [sampleEntry()] } as const]
    proxy.cutNextAnswer()
    const results = await Promise.all(writes.map((write) => store.commit(write)))
    expect(proxy.cuts).toBe(1)
    expect(new Set(results)).toEqual(new Set(['committed']))
    expect(await store.countReviews({})).toBe(20)
    expect(await store.countPending()).toBe(41)
    // Whoever repeats a write that was acknowledged is not told that it was done again.
    const [first] = writes
    expect(first && (await store.commit(first))).toBe('review-moved')
  })
})
