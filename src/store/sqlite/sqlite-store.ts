import { CompiledQuery } from 'kysely'
import { StoreFailedError } from '../../errors.js'
import type { Store } from '../store.js'
import { dataMethods } from './data-methods.js'
import { type Database, openDatabase } from './database.js'
import { groupCommit } from './group-commit.js'
import { journalMethods } from './journal-methods.js'
import { isCurrent, migrate } from './migrations.js'
import { completeOptions, type SqliteStoreOptions } from './options.js'
import { whileBusy } from './patience.js'
import { reviewMethods } from './review-methods.js'
import type { Session } from './session.js'
import { sideMethods } from './side-methods.js'
import { watchDatabase } from './watch.js'

/**
 * The embedded store: one SQLite file with write-ahead log and full durability (`synchronous=FULL`), for any number of
 * processes on one machine. Nothing is opened before `migrate`.
 *
 * @throws ConfigInvalidError when the path is missing or a number is not positive.
 *
 * @example
 * const store = sqliteStore('garde-fou.db')
 */
export function sqliteStore(options: string | SqliteStoreOptions): Store {
  const { path, busyTimeoutMs: timeoutMs, pollIntervalMs: intervalMs } = completeOptions(options)
  let opened: Database | undefined
  let closing: Promise<void> | undefined

  const db = (): Database => {
    if (opened !== undefined) return opened
    if (closing !== undefined) throw closedError()
    throw new StoreFailedError('other', 'The store is not open yet: call migrate() first.')
  }
  const watch = watchDatabase({
    version: () => (opened === undefined ? undefined : dataVersion(opened)),
    intervalMs,
  })
  const group = groupCommit({ db, path, timeoutMs, onCommit: watch.changed })
  const session: Session = {
    async read(work) {
      if (closing !== undefined) throw closedError()
      return whileBusy(() => work(db()), { path, timeoutMs })
    },
    async write(work, durability) {
      if (closing !== undefined) throw closedError()
      db()
      return group.write(work, durability)
    },
  }

  return {
    ...localKeyOf(path),
    async migrate() {
      await whileBusy(
        () => {
          if (closing !== undefined) throw closedError()
          opened = opened === undefined ? openMigrated(path) : migrated(opened, path)
        },
        { path, timeoutMs },
      )
    },
    isMigrated: () => session.read((open) => isCurrent(open, path)),
    ...reviewMethods(session),
    ...sideMethods(session),
    ...dataMethods(session),
    ...journalMethods(session),
    watch: watch.add,
    close() {
      closing ??= group.flush().then(() => {
        watch.close()
        opened?.close()
        opened = undefined
      })
      return closing
    },
  }
}

/** The master key lies beside the file, unless there is none. */
function localKeyOf(path: string): Pick<Store, 'localKey'> {
  if (/^(?::memory:$|file:.*(?::memory:|mode=memory))/.test(path)) return { localKey: 'memory' }
  const file = path.startsWith('file:')
    ? decodeURIComponent(path.replace(/^file:(?:\/\/[^/]*)?/, '').replace(/[?#].*$/s, ''))
    : path
  return { localKey: { file: `${file}.key` } }
}

/** Opens the file and brings its tables up to date. A file that this fails on is closed again. */
function openMigrated(path: string): Database {
  const database = openDatabase(path)
  try {
    return migrated(database, path)
  } catch (error) {
    database.close()
    throw error
  }
}

function migrated(database: Database, path: string): Database {
  migrate(database, path)
  return database
}

function closedError(): StoreFailedError {
  return new StoreFailedError('closed', 'The store was closed.')
}

const DATA_VERSION = CompiledQuery.raw('pragma data_version')

/** Grows when another connection has committed. */
function dataVersion(database: Database): unknown {
  return Object.values(database.first(DATA_VERSION) ?? {})[0]
}
