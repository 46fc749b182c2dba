import { inspect } from 'node:util'
import { postgresStore } from 'garde-fou/postgres'
import { Client } from 'pg'
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
import { connected, databaseOfFile, freshSchema } from '../support/postgres.js'

const database = databaseOfFile()

const failed = (reason: string): object => ({ code: 'ERR_STORE_FAILED', reason })
const busy = { code: 'ERR_STORE_BUSY' }

async function opened(schema: string = freshSchema(), busyTimeoutMs = 5000): Promise<Store> {
  const store = postgresStore({ connectionString: await database(), schema, busyTimeoutMs })
  await store.migrate()
  onTestFinished(() => store.close())
  return store
}

describe('options of a PostgreSQL store', () => {
  const url = 'postgres://user:secret@localhost/city'
  it.each([
    ['', 'postgresStore.connectionString'],
    ['guard.db', 'postgresStore.connectionString'],
    ['mysql://localhost/city', 'postgresStore.connectionString'],
    [{}, 'postgresStore.connectionString'],
    [{ pool: {} }, 'postgresStore.pool'],
    [{ connectionString: url, schema: 'a"; drop schema public; --' }, 'postgresStore.schema'],
    [{ connectionString: url, schema: '' }, 'postgresStore.schema'],
    [{ connectionString: url, maxConnections: 1.5 }, 'postgresStore.maxConnections'],
    [{ connectionString: url, busyTimeoutMs: 0 }, 'postgresStore.busyTimeoutMs'],
    [{ connectionString: url, pollIntervalMs: Number.NaN }, 'postgresStore.pollIntervalMs'],
    [{ connectionString: url, statementTimeoutMs: -1 }, 'postgresStore.statementTimeoutMs'],
  ])('%j is refused, the fault is named, the password is not', (options, path) => {
    try {
      // Callers without types can do this.
      Reflect.apply(postgresStore, undefined, [options])
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_CONFIG_INVALID', faults: [{ path }] })
      expect(inspect(error)).not.toContain('secret')
    }
  })

  it('missing altogether are refused in the same way', () => {
    expect(() => Reflect.apply(postgresStore, undefined, [])).toThrowError(
      expect.objectContaining({ code: 'ERR_CONFIG_INVALID' }),
    )
  })

  it('open nothing before migrate, and a store that was never opened can be closed', async () => {
    await postgresStore('postgres://nobody@127.0.0.1:1/none').close()
  })
})

describe('a PostgreSQL database that does not answer as it should', () => {
  it('and cannot be reached is named without user and password', async () => {
    const store = postgresStore({
      connectionString: 'postgres://nobody:secret@127.0.0.1:1/none',
      busyTimeoutMs: 50,
    })
    const error = await store.migrate().catch((reason: unknown) => reason)
    expect(error).toMatchObject(failed('unreachable'))
    expect(inspect(error)).toContain('127.0.0.1:1/none')
    expect(inspect(error)).not.toMatch(/secret|nobody/)
    await store.close()
  })

  it('and does not exist is told so', async () => {
    const url = new URL(await database())
    url.pathname = '/no_such_database'
    const store = postgresStore(url.href)
    await expect(store.migrate()).rejects.toMatchObject(failed('cannot-open'))
    await store.close()
  })

  it('and is read-only is told so, and can be read', async () => {
    const schema = freshSchema()
    const review = sampleReview()
    await (await opened(schema)).commit(inserting(review))
    const store = postgresStore({
      connectionString: `${await database()}?options=-c%20default_transaction_read_only%3Don`,
      schema,
    })
    onTestFinished(() => store.close())
    await store.migrate()
    expect(await store.getReview(review.id)).toEqual(review)
    await expect(store.commit({ entries: [sampleEntry()] })).rejects.toMatchObject(failed('read-only'))
    await expect(store.sequence(10, sealUnsigned)).rejects.toMatchObject(failed('read-only'))
  })

  it('and gives this user no rights is told so; a user who may only use the tables can use them', async () => {
    const schema = freshSchema()
    await opened(schema)
    const admin = await connected(await database())
    const role = `role_${schema}`
    await admin.query(`create role ${role} login`)
    onTestFinished(async () => {
      const client = new Client({ connectionString: await database() })
      await client.connect()
      await client.query(`drop owned by ${role}; drop role ${role}`)
      await client.end()
    })
    const url = new URL(await database())
    url.username = role
    const store = postgresStore({ connectionString: url.href, schema })
    onTestFinished(() => store.close())
    await expect(store.migrate()).rejects.toMatchObject(failed('cannot-open'))
    await admin.query(
      `grant usage on schema ${schema} to ${role}; grant select, insert, update, delete on all tables in schema ${schema} to ${role}`,
    )
    await store.migrate()
    expect(await store.commit(inserting(sampleReview()))).toBe('committed')
    expect(await store.sequence(10, sealUnsigned)).toBe(1)
    // Nor may it have dead rows removed; its owner may.
    expect(await store.compact()).toBe(false)
    expect(await (await opened(schema)).compact()).toBe(true)
  })
})

