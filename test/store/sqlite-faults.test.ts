import { chmodSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Store } from '../../src/store/store.js'
import {
  inserting,
  sampleEntry,
  sampleReview,
  sealUnsigned,
} from '../../src/testing/store-conformance/samples.js'
import { startChild } from './children.js'
import { temporaryFile } from './files.js'

async function opened(path: string, busyTimeoutMs = 5000): Promise<Store> {
  const store = sqliteStore({ path, busyTimeoutMs })
  await store.migrate()
  onTestFinished(() => store.close())
  return store
}

/** A file with a few reviews, closed. */
async function filled(): Promise<string> {
  const path = temporaryFile()
  const store = sqliteStore(path)
  await store.migrate()
  for (let round = 0; round < 200; round++) await store.commit(inserting(sampleReview()))
  await store.sequence(1000, sealUnsigned)
  await store.close()
  return path
}

const failed = (reason: string): object => ({ code: 'ERR_STORE_FAILED', reason })
const busy = { code: 'ERR_STORE_BUSY' }

describe('options of an SQLite store', () => {
  it.each([
    ['', 'sqliteStore.path'],
    [{ path: '' }, 'sqliteStore.path'],
    [{ path: 'a\0b' }, 'sqliteStore.path'],
    [{ path: 'a', busyTimeoutMs: 0 }, 'sqliteStore.busyTimeoutMs'],
    [{ path: 'a', busyTimeoutMs: Number.NaN }, 'sqliteStore.busyTimeoutMs'],
    [{ path: 'a', pollIntervalMs: Number.POSITIVE_INFINITY }, 'sqliteStore.pollIntervalMs'],
  ])('%j is refused and the fault is named', (options, path) => {
    expect(() => sqliteStore(options)).toThrowError(
      expect.objectContaining({ code: 'ERR_CONFIG_INVALID', faults: [expect.objectContaining({ path })] }),
    )
  })

  it('missing altogether are refused in the same way', () => {
    expect(() => Reflect.apply(sqliteStore, undefined, [])).toThrowError(
      expect.objectContaining({ code: 'ERR_CONFIG_INVALID' }),
    )
  })

  it('open nothing before migrate, and a store that was never opened can be closed', async () => {
    const path = temporaryFile()
    await sqliteStore(path).close()
    expect(() => readFileSync(path)).toThrowError(expect.objectContaining({ code: 'ENOENT' }))
  })
})

describe('a file that cannot be used', () => {
  it('in a folder that does not exist, or a folder itself, cannot be opened', async () => {
    await expect(sqliteStore(temporaryFile('no/such/folder.db')).migrate()).rejects.toMatchObject(
      failed('cannot-open'),
    )
    const folder = temporaryFile('folder')
    mkdirSync(folder)
    await expect(sqliteStore(folder).migrate()).rejects.toMatchObject(failed('cannot-open'))
  })

  it('that is no database is refused and left alone', async () => {
    const path = temporaryFile()
    const text = 'Ceci n’est pas une base de données. '.repeat(100)
    writeFileSync(path, text)
    await expect(sqliteStore(path).migrate()).rejects.toMatchObject(failed('corrupt'))
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it('with a damaged head is corrupt', async () => {
    const path = await filled()
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0xa5, 0, 100))
    await expect(sqliteStore(path).migrate()).rejects.toMatchObject(failed('corrupt'))
  })

  it('with damaged pages is corrupt for whoever reads or writes them', async () => {
    const path = await filled()
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0xa5, 4096 * 2))
    const reading = opened(path).then((store) => store.listReviews({ limit: 500 }))
    await expect(reading).rejects.toMatchObject(failed('corrupt'))
    const writing = opened(path).then((store) => store.commit(inserting(sampleReview())))
    await expect(writing).rejects.toMatchObject(failed('corrupt'))
  })

  it('cut short is corrupt', async () => {
    const path = await filled()
    truncateSync(path, 4096 * 5)
    const outcome = opened(path).then((store) => store.listReviews({ limit: 500 }))
    await expect(outcome).rejects.toMatchObject(failed('corrupt'))
  })

  it('with a review whose body was destroyed says so instead of inventing one', async () => {
    const path = temporaryFile()
    const store = await opened(path)
    const review = sampleReview()
    await store.commit(inserting(review))
    const db = new DatabaseSync(path)
    db.exec("update reviews set body = '{'")
    db.close()
    await expect(store.getReview(review.id)).rejects.toMatchObject(failed('corrupt'))
  })

  it('made by a newer version is refused, and not touched', async () => {
    const path = await filled()
    const db = new DatabaseSync(path)
    db.exec("insert into schema_version values (999, '2030-01-01')")
    db.close()
    await expect(sqliteStore(path).migrate()).rejects.toMatchObject(failed('newer-schema'))
    const again = new DatabaseSync(path)
    expect(again.prepare('select count(*) as count from reviews').get()).toMatchObject({ count: 200 })
    again.close()
  })

  it('can be migrated once the fault is gone, with the same store', async () => {
    const path = temporaryFile()
    mkdirSync(path)
    const store = sqliteStore(path)
    await expect(store.migrate()).rejects.toMatchObject(failed('cannot-open'))
    rmSync(path, { recursive: true })
    await store.migrate()
    expect(await store.commit({ entries: [sampleEntry()] })).toBe('committed')
    await store.close()
  })
})

