import assert from 'node:assert/strict'
import { leafHash, rootOf, treeBuilder } from '../../journal/merkle-tree.js'
import { type StoreUnderTest, sceneRunner } from './runner.js'
import { sampleEntry, sealUnsigned } from './samples.js'

/** Sequencing, reading and watching. */
export function journalConformance(under: StoreUnderTest): void {
  const it = sceneRunner(under)

  it('gives entries their place in the order they were committed, in batches, with every node of the tree', async ({
    store,
  }) => {
    const entries = Array.from({ length: 21 }, (_, index) => sampleEntry(`é${index}`))
    for (const entry of entries) await store.commit({ entries: [entry] })
    assert.equal(await store.sequence(8, sealUnsigned), 8)
    assert.equal(await store.countPending(), 13)
    assert.equal(await store.sequence(8, sealUnsigned), 8)
    assert.equal(await store.sequence(8, sealUnsigned), 5)
    assert.equal(await store.sequence(8, sealUnsigned), 0)
    const read = await store.readJournal({ from: 0, limit: 100 })
    assert.deepEqual(
      read.map(({ id, text, index }) => ({ id, text, index })),
      entries.map((entry, index) => ({ ...entry, index })),
    )
    for (const { text, leafHash: stored } of read)
      assert.deepEqual(Buffer.from(stored), Buffer.from(leafHash(text)))
    const tree = treeBuilder({ size: 0, hashes: [] })
    for (const { text } of entries) tree.append(leafHash(text), () => undefined)
    const frontier = await store.frontier()
    assert.equal(frontier.size, 21)
    assert.deepEqual(Buffer.from(rootOf(frontier)), Buffer.from(rootOf(tree.frontier())))
    assert.deepEqual(
      (await store.readCheckpoints({ fromSize: 9, limit: 10 })).map(({ size }) => size),
      [16, 21],
    )
    assert.equal((await store.latestCheckpoint())?.note, 'size 21')
  })

  it('reads ranges, single entries and nodes, and says what is not there', async ({ store }) => {
    assert.deepEqual(await store.frontier(), { size: 0, hashes: [] })
    assert.equal(await store.latestCheckpoint(), undefined)
    const entries = Array.from({ length: 5 }, () => sampleEntry())
    for (const entry of entries) await store.commit({ entries: [entry] })
    assert.equal(await store.findEntry(entries[3]?.id ?? ''), undefined)
    await store.sequence(10, sealUnsigned)
    assert.equal((await store.findEntry(entries[3]?.id ?? ''))?.index, 3)
    assert.deepEqual(
      (await store.readJournal({ from: 2, limit: 2 })).map(({ index }) => index),
      [2, 3],
    )
    assert.deepEqual(await store.readJournal({ from: 5, limit: 2 }), [])
    const [root, missing] = await store.readNodes([
      { level: 2, index: 0 },
      { level: 2, index: 1 },
    ])
    assert.equal(root?.length, 32)
    assert.equal(missing, undefined)
  })

  it('leaves everything as it was when sealing fails, and passes the failure on', async ({ store }) => {
    await store.commit({ entries: [sampleEntry()] })
    const failure = new Error('no key')
    await assert.rejects(
      store.sequence(10, () => {
        throw failure
      }),
      failure,
    )
    assert.equal(await store.countPending(), 1)
    assert.equal(await store.sequence(10, sealUnsigned), 1)
  })

  it('lets two sequencers work side by side without a gap, a double or a fork', async ({ store, other }) => {
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        (index % 2 === 0 ? store : other).commit({ entries: [sampleEntry()] }),
      ),
    )
    const work = async (own: typeof store): Promise<void> => {
      while ((await own.sequence(7, sealUnsigned)) > 0);
    }
    await Promise.all([work(store), work(other)])
    const read = await store.readJournal({ from: 0, limit: 1000 })
    assert.deepEqual(
      read.map(({ index }) => index),
      Array.from({ length: 200 }, (_, index) => index),
    )
    assert.equal(new Set(read.map(({ id }) => id)).size, 200)
    const whole = sealUnsigned(read, { size: 0, hashes: [] })
    assert.deepEqual(Buffer.from(rootOf(await store.frontier())), Buffer.from(whole.checkpoint.rootHash))
  })

  it('tells a listener of its own commits and of another store’s, until it is told to stop', async ({
    store,
    other,
  }) => {
    const heard = (): { readonly next: () => Promise<void>; readonly stop: () => void } => {
      let wake: () => void = () => undefined
      const stop = store.watch(() => wake())
      return {
        next: () =>
          new Promise((resolve) => {
            wake = resolve
          }),
        stop,
      }
    }
    const ear = heard()
    const own = ear.next()
    await store.commit({ entries: [sampleEntry()] })
    await own
    const foreign = ear.next()
    await other.commit({ entries: [sampleEntry()] })
    await foreign
    ear.stop()
  })

  it('tells every listener, none of them after it was stopped', async ({ store, other }) => {
    let stopped = 0
    const stop = store.watch(() => stopped++)
    const twice = (): void => undefined
    store.watch(twice)()
    stop()
    const heard = new Promise<void>((resolve) => other.watch(resolve))
    await store.commit({ entries: [sampleEntry()] })
    await heard
    assert.equal(stopped, 0)
    // One listener may stop another while both are being told.
    let stopLater = (): void => undefined
    const first = new Promise<void>((resolve) =>
      store.watch(() => {
        stopLater()
        resolve()
      }),
    )
    stopLater = store.watch(() => stopped++)
    await store.commit({ entries: [sampleEntry()] })
    await first
    assert.equal(stopped, 0)
  })

  it('does not lose a commit that comes right after the listener was added', async ({ store, other }) => {
    for (let round = 0; round < 5; round++) {
      let stop = (): void => undefined
      const heard = new Promise<void>((resolve) => {
        stop = other.watch(resolve)
      })
      await store.commit({ entries: [sampleEntry()] })
      await heard
      stop()
    }
  })

  it('keeps the exact bytes of an entry, whatever they are', async ({ store, other }) => {
    const texts = ['{"a":"é\u{1f600}\u202e"}', '{"a":"e\u0301"}', '  { } ', `{"a":"${'x'.repeat(200_000)}"}`]
    const entries = texts.map((text) => ({ ...sampleEntry(), text }))
    for (const entry of entries) await store.commit({ entries: [entry] })
    await store.sequence(10, sealUnsigned)
    const read = await other.readJournal({ from: 0, limit: 10 })
    assert.deepEqual(
      read.map(({ id, text }) => ({ id, text })),
      entries,
    )
  })
}
