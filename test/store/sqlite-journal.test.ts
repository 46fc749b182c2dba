import { DatabaseSync } from 'node:sqlite'
import { sqliteStore } from 'garde-fou/sqlite'
import { CompiledQuery } from 'kysely'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../src/store/sqlite/database.js'
import type { Store } from '../../src/store/store.js'
import {
  inserting,
  moment,
  sampleEntry,
  sampleReview,
  sealUnsigned,
} from '../../src/testing/store-conformance/samples.js'
import { temporaryFile } from './files.js'

let store: Store
let db: DatabaseSync
let path: string

beforeEach(async () => {
  path = temporaryFile()
  store = sqliteStore(path)
  await store.migrate()
  for (let round = 0; round < 6; round++) await store.commit({ entries: [sampleEntry()] })
  await store.sequence(4, sealUnsigned)
  db = new DatabaseSync(path)
  onTestFinished(async () => {
    db.close()
    await store.close()
  })
})

describe('the journal in SQLite', () => {
  it.each([
    'delete from journal where idx = 2',
    'delete from journal where idx is null',
    "update journal set text = 'forged' where idx = 1",
    "update journal set text = 'forged' where idx is null",
    'update journal set id = id || 1 where seq = 6',
    'update journal set seq = 100 where seq = 6',
    'update journal set idx = 9 where idx = 1',
    'update journal set idx = null, leaf_hash = null where idx = 1',
    'update journal set leaf_hash = zeroblob(32) where idx = 1',
    'update journal set idx = 1, leaf_hash = zeroblob(32) where seq = 6',
    'update journal set idx = 5 where seq = 6',
    'update journal set idx = 5, leaf_hash = zeroblob(31) where seq = 6',
    "insert into journal (id, text, idx, leaf_hash) values ('x', 'x', 7, zeroblob(32))",
    "insert or replace into journal (id, text) select id, 'forged' from journal where idx = 1",
    "insert or replace into journal (seq, id, text) values (1, 'x', 'forged')",
    "insert into journal (seq, id, text) values (1, 'x', 'forged') on conflict do update set text = excluded.text",
    'delete from nodes',
    'update nodes set hash = zeroblob(32)',
    'insert or replace into nodes select level, idx, zeroblob(32) from nodes',
    'delete from checkpoints',
    'update checkpoints set size = 3',
    "insert or replace into checkpoints select size, root_hash, at, 'forged' from checkpoints",
  ])('refuses "%s"', async (sql) => {
    const before = await store.readJournal({ from: 0, limit: 10 })
    expect(() => db.exec(sql)).toThrowError(/append-only|constraint/i)
    expect(await store.readJournal({ from: 0, limit: 10 })).toEqual(before)
    expect(await store.sequence(10, sealUnsigned)).toBe(2)
  })

  it('is the same after a payload was erased, which is gone without a trace in it', async () => {
    const review = sampleReview()
    const payload = {
      id: 'p1',
      kind: 'case',
      reviewId: review.id,
      salt: 's',
      body: '"Mme X"',
      createdAt: moment(0),
    }
    await store.commit({ ...inserting(review), payloads: [{ ...payload, kind: 'case' }] })
    await store.sequence(10, sealUnsigned)
    const [journal, frontier] = [await store.readJournal({ from: 0, limit: 100 }), await store.frontier()]
    db.exec("delete from payloads where id = 'p1'")
    expect(await store.getPayload('p1')).toBeUndefined()
    expect(await store.readJournal({ from: 0, limit: 100 })).toEqual(journal)
    expect(await store.frontier()).toEqual(frontier)
    await store.commit({ entries: [sampleEntry()] })
    expect(await store.sequence(10, sealUnsigned)).toBe(1)
  })

  it('whose tree lost a node is not extended', async () => {
    db.exec('drop trigger nodes_are_kept')
    db.exec('delete from nodes where level = 2')
    await expect(store.sequence(10, sealUnsigned)).rejects.toMatchObject({ reason: 'corrupt' })
    expect(await store.countPending()).toBe(2)
  })

  it('is kept with full durability and a write-ahead log, and in typed columns', () => {
    const own = openDatabase(path)
    const pragma = (name: string): unknown =>
      Object.values(own.first(CompiledQuery.raw(`pragma ${name}`)) ?? {})[0]
    // 2 is FULL (https://www.sqlite.org/pragma.html#pragma_synchronous).
    expect([pragma('synchronous'), pragma('foreign_keys'), pragma('trusted_schema')]).toEqual([2, 1, 0])
    own.close()
    expect(db.prepare('pragma journal_mode').get()).toMatchObject({ journal_mode: 'wal' })
    const tables = db
      .prepare("select sql from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
      .all()
    expect(tables.length).toBe(13)
    for (const { sql } of tables) expect(sql).toMatch(/\) strict(, without rowid)?$/)
  })
})
