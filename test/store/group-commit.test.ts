import { CompiledQuery } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { applyWrite } from '../../src/store/sqlite/apply-write.js'
import { type Database, openDatabase } from '../../src/store/sqlite/database.js'
import { type GroupCommit, groupCommit } from '../../src/store/sqlite/group-commit.js'
import { migrate } from '../../src/store/sqlite/migrations.js'
import type { CommitResult, StoreWrite } from '../../src/store/store.js'
import { inserting, moment, sampleEntry, sampleReview } from '../../src/testing/store-conformance/samples.js'
import { temporaryFile } from './files.js'

/** `pragma synchronous`: a commit waits for the disk. */
const FULL = 2

interface Opened {
  readonly db: Database
  readonly path: string
  readonly group: GroupCommit
  readonly commit: (write: StoreWrite) => Promise<CommitResult>
  /** Every statement that begins or ends a transaction, and how often the group told of a commit. */
  readonly log: string[]
  readonly failNextCommits: (count: number) => void
}

function open(): Opened {
  const path = temporaryFile()
  const file = openDatabase(path)
  migrate(file, path)
  onTestFinished(() => file.close())
  const log: string[] = []
  let failing = 0
  const db: Database = {
    ...file,
    exec(sql) {
      log.push(sql)
      if (sql === 'commit' && failing-- > 0) throw new Error('the disk does not answer')
      file.exec(sql)
    },
  }
  const group = groupCommit({ db: () => db, path, timeoutMs: 1000, onCommit: () => log.push('told') })
  const commit = (write: StoreWrite): Promise<CommitResult> =>
    group.write((open) => applyWrite(open, write), write.durability)
  const failNextCommits = (count: number): void => {
    failing = count
  }
  return { db, path, group, log, commit, failNextCommits }
}

const large = (bytes: number): StoreWrite => {
  const review = sampleReview()
  const body = JSON.stringify('x'.repeat(bytes))
  const payload = {
    id: review.id,
    kind: 'case',
    reviewId: review.id,
    salt: 's',
    body,
    createdAt: moment(0),
  } as const
  return { ...inserting(review), payloads: [payload] }
}

