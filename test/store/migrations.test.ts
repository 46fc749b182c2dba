import { describe, expect, it, onTestFinished } from 'vitest'
import { type Database, openDatabase } from '../../src/store/sqlite/database.js'
import { migrate } from '../../src/store/sqlite/migrations.js'
import { temporaryFile } from './files.js'

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
})
