import { postgresStore } from 'garde-fou/postgres'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { sampleEntry, sealUnsigned } from '../../src/testing/store-conformance/samples.js'
import { connected, databaseOfFile, freshSchema } from '../support/postgres.js'
import { expectAll, journalIds } from './acknowledged.js'
import { startChild } from './children.js'

const database = databaseOfFile()

interface Place {
  readonly url: string
  readonly schema: string
  /** Both, for a worker. */
  readonly path: string
}

async function place(): Promise<Place> {
  const [url, schema] = [await database(), freshSchema()]
  return { url, schema, path: `${url}#${schema}` }
}

async function opened({ url, schema }: Place): Promise<Store> {
  const store = postgresStore({ connectionString: url, schema, maxConnections: 4 })
  await store.migrate()
  onTestFinished(() => store.close())
  return store
}

describe('several processes on one PostgreSQL database', () => {
  it('two create the tables and write at the same moment without losing anything', async () => {
    const at = await place()
    const children = ['a', 'b'].map((name) => startChild('worker', [at.path, 'commit', name]))
    expect(await Promise.all(children.map((child) => child.ended()))).toEqual([0, 0])
    const lines = children.flatMap((child) => child.lines)
    expect(lines).toHaveLength(200)
    const store = await opened(at)
    await expectAll(store, lines)
    expect(await journalIds(store)).toHaveLength(200)
  })

  it('two write while two others hand out reviews: nothing is lost, nothing is handed out twice', async () => {
    const at = await place()
    await opened(at)
    const writers = ['a', 'b'].map((name) => startChild('worker', [at.path, 'commit', name]))
    const takers = ['c', 'd'].map((name) => startChild('worker', [at.path, 'claim', name]))
    expect(await Promise.all(writers.map((child) => child.ended()))).toEqual([0, 0])
    expect(await Promise.all(takers.map((child) => child.finish()))).toEqual([0, 0])
    const written = writers.flatMap(({ lines }) => lines.map((line) => line.split(' ')[0]))
    const taken = takers.flatMap(({ lines }) => lines)
    expect(taken).toHaveLength(200)
    expect(new Set(taken)).toEqual(new Set(written))
  })

  it('three write at once, and this process is told', async () => {
    const at = await place()
    const store = await opened(at)
    const heard = new Promise<void>((resolve) => store.watch(resolve))
    const children = ['a', 'b', 'c'].map((name) => startChild('worker', [at.path, 'commit', name]))
    await heard
    expect(await Promise.all(children.map((child) => child.ended()))).toEqual([0, 0, 0])
    expect(await store.countReviews({})).toBe(300)
  })

  it('killed with SIGKILL in the middle of commits, leaves everything it had acknowledged, and no half of a write', async () => {
    const at = await place()
    const acknowledged: string[] = []
    for (const count of [1, 30, 77, 150]) {
      const child = startChild('worker', [at.path, 'endless', `until-${count}`])
      await child.printed(count)
      child.process.kill('SIGKILL')
      await child.ended()
      acknowledged.push(...child.lines.filter((line) => line.length === 73))
    }
    const store = await opened(at)
    await expectAll(store, acknowledged)
    // Statements of a process that is gone may still be at work: the lock on all of them waits for their end.
    const client = await connected(at.url)
    await client.query(`begin; lock table ${at.schema}.reviews in exclusive mode; commit`)
    expect(await store.countReviews({})).toBe((await journalIds(store)).length)
  })

  it('whose connections are cut again and again carry on: each write is done once', async () => {
    const at = await place()
    const children = ['a', 'b'].map((name) => startChild('worker', [at.path, 'commit', name]))
    const store = await opened(at)
    const killer = await connected(at.url)
    let running = true
    const all = Promise.all(children.map((child) => child.ended())).finally(() => {
      running = false
    })
    for (let seen = 0; running; ) {
      // Between two cuts something gets done, so that this ends.
      const more = children.map((child) => child.printed(seen + 8))
      await Promise.any([...more, all])
      seen = Math.max(...children.map(({ lines }) => lines.length))
      await killer.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
    }
    expect(await all).toEqual([0, 0])
    const lines = children.flatMap((child) => child.lines)
    expect(lines).toHaveLength(200)
    await expectAll(store, lines)
    expect(await journalIds(store)).toHaveLength(200)
    expect(await store.countReviews({})).toBe(200)
  })
})

describe('a sequencer that holds the lock', () => {
  async function held(): Promise<{ readonly store: Store; readonly child: ReturnType<typeof startChild> }> {
    const at = await place()
    const store = await opened(at)
    for (let count = 0; count < 10; count++) await store.commit({ entries: [sampleEntry()] })
    const child = startChild('sequencer', [at.url, at.schema])
    await child.printed(1)
    return { store, child }
  }

  it('and dies is followed by the next at once', async () => {
    const { store, child } = await held()
    const next = store.sequence(100, sealUnsigned)
    child.process.kill('SIGKILL')
    expect(await next).toBe(10)
    await child.ended()
    expect((await store.frontier()).size).toBe(10)
  })

  it('and hangs is followed by the next in a while, and writes nothing when it wakes up', async () => {
    const { store, child } = await held()
    expect(await store.sequence(100, sealUnsigned)).toBe(10)
    await store.commit({ entries: [sampleEntry()] })
    child.process.stdin.write('x')
    expect(await child.ended()).toBe(0)
    // It lost its transaction, and sequences only what was new.
    expect(child.lines.slice(1)).toEqual(['sequenced 1'])
    const entries = await store.readJournal({ from: 0, limit: 100 })
    expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: 11 }, (_, index) => index))
    expect((await store.readCheckpoints({ fromSize: 0, limit: 10 })).map(({ size }) => size)).toEqual([
      10, 11,
    ])
  })
})
