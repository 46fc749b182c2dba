import { sqliteStore } from 'garde-fou/sqlite'
import { CompiledQuery } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { reviewRow } from '../../src/store/queries/review-row.js'
import { type Database, openDatabase } from '../../src/store/sqlite/database.js'
import { migrate } from '../../src/store/sqlite/migrations.js'
import { SCHEMA } from '../../src/store/sqlite/schema.js'
import { sampleReview } from '../../src/testing/store-conformance/samples.js'
import { temporaryFile } from './files.js'

/** The columns of reviews before there were others. */
const OLD_COLUMNS = [
  'id',
  'version',
  'status',
  'system_id',
  'role',
  'escalated_to',
  'requester',
  'claimed_by',
  'claimed_until',
  'subject',
  'due_at',
  'next_at',
  'body',
] as const

function opened(path: string): Database {
  const db = openDatabase(path)
  onTestFinished(() => db.close())
  return db
}

describe('migrating an SQLite file', () => {
  it('finds it done when another process was first, just before this one had the lock', () => {
    const path = temporaryFile()
    const [db, other] = [opened(path), opened(path)]
    let overtaken = false
    const late: Database = {
      ...db,
      exec(sql) {
        if (sql === 'begin immediate' && !overtaken) {
          overtaken = true
          migrate(other, path)
        }
        db.exec(sql)
      },
    }
    migrate(late, path)
    expect(overtaken).toBe(true)
    expect(db.first(db.queries.journal.countPending({}))).toMatchObject({ count: 0 })
  })

  it('leaves no table behind when it breaks half-way, and can be done again', () => {
    const path = temporaryFile()
    const db = opened(path)
    // Another program's table of the same name stands in the way of one of the last ones.
    db.exec('create table drafts (a text)')
    expect(() => migrate(db, path)).toThrowError(/drafts/)
    expect(() => db.first(db.queries.journal.countPending({}))).toThrowError(/no such table/)
    db.exec('drop table drafts')
    migrate(db, path)
    migrate(db, path)
    expect(db.first(db.queries.journal.countPending({}))).toMatchObject({ count: 0 })
  })

  it('fills in what reviews of an earlier version are sorted and filtered by, and leaves a broken one alone', async () => {
    const path = temporaryFile()
    const db = opened(path)
    db.exec('create table schema_version (version integer primary key, applied_at text not null) strict')
    SCHEMA.slice(0, 5).forEach((sql, index) => {
      db.exec(sql)
      db.exec(`insert into schema_version values (${index + 1}, '')`)
    })
    const late = sampleReview({
      created: 9,
      due: 1,
      mode: 'shown',
      useId: 'summary',
      subject: 'a\0"createdAt":"1"',
    })
    const early = sampleReview({ created: 3, due: 2 })
    for (const review of [late, early]) insertOld(db, reviewRow(review, null))
    insertOld(db, { ...reviewRow(sampleReview(), null), body: 'not JSON' })
    migrate(db, path)
    const store = sqliteStore(path)
    onTestFinished(() => store.close())
    await store.migrate()
    const listed = await store.listReviews({ order: 'created', modes: ['shown', 'decide-first'], limit: 9 })
    expect(listed.map(({ id }) => id)).toEqual([early.id, late.id])
    expect(await store.countReviews({ uses: ['aide-logement/summary'], modes: ['shown'] })).toBe(1)
    expect(await store.listTerritories({})).toEqual([])
  })
})

function insertOld(db: Database, row: ReturnType<typeof reviewRow>): void {
  const names = OLD_COLUMNS.join(', ')
  db.run(
    CompiledQuery.raw(
      `insert into reviews (${names}) values (${OLD_COLUMNS.map(() => '?').join(', ')})`,
      OLD_COLUMNS.map((name) => row[name]),
    ),
  )
}
