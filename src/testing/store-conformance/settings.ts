import assert from 'node:assert/strict'
import { type StoreUnderTest, sceneRunner } from './runner.js'
import { inserting, moment, sampleEntry, sampleReview } from './samples.js'

/** What people set while the guard runs, and messages by topic. */
export function settingConformance(under: StoreUnderTest): void {
  const it = sceneRunner(under)
  const setting = (id: string, version: number, body = `{"v":${version}}`) => ({
    kind: 'suspension',
    id,
    version,
    body,
  })

  it('keeps the last version of a setting, for every store on the database', async ({ store, other }) => {
    assert.equal(await store.getSetting('suspension', 'a'), undefined)
    assert.deepEqual(await store.listSettings('suspension'), [])
    await store.commit({ entries: [sampleEntry()], setting: setting('b', 1) })
    await store.commit({ entries: [sampleEntry()], setting: setting('a', 1) })
    assert.equal(await other.commit({ entries: [sampleEntry()], setting: setting('a', 2) }), 'committed')
    await store.commit({ entries: [sampleEntry()], setting: { ...setting('a', 1), kind: 'other' } })
    assert.deepEqual(await store.getSetting('suspension', 'a'), setting('a', 2))
    assert.deepEqual(await other.listSettings('suspension'), [setting('a', 2), setting('b', 1)])
  })

  it('lets exactly one of several changes on the same setting through, with everything that comes with it', async ({
    store,
    other,
  }) => {
    for (const version of [1, 2]) {
      const results = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          (index % 2 === 0 ? store : other).commit({
            entries: [sampleEntry()],
            setting: setting('a', version, `"${version}-${index}"`),
          }),
        ),
      )
      assert.equal(results.filter((result) => result === 'committed').length, 1)
      assert.equal(results.filter((result) => result === 'setting-moved').length, 5)
      const body = `"${version}-${results.indexOf('committed')}"`
      assert.deepEqual(await store.getSetting('suspension', 'a'), setting('a', version, body))
    }
    const review = sampleReview()
    assert.equal(await store.commit({ ...inserting(review), setting: setting('a', 2) }), 'setting-moved')
    assert.equal(await store.getReview(review.id), undefined)
    assert.equal(await store.countPending(), 2)
  })

  it('hands out the messages of one topic, and leaves the others', async ({ store }) => {
    const message = (id: string, topic: string) => ({
      id,
      reviewId: 'r',
      topic,
      availableAt: moment(0),
      attempts: 0,
    })
    await store.commit({
      entries: [sampleEntry()],
      outbox: [message('m1', 'decision'), message('m2', 'other')],
    })
    const query = { now: moment(0), hideUntil: moment(1), limit: 10 }
    const taken = await store.takeOutbox({ ...query, topic: 'other' })
    assert.deepEqual(
      taken.map(({ id }) => id),
      ['m2'],
    )
    assert.deepEqual(await store.takeOutbox({ ...query, topic: 'none' }), [])
    assert.deepEqual(
      (await store.takeOutbox(query)).map(({ id }) => id),
      ['m1'],
    )
  })
}