describe('changes that wait at the same moment', () => {
  it('share one transaction and are told once', async () => {
    const { commit, log } = open()
    await Promise.all(Array.from({ length: 50 }, () => commit(inserting(sampleReview()))))
    expect(log.filter((sql) => sql === 'begin immediate' || sql === 'commit' || sql === 'told')).toEqual([
      'begin immediate',
      'commit',
      'told',
    ])
  })

  it('include those that another answer led to, one turn later', async () => {
    const { commit, log } = open()
    const chain = async (): Promise<void> => {
      for (let step = 0; step < 5; step++) {
        await commit(inserting(sampleReview()))
        await Promise.resolve()
      }
    }
    await Promise.all(Array.from({ length: 20 }, chain))
    expect(log.filter((sql) => sql === 'commit')).toHaveLength(5)
  })

  it('are not told of when nothing was written', async () => {
    const { commit, log } = open()
    const review = sampleReview()
    await commit(inserting(review))
    log.length = 0
    expect(await commit(inserting(review))).toBe('review-moved')
    expect(log).not.toContain('told')
  })

  it('are undone one by one: a change that breaks costs the others no second try', async () => {
    const { commit, log } = open()
    const entry = sampleEntry()
    await commit({ entries: [entry] })
    log.length = 0
    const results = await Promise.allSettled([
      commit(inserting(sampleReview())),
      commit({ entries: [entry] }),
      commit(inserting(sampleReview())),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(log.filter((sql) => sql === 'begin immediate' || sql === 'commit')).toEqual([
      'begin immediate',
      'commit',
    ])
  })

  it('have failed, all of them, when the commit itself fails', async () => {
    const { db, commit, failNextCommits } = open()
    for (const count of [1, 3]) {
      // A group is tried once together, then change by change.
      failNextCommits(count === 1 ? 1 : count + 1)
      const writes = Array.from({ length: count }, () => commit(inserting(sampleReview())))
      const results = await Promise.allSettled(writes)
      expect(results.map(({ status }) => status)).toEqual(Array(count).fill('rejected'))
      expect(Number(db.first(db.queries.journal.countPending({}))?.count)).toBe(0)
    }
    expect(await commit(inserting(sampleReview()))).toBe('committed')
  })
})

describe('a full database', () => {
  it('refuses what does not fit, whole, and takes what fits from the same group', async () => {
    const { db, commit } = open()
    for (let round = 0; round < 10; round++) await commit(large(1000))
    const pages = Object.values(
      db.first({ ...db.queries.journal.countPending({}), sql: 'pragma page_count' }) ?? {},
    )[0]
    db.exec(`pragma max_page_count = ${Number(pages) + 30}`)
    const giant = large(1_000_000)
    const results = await Promise.allSettled([commit(large(100)), commit(giant), commit(large(100))])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(results[1]).toMatchObject({ reason: { code: 'ERR_STORE_FAILED', reason: 'full' } })
    const id = giant.review?.next.id ?? ''
    expect(db.first(db.queries.reviews.find({ id }))).toBeUndefined()
    expect(db.first(db.queries.side.findPayload({ id }))).toBeUndefined()
    expect(Number(db.first(db.queries.journal.countPending({}))?.count)).toBe(12)
  })

  it('fails until there is room again, and then goes on', async () => {
    const { db, commit } = open()
    db.exec('pragma max_page_count = 1')
    const writes = Array.from({ length: 40 }, () => large(20_000))
    const results = await Promise.allSettled(writes.map(commit))
    const stored = writes.filter((_, index) => results[index]?.status === 'fulfilled')
    for (const result of results.filter(({ status }) => status === 'rejected'))
      expect(result).toMatchObject({ reason: { reason: 'full' } })
    expect(stored.length).toBeLessThan(40)
    expect(Number(db.first(db.queries.journal.countPending({}))?.count)).toBe(stored.length)
    db.exec('pragma max_page_count = 1000000')
    expect(await commit(large(20_000))).toBe('committed')
  })
})

describe('a transaction that SQLite undid by itself', () => {
  it('is run again change by change, so that only the cause fails', async () => {
    const { db, group, commit } = open()
    const lost = new Error('the disk was full')
    const results = await Promise.allSettled([
      commit(inserting(sampleReview())),
      group.write((open) => {
        open.exec('rollback')
        throw lost
      }),
      commit({ entries: [sampleEntry()] }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(results[1]).toMatchObject({ reason: lost })
    expect(Number(db.first(db.queries.journal.countPending({}))?.count)).toBe(2)
    expect(db.inTransaction()).toBe(false)
  })
})

describe('what a change has to survive', () => {
  const relaxed = (): StoreWrite => ({ entries: [sampleEntry()], durability: 'process' })
  const levelOf = (db: Database): unknown =>
    Object.values(db.first(CompiledQuery.raw('pragma synchronous')) ?? {})[0]

  it('is the disk unless the change says otherwise, and for it alone', async () => {
    const { commit, log, db } = open()
    await commit({ entries: [sampleEntry()] })
    expect(log).toEqual(['begin immediate', 'commit', 'told'])
    log.length = 0
    await commit(relaxed())
    expect(log).toEqual([
      'pragma synchronous=normal',
      'begin immediate',
      'commit',
      'pragma synchronous=full',
      'told',
    ])
    expect(levelOf(db)).toBe(FULL)
  })

  it('is the disk for all that share a transaction with one that needs it', async () => {
    const { commit, log } = open()
    await Promise.all([commit(relaxed()), commit(inserting(sampleReview())), commit(relaxed())])
    expect(log).not.toContain('pragma synchronous=normal')
  })

  it('is the disk again after a commit that failed', async () => {
    const { commit, failNextCommits, db } = open()
    failNextCommits(1)
    await expect(commit(relaxed())).rejects.toThrow('the disk does not answer')
    expect(levelOf(db)).toBe(FULL)
  })

  it('is the disk again after another process held the lock', async () => {
    const { commit, db, path } = open()
    const other = openDatabase(path)
    onTestFinished(() => other.close())
    other.exec('begin immediate')
    const waiting = commit(relaxed())
    await new Promise((resolve) => setImmediate(resolve))
    other.exec('rollback')
    expect(await waiting).toBe('committed')
    expect(levelOf(db)).toBe(FULL)
  })
})
