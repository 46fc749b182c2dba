import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import type { CopyPlace } from '../../src/store/copy/copy-database.js'
import { copyStore } from '../../src/store/copy/copy-store.js'
import { postgresCopyPlace } from '../../src/store/postgres/copy-place.js'
import { sqliteCopyPlace } from '../../src/store/sqlite/copy-place.js'
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
import { temporaryFile } from './files.js'

const database = databaseOfFile()

/** A database of one kind, as a store and as a place to copy. */
interface Place {
  readonly copy: CopyPlace
  open(): Promise<Store>
  /** What somebody with the database can do: drop the triggers, then anything. */
  attack(sql: string): Promise<void>
}

const kinds: Readonly<Record<'sqlite' | 'postgres', () => Promise<Place>>> = {
  async sqlite() {
    const path = temporaryFile()
    return {
      copy: sqliteCopyPlace(path),
      open: () => opened(sqliteStore(path)),
      async attack(sql) {
        const db = new DatabaseSync(path)
        for (const { name } of db.prepare("select name from sqlite_master where type = 'trigger'").all())
          db.exec(`drop trigger "${String(name)}"`)
        db.exec(sql)
        db.close()
      },
    }
  },
  async postgres() {
    const [connectionString, schema] = [await database(), freshSchema()]
    return {
      copy: postgresCopyPlace(connectionString, schema),
      open: () => opened(postgresStore({ connectionString, schema })),
      async attack(sql) {
        const client = await connected(connectionString)
        await client.query(`set search_path = ${schema}; alter table journal disable trigger user`)
        await client.query(sql)
      },
    }
  },
}

const open: Store[] = []
afterEach(async () => {
  for (const store of open.splice(0)) await store.close()
})

async function opened(store: Store): Promise<Store> {
  await store.migrate()
  open.push(store)
  return store
}

/** Bytes are of one kind or another, by database. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]))
}

/** What a process that was not stopped does; only the first leaves an entry. */
const DISTURBANCES: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  'something is written': (store) => store.commit({ entries: [sampleEntry()] }),
  'somebody types a draft': (store) =>
    store.putDraft({ reviewId: 'r', reviewerId: 'somebody', body: 'typed', at: moment(1) }),
  'a message is tried': async (store) =>
    expect(await store.takeOutbox({ now: '9999', hideUntil: '9999', limit: 1 })).toHaveLength(1),
  'a key is wrapped anew': async (store) => {
    const [master = ''] = await store.listMasters()
    const keys = await store.listKeysUnder({ master, limit: 1 })
    expect(keys).toHaveLength(1)
    await store.rewrapKeys(
      master,
      keys.map((key) => ({ ...key, master: 'another', wrapped: 'anew' })),
    )
  },
}

/** Something in every table, hostile texts among it, and a journal of many checkpoints. */
async function fill(store: Store, count = 1203): Promise<void> {
  const hostile = '\'; drop table reviews; -- é\u{1f600}\u202e\\ "'
  for (let index = 0; index < 40; index++) {
    const review = sampleReview({ due: index, subject: `${hostile} ${index}` })
    const payload = {
      id: `p${index}`,
      kind: 'case',
      reviewId: review.id,
      salt: 's',
      createdAt: moment(0),
    } as const
    await store.commit({
      ...inserting(review, index % 2 === 0 ? moment(index) : null),
      payloads: [
        { ...payload, body: JSON.stringify(hostile), ...(index % 3 === 0 ? { subject: hostile } : {}) },
      ],
      outbox: [
        { id: `m${index}`, reviewId: review.id, topic: 'decision', availableAt: moment(0), attempts: 0 },
      ],
      command: { key: `k${index}`, fingerprint: 'f', reviewId: review.id, version: 1 },
      facts: {
        put: [{ reviewId: review.id, reviewerId: 'a', systemId: 's', useId: 'u', at: moment(0), body: '1' }],
      },
    })
    await store.commit(moving(review, { status: 'claimed', by: 'alice', until: moment(30) }))
    await store.sequence(3, sealUnsigned)
  }
  await store.putDraft({ reviewId: 'r', reviewerId: 'a', body: hostile, at: moment(0) })
  await store.settleOutbox('m3', { retryAt: moment(9), error: 'ERR' })
  await store.commit({ entries: [sampleEntry()], setting: { kind: 'k', id: 'i', version: 1, body: '1' } })
  const names = { systemId: 's', subject: hostile, version: 1, body: 'b', at: moment(0) }
  await store.commit({ entries: [sampleEntry()], pseudonyms: names })
  const key = { id: 'key', owner: 'owner', master: 'master', wrapped: 'wrapped', createdAt: moment(0) }
  await store.commit({ entries: [sampleEntry()], keys: { made: [key] } })
  await Promise.all(
    Array.from({ length: count - 83 }, () => store.commit({ entries: [sampleEntry(hostile)] })),
  )
  while ((await store.sequence(100, sealUnsigned)) > 0);
}