describe('a PostgreSQL database in use by others', () => {
  it('that hold a lock for too long makes a change busy, without a trace; a claim passes on', async () => {
    const schema = freshSchema()
    const store = await opened(schema, 100)
    const [first, second] = [sampleReview({ due: 1 }), sampleReview({ due: 2 })]
    for (const review of [first, second]) await store.commit(inserting(review))
    const holder = await connected(await database())
    await holder.query('begin')
    await holder.query(`select id from ${schema}.reviews where id = $1 for update`, [first.id])
    const next = moving(first, { status: 'expired', at: moment(0) })
    await expect(store.commit(next)).rejects.toMatchObject(busy)
    const claimed = await store.claimNext(
      { roles: ['instructeur'], now: moment(0), notRequestedBy: 'alice' },
      (review) => moving(review, { status: 'claimed', by: 'alice', until: moment(5) }),
    )
    expect(claimed?.id).toBe(second.id)
    await holder.query('rollback')
    expect(await store.commit(next)).toBe('committed')
    expect(await store.countPending()).toBe(4)
  })

  it('who deadlock with it is tried again', async () => {
    const schema = freshSchema()
    const store = await opened(schema)
    const [first, second] = [sampleReview(), sampleReview()]
    for (const review of [first, second]) await store.commit(inserting(review))
    const holder = await connected(await database())
    await holder.query(`begin; set local deadlock_timeout = '30s'`)
    await holder.query(`select 1 from ${schema}.reviews where id = $1 for update`, [first.id])
    await holder.query(
      `insert into ${schema}.commands (key, fingerprint, review_id, version) values ('taken', 'f', 'r', 1)`,
    )
    // Holds the second review and waits for the key; the other one holds the key and will wait for the second review.
    const command = { key: 'taken', fingerprint: 'f', reviewId: second.id, version: 2 }
    const commit = store.commit({ ...moving(second, { status: 'expired', at: moment(0) }), command })
    const watcher = await connected(await database())
    while ((await watcher.query('select 1 from pg_locks where not granted')).rowCount === 0);
    await holder.query(`update ${schema}.reviews set next_at = null where id = $1`, [second.id])
    await holder.query('rollback')
    const { rows } = await watcher.query(
      'select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()',
    )
    expect(rows).toEqual([{ deadlocks: expect.any(Number) }])
    expect(await commit).toBe('committed')
    expect((await store.getReview(second.id))?.version).toBe(2)
  })

  it('and a statement that takes too long ends it', async () => {
    const schema = freshSchema()
    await opened(schema)
    const store = postgresStore({
      connectionString: await database(),
      schema,
      statementTimeoutMs: 50,
      busyTimeoutMs: 5000,
    })
    await store.migrate()
    onTestFinished(() => store.close())
    const holder = await connected(await database())
    await holder.query(`begin; lock table ${schema}.journal in access exclusive mode`)
    await expect(store.countPending()).rejects.toMatchObject(busy)
    await holder.query('rollback')
    expect(await store.countPending()).toBe(0)
  })
})