describe('a read-only database', () => {
  it('is read, and refuses every change with the reason', async () => {
    const path = await filled()
    const keeper = await opened(path)
    const store = await opened(`file:${path}?mode=ro`)
    expect(await store.countReviews({})).toBe(200)
    await expect(store.commit(inserting(sampleReview()))).rejects.toMatchObject(failed('read-only'))
    const draft = { reviewId: 'r', reviewerId: 'a', body: '1', at: '2026-11-24T09:00:00.000Z' }
    await expect(store.putDraft(draft)).rejects.toMatchObject(failed('read-only'))
    expect(await keeper.countReviews({})).toBe(200)
  })

  it('that has no tables yet cannot get any', async () => {
    const path = temporaryFile()
    new DatabaseSync(path).close()
    writeFileSync(path, '')
    await expect(sqliteStore(`file:${path}?mode=ro`).migrate()).rejects.toMatchObject(failed('read-only'))
  })

  it.each([
    ['the file', 0o444, 0o777],
    ['the folder and the file', 0o444, 0o555],
  ])('by the rights on %s refuses a process without them', async (_, fileMode, folderMode) => {
    const path = await filled()
    chmodSync(path, fileMode)
    chmodSync(dirname(path), folderMode)
    onTestFinished(() => chmodSync(dirname(path), 0o777))
    // The superuser may write everything, so somebody else tries.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined
    const child = startChild('worker', [path, 'commit', 'a'], user)
    await child.finish()
    expect(child.lines.slice(0, 1)).toEqual(['ERR_STORE_FAILED read-only'])
  })
})

describe('a database locked by another process', () => {
  it('makes a change wait without stopping this process, then fail with nothing written', async () => {
    const path = temporaryFile()
    const store = await opened(path, 250)
    const holder = startChild('lock-holder', [path])
    await holder.printed(1)
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await expect(store.commit(inserting(sampleReview()))).rejects.toMatchObject(busy)
    clearInterval(timer)
    // It takes turns only while nothing blocks: each wait of SQLite itself is one turn at most.
    expect(turns).toBeGreaterThan(5)
    expect(await store.countReviews({})).toBe(0)
    await expect(
      store.claimNext({ roles: ['x'], now: '', notRequestedBy: 'a' }, () => undefined),
    ).resolves.toBe(undefined)
    expect(await holder.finish()).toBe(0)
    expect(await store.commit(inserting(sampleReview()))).toBe('committed')
    expect(await store.countPending()).toBe(1)
  })

  it('lets every change through that waited, once the lock is gone', async () => {
    const path = temporaryFile()
    const store = await opened(path, 20_000)
    const holder = startChild('lock-holder', [path])
    await holder.printed(1)
    const waiting = Array.from({ length: 30 }, () => store.commit(inserting(sampleReview())))
    await new Promise((resolve) => setImmediate(resolve))
    await holder.finish()
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['committed']))
    expect(await store.countReviews({})).toBe(30)
  })

  it('is busy for reading and opening too when the other one holds everything', async () => {
    const path = await filled()
    const holder = startChild('lock-holder', [path, 'everything'])
    await holder.printed(1)
    const store = sqliteStore({ path, busyTimeoutMs: 50 })
    await expect(store.migrate()).rejects.toMatchObject(busy)
    await holder.finish()
    await store.migrate()
    expect(await store.countReviews({})).toBe(200)
    await store.close()
  })

  it('is opened as soon as another process lets it, as when two start on one file', async () => {
    const path = await filled()
    const holder = startChild('lock-holder', [path, 'everything'])
    await holder.printed(1)
    const store = sqliteStore({ path, busyTimeoutMs: 20_000 })
    const opening = store.migrate()
    await holder.finish()
    await opening
    expect(await store.countReviews({})).toBe(200)
    await store.close()
  })

  it('is closed after what was accepted has met its end, however long that takes', async () => {
    const path = temporaryFile()
    const store = await opened(path, 100)
    const holder = startChild('lock-holder', [path])
    await holder.printed(1)
    const write = expect(store.commit(inserting(sampleReview()))).rejects.toMatchObject(busy)
    await store.close()
    await write
    await holder.finish()
  })
})