describe.each([
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
] as const)('a store copied from %s to %s', (from, to) => {
  it('is the same in every row, and its journal has every checkpoint and can be continued', async () => {
    const [source, target] = [await kinds[from](), await kinds[to]()]
    const before = await source.open()
    await fill(before)
    const report = await copyStore(source.copy, target.copy)
    expect(report.rows).toMatchObject({
      reviews: 40,
      payloads: 40,
      journal: 1203,
      outbox: 40,
      drafts: 1,
      facts: 40,
    })
    const after = await target.open()
    const journal = await before.readJournal({ from: 0, limit: 5000 })
    expect(plain(await after.readJournal({ from: 0, limit: 5000 }))).toEqual(plain(journal))
    const all = { fromSize: 0, limit: 5000 }
    expect(plain(await after.readCheckpoints(all))).toEqual(plain(await before.readCheckpoints(all)))
    expect(plain(await after.frontier())).toEqual(plain(await before.frontier()))
    expect(report.head).toMatchObject({ size: 1203, note: 'size 1203' })
    expect(await after.listReviews({ limit: 100 })).toEqual(await before.listReviews({ limit: 100 }))
    expect(await after.listReviews({ search: 'É\u{1f600}', limit: 100 })).toHaveLength(40)
    expect(await after.nextTimer()).toBe(await before.nextTimer())
    expect(await after.getCommand('k7')).toEqual(await before.getCommand('k7'))
    await after.commit({ entries: [sampleEntry()] })
    expect(await after.sequence(10, sealUnsigned)).toBe(1)
    expect((await after.frontier()).size).toBe(1204)
  })

  it('is refused while its entries wait for their place, and nothing is copied', async () => {
    const [source, target] = [await kinds[from](), await kinds[to]()]
    const store = await source.open()
    await store.commit({ entries: [sampleEntry()] })
    await expect(copyStore(source.copy, target.copy)).rejects.toMatchObject({ code: 'ERR_STORE_FAILED' })
    await store.sequence(10, sealUnsigned)
    expect((await copyStore(source.copy, target.copy)).head.size).toBe(1)
  })

  it('is refused by a target that holds anything', async () => {
    const [source, target] = [await kinds[from](), await kinds[to]()]
    await fill(await source.open(), 100)
    await (await target.open()).putDraft({ reviewId: 'r', reviewerId: 'a', body: '1', at: moment(0) })
    await expect(copyStore(source.copy, target.copy)).rejects.toThrowError(/not empty \(drafts\)/)
    expect(await (await target.open()).countReviews({})).toBe(0)
  })

  it('leaves the target empty when it breaks half-way, and can be started again', async () => {
    const [source, target] = [await kinds[from](), await kinds[to]()]
    await fill(await source.open(), 700)
    const breaking: CopyPlace = {
      ...source.copy,
      read: (work) =>
        source.copy.read((db) => {
          let queries = 0
          return work({
            ...db,
            all(query) {
              queries += 1
              if (queries > 8) throw new Error('the machine died')
              return db.all(query)
            },
          })
        }),
    }
    await expect(copyStore(breaking, target.copy)).rejects.toThrowError('the machine died')
    expect(await (await target.open()).countReviews({})).toBe(0)
    expect(await (await target.open()).readJournal({ from: 0, limit: 1 })).toEqual([])
    expect((await copyStore(source.copy, target.copy)).head.size).toBe(700)
  })

  it.each(Object.entries(DISTURBANCES))(
    'in which %s meanwhile is refused, and nothing is kept',
    async (_, disturb) => {
      const [source, target] = [await kinds[from](), await kinds[to]()]
      const store = await source.open()
      await fill(store, 100)
      let written = false
      const disturbed: CopyPlace = {
        ...source.copy,
        async read(work) {
          const result = await source.copy.read(work)
          if (!written) await disturb(store)
          written = true
          return result
        },
      }
      await expect(copyStore(disturbed, target.copy)).rejects.toThrowError(/written to while it was copied/)
      expect(await (await target.open()).countReviews({})).toBe(0)
    },
  )

  it.each([
    ['an altered text', `update journal set text = 'x' where idx = 50`],
    ['an altered place', `update journal set idx = 5000 where idx = 99`],
    ['an entry too few', 'delete from journal where idx = 99'],
  ])('is refused with %s in its journal', async (_, sql) => {
    const [source, target] = [await kinds[from](), await kinds[to]()]
    await fill(await source.open(), 100)
    await source.attack(sql)
    await expect(copyStore(source.copy, target.copy)).rejects.toMatchObject({ code: 'ERR_JOURNAL_BROKEN' })
    expect(await (await target.open()).readJournal({ from: 0, limit: 1 })).toEqual([])
  })
})

describe('a place to copy from', () => {
  it('that is not there is not made', async () => {
    const path = temporaryFile('none.db')
    const target = await kinds.postgres()
    await expect(copyStore(sqliteCopyPlace(path), target.copy)).rejects.toMatchObject({
      reason: 'cannot-open',
    })
    expect(existsSync(path)).toBe(false)
    const schema = freshSchema()
    const empty = postgresCopyPlace(await database(), schema)
    await expect(copyStore(empty, sqliteCopyPlace(temporaryFile()))).rejects.toMatchObject({
      reason: 'cannot-open',
    })
    const { rows } = await (await connected(await database())).query(
      'select 1 from pg_namespace where nspname = $1',
      [schema],
    )
    expect(rows).toEqual([])
  })

  it('that is another program’s file is left alone', async () => {
    const path = temporaryFile()
    const db = new DatabaseSync(path)
    db.exec('create table other (a text)')
    onTestFinished(() => db.close())
    const target = await kinds.postgres()
    await expect(copyStore(sqliteCopyPlace(path), target.copy)).rejects.toMatchObject({
      reason: 'cannot-open',
    })
    expect(db.prepare('select count(*) as tables from sqlite_master').get()).toMatchObject({ tables: 1 })
  })
})
