import assert from 'node:assert/strict'
import type { PendingEntry } from '../../journal/tree-types.js'
import type { FactRow } from '../../store/fact-row.js'
import { type StoreUnderTest, sceneRunner } from './runner.js'
import { inserting, moment, moving, sampleEntry, samplePayload, sampleReview } from './samples.js'

/** Atomic writes, versions, idempotency keys, payloads and drafts. */
export function commitConformance(under: StoreUnderTest): void {
  const it = sceneRunner(under)

  it('stores change, entry, payload, message and command together, and another store sees them', async ({
    store,
    other,
  }) => {
    const review = sampleReview({ subject: 'PC 033' })
    const payload = {
      id: 'p1',
      kind: 'case',
      reviewId: review.id,
      subject: 'PC 033',
      salt: 's',
      body: '{"a":"é\u{1f600}"}',
      createdAt: moment(0),
    } as const
    const command = { key: 'k1', fingerprint: 'f', reviewId: review.id, version: 1 }
    const outbox = [{ id: 'm1', reviewId: review.id, topic: 'decision', availableAt: moment(0), attempts: 0 }]
    assert.equal(
      await store.commit({ ...inserting(review), payloads: [payload], outbox, command }),
      'committed',
    )
    assert.deepEqual(await other.getReview(review.id), review)
    assert.deepEqual(await other.getPayload('p1'), payload)
    assert.deepEqual(await other.getCommand('k1'), command)
    assert.equal(await other.countPending(), 1)
    assert.equal((await other.takeOutbox({ now: moment(0), hideUntil: moment(1), limit: 10 })).length, 1)
  })

  it('lets every other process see a write that only has to survive the end of this one', async ({
    store,
    other,
  }) => {
    const entry = sampleEntry()
    assert.equal(await store.commit({ entries: [entry], durability: 'process' }), 'committed')
    assert.equal(await other.countPending(), 1)
    const review = sampleReview()
    const [first, second] = await Promise.all([
      store.commit({ entries: [sampleEntry()], durability: 'process' }),
      store.commit(inserting(review)),
    ])
    assert.deepEqual([first, second], ['committed', 'committed'])
    await store.close()
    assert.equal(await other.countPending(), 3)
    assert.deepEqual(await other.getReview(review.id), review)
  })

  it('knows nothing of what was never written', async ({ store }) => {
    assert.equal(await store.getReview('none'), undefined)
    assert.equal(await store.getPayload('none'), undefined)
    assert.equal(await store.getCommand('none'), undefined)
    assert.equal(await store.getDraft('none', 'nobody'), undefined)
    assert.equal(await store.nextTimer(), undefined)
  })

  it('lets exactly one of two changes on the same version through, and writes nothing of the other', async ({
    store,
    other,
  }) => {
    const review = sampleReview()
    await store.commit(inserting(review))
    const one = moving(review, { status: 'claimed', by: 'alice', until: moment(30) })
    const two = {
      ...moving(review, { status: 'withdrawn', at: moment(1), why: samplePayload }),
      payloads: [
        {
          id: 'lost',
          kind: 'case',
          reviewId: review.id,
          salt: 's',
          body: '1',
          createdAt: moment(0),
        } as const,
      ],
    }
    const results = await Promise.all([store.commit(one), other.commit(two)])
    assert.deepEqual([...results].sort(), ['committed', 'review-moved'])
    const won = results[0] === 'committed' ? one : two
    assert.deepEqual(await store.getReview(review.id), won.review.next)
    assert.equal(await store.countPending(), 2)
    assert.equal((await store.getPayload('lost')) !== undefined, won === two)
  })

  it('lets one of several through that bring the same entry, as processes that notice the same moment do', async ({
    store,
    other,
  }) => {
    const review = sampleReview()
    await store.commit(inserting(review))
    const change = moving(review, { status: 'expired', at: moment(60) })
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? store : other).commit({ ...change })),
    )
    assert.equal(results.filter((result) => result === 'committed').length, 1)
    assert.equal(results.filter((result) => result === 'review-moved').length, 11)
    assert.equal(await other.countPending(), 2)
  })

  it('does not insert a review twice', async ({ store }) => {
    const review = sampleReview()
    await store.commit(inserting(review))
    assert.equal(await store.commit(inserting({ ...review, systemId: 'other' })), 'review-moved')
    assert.equal((await store.getReview(review.id))?.systemId, 'aide-logement')
  })

  it('carries a command out once, whoever repeats it', async ({ store, other }) => {
    const review = sampleReview()
    await store.commit(inserting(review))
    const command = { key: 'once', fingerprint: 'f', reviewId: review.id, version: 2 }
    const write = { ...moving(review, { status: 'claimed', by: 'alice', until: moment(30) }), command }
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? store : other).commit(write)),
    )
    assert.equal(results.filter((result) => result === 'committed').length, 1)
    assert.equal(results.filter((result) => result === 'duplicate-command').length, 19)
    assert.equal(await store.countPending(), 2)
  })

  it('keeps writers that wait together apart: one that is impossible does not undo the others', async ({
    store,
  }) => {
    const entry = sampleEntry()
    await store.commit({ entries: [entry] })
    const results = await Promise.allSettled([
      store.commit({ entries: [sampleEntry()] }),
      store.commit({ entries: [sampleEntry(), entry] }),
      store.commit({ entries: [sampleEntry()] }),
    ])
    assert.deepEqual(
      results.map((result) => result.status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    assert.equal(await store.countPending(), 3)
  })

  it('keeps one draft per person and review, the last one', async ({ store, other }) => {
    await store.putDraft({ reviewId: 'r', reviewerId: 'alice', body: '1', at: moment(0) })
    await other.putDraft({ reviewId: 'r', reviewerId: 'bruno', body: '2', at: moment(0) })
    await store.putDraft({ reviewId: 'r', reviewerId: 'alice', body: '3', at: moment(1) })
    assert.deepEqual(await other.getDraft('r', 'alice'), { body: '3', at: moment(1) })
    assert.deepEqual(await store.getDraft('r', 'bruno'), { body: '2', at: moment(0) })
    assert.equal(await store.countPending(), 0)
  })

  it('keeps the facts of decisions until they are taken back, and lists them latest first', async ({
    store,
    other,
  }) => {
    const fact = (reviewId: string, reviewerId: string, minute: number): FactRow => ({
      reviewId,
      reviewerId,
      systemId: 's',
      useId: 'u',
      at: moment(minute),
      body: `{"minute":${minute}}`,
    })
    const entries = (): [PendingEntry] => [sampleEntry()]
    const all = { from: moment(0), to: moment(100), limit: 10 }
    await store.commit({
      entries: entries(),
      facts: { put: [fact('r1', 'alice', 1), fact('r1', 'bruno', 2)] },
    })
    await other.commit({ entries: entries(), facts: { put: [fact('r2', 'alice', 3)] } })
    await store.commit({ entries: entries(), facts: { put: [fact('r2', 'alice', 4)] } })
    assert.deepEqual(await store.listFacts(all), [
      fact('r2', 'alice', 4),
      fact('r1', 'bruno', 2),
      fact('r1', 'alice', 1),
    ])
    assert.deepEqual(await other.listFacts({ ...all, reviewerId: 'bruno' }), [fact('r1', 'bruno', 2)])
    assert.deepEqual(await other.listFacts({ ...all, from: moment(2), to: moment(4) }), [
      fact('r1', 'bruno', 2),
    ])
    assert.deepEqual(await store.listFacts({ ...all, limit: 1 }), [fact('r2', 'alice', 4)])
    const count = (reviewerId: string, systemId = 's', limit = 10): Promise<number> =>
      other.countFacts({ reviewerId, systemId, limit })
    // A decision that is taken again is one decision.
    assert.equal(await count('alice'), 2)
    assert.equal(await count('alice', 's', 1), 1)
    assert.equal(await count('alice', 's', 0), 0)
    assert.equal(await count('bruno'), 1)
    assert.equal(await count('alice', 'another'), 0)
    assert.equal(await count('nobody'), 0)
    await store.commit({ entries: entries(), facts: { drop: { reviewId: 'r1', reviewerId: 'alice' } } })
    await store.commit({ entries: entries(), facts: { drop: { reviewId: 'r2' } } })
    assert.deepEqual(await other.listFacts(all), [fact('r1', 'bruno', 2)])
    assert.equal(await count('alice'), 0)
  })

  it('migrates again without harm, from several stores at once', async ({ store, other }) => {
    await store.commit({ entries: [sampleEntry()] })
    await Promise.all([store.migrate(), other.migrate(), store.migrate()])
    assert.equal(await other.countPending(), 1)
  })

  it('refuses everything once it is closed, after finishing what it had accepted', async ({
    store,
    other,
  }) => {
    const accepted = Array.from({ length: 50 }, () => store.commit({ entries: [sampleEntry()] }))
    await store.close()
    assert.deepEqual(new Set(await Promise.all(accepted)), new Set(['committed']))
    assert.equal(await other.countPending(), 50)
    await assert.rejects(store.commit({ entries: [sampleEntry()] }), {
      code: 'ERR_STORE_FAILED',
      reason: 'closed',
    })
    await assert.rejects(store.getReview('a'), { code: 'ERR_STORE_FAILED', reason: 'closed' })
  })

  it('treats hostile text as text', async ({ store }) => {
    const subject = `'; drop table reviews; -- %_\\ \u202e\u0000 ${'"'.repeat(3)}`
    const review = sampleReview({ subject })
    await store.commit(inserting(review))
    assert.equal((await store.getReview(review.id))?.subject, subject)
    assert.equal(await store.countReviews({ search: "'; DROP table" }), 1)
    assert.equal(await store.countReviews({ search: '%_\\' }), 1)
    assert.equal(await store.countReviews({ search: 'x%' }), 0)
  })
}