describe('the journal in PostgreSQL', () => {
  it('refuses every change of what was written, and every short cut', async () => {
    const schema = freshSchema()
    const store = await opened(schema)
    for (let count = 0; count < 3; count++) await store.commit({ entries: [sampleEntry()] })
    await store.sequence(2, sealUnsigned)
    const client = await connected(await database())
    const changes = [
      'delete from journal',
      `update journal set text = 'x'`,
      `update journal set id = 'x' where idx is null`,
      'update journal set idx = null, leaf_hash = null where idx = 0',
      'update journal set seq = 99 where idx is null',
      'truncate journal',
      `insert into journal (id, text, idx, leaf_hash) values ('x', 'x', 9, decode(repeat('00', 32), 'hex'))`,
      `insert into journal (seq, id, text) select seq, 'x', 'x' from journal limit 1`,
      `insert into journal (id, text) select id, 'x' from journal limit 1`,
      `insert into journal (id, text) select id, 'x' from journal on conflict (id) do update set text = 'x'`,
      'delete from nodes',
      `update nodes set hash = decode(repeat('00', 32), 'hex')`,
      'truncate nodes',
      'delete from checkpoints',
      `update checkpoints set note = 'x'`,
      'truncate checkpoints',
      `insert into checkpoints (size, root_hash, at, note) select size, root_hash, at, 'x' from checkpoints`,
    ]
    await client.query(`set search_path = ${schema}`)
    for (const change of changes) await expect(client.query(change), change).rejects.toThrowError()
    expect(await store.countPending()).toBe(1)
    expect((await store.readJournal({ from: 0, limit: 10 })).length).toBe(2)
  })

  it('that lacks a node of its tree is not extended', async () => {
    const schema = freshSchema()
    const store = await opened(schema)
    await store.commit({ entries: [sampleEntry()] })
    await store.sequence(2, sealUnsigned)
    await store.commit({ entries: [sampleEntry()] })
    const client = await connected(await database())
    await client.query(`alter table ${schema}.nodes disable trigger user; delete from ${schema}.nodes`)
    await expect(store.sequence(2, sealUnsigned)).rejects.toMatchObject(failed('corrupt'))
    expect(await store.countPending()).toBe(1)
  })
})

describe('what cannot be stored', () => {
  it('is refused by a typed error that quotes no row', async () => {
    const store = await opened()
    const review = sampleReview({ subject: 'SECRET-CASE' })
    const payload = {
      id: 'p',
      kind: 'case',
      reviewId: review.id,
      subject: 'SECRET-CASE',
      salt: 's',
      body: '"SECRET-TEXT"',
      createdAt: moment(0),
    } as const
    await store.commit({ ...inserting(review), payloads: [payload] })
    const again = store.commit({ entries: [sampleEntry()], payloads: [payload] })
    const error = await again.catch((reason: unknown) => reason)
    expect(error).toMatchObject(failed('other'))
    expect(inspect(error, { depth: 9 })).toContain('23505')
    expect(inspect(error, { depth: 9 })).not.toContain('SECRET')
  })

  it('a NUL character is refused where it would be stored, and found nowhere', async () => {
    const store = await opened()
    const review = sampleReview()
    const payload = {
      id: 'p',
      kind: 'case',
      reviewId: review.id,
      subject: 'a\0b',
      salt: 's',
      body: '1',
      createdAt: moment(0),
    } as const
    await expect(store.commit({ ...inserting(review), payloads: [payload] })).rejects.toMatchObject(
      failed('other'),
    )
    expect(await store.getReview('a\0b')).toBeUndefined()
    expect(await store.listReviews({ roles: ['a\0', 'instructeur'], limit: 10 })).toEqual([])
    expect(await store.countPending()).toBe(0)
  })

  it('a key longer than an index can hold is refused by a typed error', async () => {
    const store = await opened()
    const long = Array.from({ length: 4000 }, (_, index) =>
      String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)),
    )
    const command = { key: long.join(''), fingerprint: 'f', reviewId: 'r', version: 1 }
    await expect(store.commit({ entries: [sampleEntry()], command })).rejects.toMatchObject(failed('other'))
    // A case's number may be as long as it likes.
    const subject = long.slice(0, 1000).join('')
    const payload = {
      id: 'p',
      kind: 'case',
      reviewId: 'r',
      subject,
      salt: 's',
      body: '1',
      createdAt: moment(0),
    } as const
    expect(await store.commit({ entries: [sampleEntry()], payloads: [payload] })).toBe('committed')
  })
})
