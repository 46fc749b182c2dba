import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { StoreFailedError } from '../../errors.js'
import type { CopyDatabase, CopyPlace } from '../copy/copy-database.js'
import { compileOnly, type Database, openDatabase } from './database.js'
import { storeError } from './faults.js'
import { hasTables, migrate } from './migrations.js'

/** An SQLite file to copy from or to. */
export function sqliteCopyPlace(path: string): CopyPlace {
  const name = `The database ${path}`
  return {
    name,
    async read(work) {
      if (!existsSync(path)) throw new StoreFailedError('cannot-open', `${name} does not exist.`)
      return inTransaction({ path, name, begin: 'begin', end: 'rollback' }, (db) => {
        if (!hasTables(db)) throw new StoreFailedError('cannot-open', `${name} is not a store of garde-fou.`)
        return work(copyDatabase(db, name))
      })
    },
    write: (work) =>
      inTransaction({ path, name, begin: 'begin immediate', end: 'commit' }, (db) =>
        work(copyDatabase(db, name)),
      ),
  }
}

async function inTransaction<Result>(
  {
    path,
    begin,
    end,
  }: { readonly path: string; readonly name: string; readonly begin: string; readonly end: string },
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const db = openDatabase(path)
  try {
    // A file that is read keeps its own version of the tables only when it is up to date already.
    if (end === 'commit' || hasTables(db)) migrate(db, path)
    db.exec(begin)
    const result = await work(db)
    db.exec(end)
    return result
  } catch (error) {
    throw storeError(error, path)
  } finally {
    // Closing undoes what was not committed.
    db.close()
  }
}

function copyDatabase(db: Database, name: string): CopyDatabase {
  const builder = compileOnly()
  return {
    name,
    table: (table) => sql.table(table),
    all: async (query) => db.all(query.compile(builder)),
    async write(query) {
      db.run(query.compile(builder))
    },
    async place(entries) {
      for (const entry of entries) db.run(db.queries.journal.place(entry))
    },
  }
}
