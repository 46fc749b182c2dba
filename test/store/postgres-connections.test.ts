import { once } from 'node:events'
import { type PostgresPool, postgresStore } from 'garde-fou/postgres'
import { Pool, type PoolClient } from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Store } from '../../src/store/store.js'
import {
  inserting,
  moment,
  moving,
  sampleEntry,
  sampleReview,
  sealUnsigned,
} from '../../src/testing/store-conformance/samples.js'
import { type CutProxy, cutProxy } from '../support/cut-proxy.js'
import { connected, databaseOfFile, freshSchema, pooled } from '../support/postgres.js'

const database = databaseOfFile()

const CUT_ALL =
  'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'

async function opened(connectionString: string, schema: string = freshSchema()): Promise<Store> {
  const store = postgresStore({ connectionString, schema, maxConnections: 2 })
  await store.migrate()
  onTestFinished(() => store.close())
  return store
}

/** A store whose answers can be cut off, and another that sees what is really there. */
async function behindProxy(): Promise<{
  readonly store: Store
  readonly other: Store
  readonly proxy: CutProxy
}> {
  const url = new URL(await database())
  const proxy = await cutProxy({ host: url.hostname, port: Number(url.port || 5432) })
  const schema = freshSchema()
  const other = await opened(url.href, schema)
  url.hostname = '127.0.0.1'
  url.port = String(proxy.port)
  return { store: await opened(url.href, schema), other, proxy }
}

const asking = { roles: ['instructeur'], now: moment(0), notRequestedBy: 'alice' }

describe('a write whose answer is lost', () => {
  it('was done, and is acknowledged without being done twice', async () => {
    const { store, other, proxy } = await behindProxy()
    const review = sampleReview()
    proxy.cutNextAnswer()
    expect(await store.commit(inserting(review))).toBe('committed')
    const command = { key: 'k', fingerprint: 'f', reviewId: review.id, version: 2 }
    const next = { ...moving(review, { status: 'expired', at: moment(0) }), command }
    proxy.cutNextAnswer()
    expect(await store.commit(next)).toBe('committed')
    proxy.cutNextAnswer()
    expect(await store.commit({ entries: [sampleEntry()] })).toBe('committed')
    expect(proxy.cuts).toBe(3)
    expect(await other.getReview(review.id)).toEqual(next.review.next)
    expect(await other.countPending()).toBe(3)
    // The same command by somebody else is still a repetition, and the same version still a conflict.
    expect(await store.commit({ ...next, entries: [sampleEntry()] })).toBe('duplicate-command')
  })

  it('is refused as before when it could not be done at all', async () => {
    const { store, other, proxy } = await behindProxy()
    const review = sampleReview()
    await other.commit(inserting(review))
    proxy.cutNextAnswer()
    expect(await store.commit(inserting(review))).toBe('review-moved')
    expect(await other.countPending()).toBe(1)
  })

  it('is a claim that holds', async () => {
    const { store, other, proxy } = await behindProxy()
    const [first, second] = [sampleReview({ due: 1 }), sampleReview({ due: 2 })]
    for (const review of [first, second]) await other.commit(inserting(review))
    let asked = 0
    const claimed = await store.claimNext(asking, (review) => {
      asked += 1
      // Now comes the answer to the claim itself.
      proxy.cutNextAnswer()
      return moving(review, { status: 'claimed', by: 'alice', until: moment(30) })
    })
    expect(proxy.cuts).toBe(1)
    expect(asked).toBe(1)
    expect(claimed?.id).toBe(first.id)
    expect(await other.countReviews({ claimedBy: 'alice' })).toBe(1)
  })

  it('is a batch of the journal that is not sealed twice', async () => {
    const { store, other, proxy } = await behindProxy()
    for (let count = 0; count < 5; count++) await other.commit({ entries: [sampleEntry()] })
    await store.sequence(3, (entries, frontier) => {
      if (proxy.cuts === 0) proxy.cutNextAnswer()
      return sealUnsigned(entries, frontier)
    })
    expect(proxy.cuts).toBe(1)
    while ((await other.sequence(3, sealUnsigned)) > 0);
    const entries = await other.readJournal({ from: 0, limit: 10 })
    expect(entries.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4])
  })
})

