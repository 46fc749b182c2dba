import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { Durability } from '../rows.js'
import type { Database } from './database.js'
import { isBusy, storeError } from './faults.js'
import { pauseBefore } from './patience.js'

/** More changes than this do not share a transaction: other processes and this one's event loop want their turn. */
const LARGEST_GROUP = 256

/** Changes that wait at the same moment share one transaction, and so one flush to disk. */
export interface GroupCommit {
  /** Resolves when what `work` wrote is durable. `work` may run again when its transaction was lost. */
  write<Result>(work: (db: Database) => Result, durability?: Durability): Promise<Result>
  /** Resolves when everything accepted so far is durable or has failed. */
  flush(): Promise<void>
}

interface Change {
  /** Does the work; what it returns tells the caller, once it is durable. */
  readonly run: (db: Database) => () => void
  readonly reject: (error: unknown) => void
  readonly deadline: number
  readonly durability: Durability
}

/** What became of a group. */
type GroupResult = 'done' | 'locked'

/** Groups the changes of one connection. */
export function groupCommit(options: {
  readonly db: () => Database
  readonly path: string
  readonly timeoutMs: number
  readonly onCommit: () => void
}): GroupCommit {
  const waiting: Change[] = []
  /** How many of those in front lost a shared transaction and are tried alone, so that each meets its own fault. */
  let alone = 0
  let draining: Promise<void> | undefined

  const commitGroup = (): GroupResult => {
    const group = waiting.splice(0, alone > 0 ? 1 : LARGEST_GROUP)
    alone = Math.max(alone - 1, 0)
    try {
      const db = options.db()
      const before = db.changes()
      const settlements = asDurably(db, group, options.path)
      if (db.changes() !== before) options.onCommit()
      for (const settle of settlements) settle()
      return 'done'
    } catch (error) {
      if (isBusy(error)) {
        waiting.unshift(...withoutExpired(group, storeError(error, options.path)))
        return 'locked'
      }
      if (group.length > 1) {
        waiting.unshift(...group)
        alone = group.length
      } else for (const { reject } of group) reject(storeError(error, options.path))
      return 'done'
    }
  }

  const drain = async (): Promise<void> => {
    for (let attempt = 0; waiting.length > 0; ) {
      if (commitGroup() === 'locked') await sleep(pauseBefore(attempt++))
      else attempt = 0
      // A whole turn of the event loop, so that everybody who is about to write comes along.
      await nextTurn()
    }
    draining = undefined
  }

  return {
    write: (work, durability = 'power') =>
      new Promise((resolve, reject) => {
        const run: Change['run'] = (db) => {
          const result = work(db)
          return () => resolve(result)
        }
        waiting.push({ run, reject, deadline: performance.now() + options.timeoutMs, durability })
        draining ??= nextTurn().then(drain)
      }),
    async flush() {
      while (draining !== undefined) await draining
    },
  }
}

/**
 * Waits for the disk unless nobody in the group has to: with `normal` a commit is in the log, where other processes read it,
 * and the next full commit of any connection syncs the whole log.
 */
function asDurably(db: Database, group: readonly Change[], path: string): readonly (() => void)[] {
  if (group.some(({ durability }) => durability === 'power')) return inOneTransaction(db, group, path)
  db.exec('pragma synchronous=normal')
  try {
    return inOneTransaction(db, group, path)
  } finally {
    db.exec('pragma synchronous=full')
  }
}

/** Runs the group between one BEGIN and one COMMIT; nothing may be awaited in between. */
function inOneTransaction(db: Database, group: readonly Change[], path: string): readonly (() => void)[] {
  // Takes the write lock at once: what is read here cannot change before it is written.
  db.exec('begin immediate')
  try {
    const settlements = group.map((change) =>
      group.length === 1 ? change.run(db) : isolated(db, change, path),
    )
    db.exec('commit')
    return settlements
  } catch (error) {
    if (db.inTransaction()) db.exec('rollback')
    throw error
  }
}

/** One change of a group, in a savepoint: what it breaks is undone without the others. */
function isolated(db: Database, change: Change, path: string): () => void {
  db.exec('savepoint one')
  try {
    const settle = change.run(db)
    db.exec('release one')
    return settle
  } catch (error) {
    // SQLite has undone everything: the whole group has to be run anew.
    if (!db.inTransaction()) throw error
    db.exec('rollback to one')
    db.exec('release one')
    return () => change.reject(storeError(error, path))
  }
}

function withoutExpired(group: readonly Change[], error: unknown): readonly Change[] {
  const now = performance.now()
  return group.filter(({ deadline, reject }) => {
    if (deadline > now) return true
    reject(error)
    return false
  })
}
