import { DatabaseSync } from 'node:sqlite'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { expectAll, journalIds } from './acknowledged.js'
import { startChild } from './children.js'
import { temporaryFile } from './files.js'

async function opened(path: string): Promise<Store> {
  const store = sqliteStore(path)
  await store.migrate()
  onTestFinished(() => store.close())
  return store
}

describe('several processes on one SQLite file', () => {
  it('two create the file, migrate it and write at the same moment without losing anything', async () => {
    const path = temporaryFile()
    const children = ['a', 'b'].map((name) => startChild('worker', [path, 'commit', name]))
    expect(await Promise.all(children.map((child) => child.ended()))).toEqual([0, 0])
    const lines = children.flatMap((child) => child.lines)
    expect(lines).toHaveLength(200)
    const store = await opened(path)
    await expectAll(store, lines)
    expect(await journalIds(store)).toHaveLength(200)
  })

  it('two write while two others hand out reviews: nothing is lost, nothing is handed out twice', async () => {
    const path = temporaryFile()
    await opened(path)
    const writers = ['a', 'b'].map((name) => startChild('worker', [path, 'commit', name]))
    const takers = ['c', 'd'].map((name) => startChild('worker', [path, 'claim', name]))
    expect(await Promise.all(writers.map((child) => child.ended()))).toEqual([0, 0])
    expect(await Promise.all(takers.map((child) => child.finish()))).toEqual([0, 0])
    const written = writers.flatMap(({ lines }) => lines.map((line) => line.split(' ')[0]))
    const taken = takers.flatMap(({ lines }) => lines)
    expect(taken).toHaveLength(200)
    expect(new Set(taken)).toEqual(new Set(written))
  })

  it('four write at once, and this process is told', async () => {
    const path = temporaryFile()
    const store = await opened(path)
    const heard = new Promise<void>((resolve) => store.watch(resolve))
    const children = ['a', 'b', 'c', 'd'].map((name) => startChild('worker', [path, 'commit', name]))
    await heard
    expect(await Promise.all(children.map((child) => child.ended()))).toEqual([0, 0, 0, 0])
    await expectAll(
      store,
      children.flatMap((child) => child.lines),
    )
    expect(await store.countReviews({})).toBe(400)
  })

  it('killed with SIGKILL in the middle of commits, leaves everything it had acknowledged', async () => {
    const path = temporaryFile()
    const acknowledged: string[] = []
    for (const count of [1, 30, 77, 150]) {
      const child = startChild('worker', [path, 'endless', `until-${count}`])
      await child.printed(count)
      child.process.kill('SIGKILL')
      await child.ended()
      acknowledged.push(...child.lines.filter((line) => line.length === 73))
    }
    const store = await opened(path)
    await expectAll(store, acknowledged)
    // No half of a write: a review without its entry, or an entry without its review.
    expect(await store.countReviews({})).toBe((await journalIds(store)).length)
    const db = new DatabaseSync(path)
    expect(db.prepare('pragma integrity_check').get()).toMatchObject({ integrity_check: 'ok' })
    db.close()
  })
})