describe('a store whose connections are cut', () => {
  it('reads, writes and hears again by itself', async () => {
    const url = await database()
    const schema = freshSchema()
    const [store, other] = [await opened(url, schema), await opened(url, schema)]
    let wake = (): void => undefined
    const listening = new Promise<void>((resolve) => {
      wake = resolve
    })
    store.watch(() => wake())
    await listening
    const killer = await connected(url)
    for (let round = 0; round < 3; round++) {
      await killer.query(CUT_ALL)
      const heard = new Promise<void>((resolve) => {
        wake = resolve
      })
      expect(await other.commit({ entries: [sampleEntry()] })).toBe('committed')
      await heard
    }
    expect(await store.countPending()).toBe(3)
  })
})

describe('a pool of the application’s own', () => {
  it('is used with its own readers of columns left alone, and is not ended', async () => {
    const pool = new Pool({
      connectionString: await database(),
      max: 3,
      types: { getTypeParser: () => () => 'spoilt' },
    })
    onTestFinished(() => pool.end())
    const store = postgresStore({ pool, schema: freshSchema() })
    await store.migrate()
    const review = sampleReview()
    expect(await store.commit(inserting(review))).toBe('committed')
    expect(await store.getReview(review.id)).toEqual(review)
    expect(await store.sequence(10, sealUnsigned)).toBe(1)
    expect((await store.frontier()).size).toBe(1)
    store.watch(() => undefined)
    await store.close()
    expect(pool.ended).toBe(false)
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 'spoilt' }])
    expect(pool.totalCount - pool.idleCount).toBe(0)
  })

  it('may be a small one of any make', async () => {
    const real = pooled({ connectionString: await database(), max: 2 })
    const pool: PostgresPool = {
      connect: async () => {
        const client = await real.connect()
        return {
          query: ({ text, values = [], types }) =>
            values.length === 0
              ? client.query(text)
              : client.query({ text, values, ...(types === undefined ? {} : { types }) }),
          on: () => undefined,
          removeListener: () => undefined,
          release: (destroy) => client.release(destroy),
        }
      },
      end: () => real.end(),
    }
    const schema = freshSchema()
    const store = postgresStore({ pool, schema, pollIntervalMs: 20 })
    await store.migrate()
    onTestFinished(() => store.close())
    // It never hears a notification: looking now and then is enough.
    let wake = (): void => undefined
    const listening = new Promise<void>((resolve) => {
      wake = resolve
    })
    store.watch(() => wake())
    await listening
    const heard = new Promise<void>((resolve) => {
      wake = resolve
    })
    await (await opened(await database(), schema)).commit({ entries: [sampleEntry()] })
    await heard
    expect(await store.countPending()).toBe(1)
  })

  it('that has no connection left makes the store busy, not stuck', async () => {
    const pool = new Pool({ connectionString: await database(), max: 1, connectionTimeoutMillis: 2_000 })
    onTestFinished(() => pool.end())
    const store = postgresStore({ pool, schema: freshSchema(), busyTimeoutMs: 50 })
    await store.migrate()
    const taken = await pool.connect()
    await expect(store.countPending()).rejects.toMatchObject({ code: 'ERR_STORE_BUSY' })
    taken.release()
    expect(await store.countPending()).toBe(0)
    await store.close()
  })

  it('tells of connections that break while idle to nobody but its owner', async () => {
    const pool = new Pool({ connectionString: await database(), max: 2 })
    onTestFinished(() => pool.end())
    const broken = once(pool, 'error')
    const store = postgresStore({ pool, schema: freshSchema() })
    await store.migrate()
    await (await connected(await database())).query(CUT_ALL)
    await broken
    expect(await store.countPending()).toBe(0)
    await store.close()
  })

  it('whose connection breaks between the hand-over and its first statement, loses nothing', async () => {
    const cutter = await connected(await database())
    let toCut = 0
    class Cutting extends Pool {
      override async connect(): Promise<PoolClient> {
        const client = await super.connect()
        if (toCut > 0) {
          toCut--
          const ended = new Promise((resolve) => client.once('end', resolve))
          await cutter.query('select pg_terminate_backend($1)', [await pidOf(client)])
          await ended
        }
        return client
      }
    }
    const pool = new Cutting({ connectionString: await database(), max: 3 })
    onTestFinished(() => pool.end())
    const store = postgresStore({ pool, schema: freshSchema(), pollIntervalMs: 20 })
    await store.migrate()
    onTestFinished(() => store.close())
    store.watch(() => undefined)
    for (let round = 1; round <= 5; round++) {
      toCut = 2
      expect(await store.commit({ entries: [sampleEntry()] })).toBe('committed')
      expect(await store.countPending()).toBe(round)
    }
  })
})

async function pidOf(client: PoolClient): Promise<unknown> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid
}
