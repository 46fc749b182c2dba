import assert from 'node:assert/strict'
import type { ClaimQuery, Store } from '../../store/store.js'
import { type StoreUnderTest, sceneRunner } from './runner.js'
import { inserting, moment, moving, sampleEntry, sampleReview, sealUnsigned } from './samples.js'

const FAILED = { code: 'ERR_STORE_FAILED' }
const ASKING: ClaimQuery = { roles: ['instructeur'], now: moment(0), notRequestedBy: 'alice' }

/** What must be refused, whole, with a typed error. */
export function refusalConformance(under: StoreUnderTest): void {
  const it = sceneRunner(under)

  it('refuses everything before it is migrated, and works once it is', async ({ untouched }) => {
    const store = await untouched()
    for (const call of everyMethod(store)) await assert.rejects(call, FAILED)
    await store.migrate()
    assert.equal(await store.commit({ entries: [sampleEntry()] }), 'committed')
  })

  it('refuses every method once it is closed; closing twice is one closing', async ({ more }) => {
    const store = await more()
    await Promise.all([store.close(), store.close()])
    for (const call of [...everyMethod(store), () => store.migrate()])
      await assert.rejects(call, { ...FAILED, reason: 'closed' })
    store.watch(() => undefined)()
  })

  it('refuses a limit that is not a whole number from 0', async ({ store }) => {
    await store.commit({ ...inserting(sampleReview(), moment(0)) })
    for (const limit of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      await assert.rejects(store.listReviews({ limit }), FAILED)
      await assert.rejects(store.listTimers(moment(1), limit), FAILED)
      await assert.rejects(store.readJournal({ from: 0, limit }), FAILED)
      await assert.rejects(store.readBacklog({ now: moment(0), limit }), FAILED)
      await assert.rejects(store.readCheckpoints({ fromSize: 0, limit }), FAILED)
      await assert.rejects(store.sequence(limit, sealUnsigned), FAILED)
      await assert.rejects(store.takeOutbox({ now: moment(0), hideUntil: moment(1), limit }), FAILED)
    }
    assert.equal(await store.countPending(), 1)
  })

  it('refuses a version that does not follow, and a write without a trace, and writes nothing', async ({
    store,
  }) => {
    const review = sampleReview()
    const { entries } = inserting(review)
    for (const next of [review, { ...review, version: 3 }]) {
      await assert.rejects(
        store.commit({ entries, review: { next, expectedVersion: 1, nextAt: null } }),
        FAILED,
      )
    }
    const untraced = { entries: [], payloads: [payload('p1', review.id)] }
    // Callers without types can do this.
    await assert.rejects(Reflect.apply(store.commit, store, [untraced]), FAILED)
    assert.equal(await store.getReview(review.id), undefined)
    assert.equal(await store.getPayload('p1'), undefined)
    assert.equal(await store.countPending(), 0)
  })

  it('refuses text that is not valid Unicode, which would come back altered', async ({ store }) => {
    const review = sampleReview()
    const write = inserting(review)
    const half = '\ud800'
    const entry = sampleEntry()
    for (const bad of [
      { ...write, entries: [{ id: entry.id, text: `"${half}"` }] as const },
      { ...write, payloads: [{ ...payload('p1', review.id), body: half }] },
      inserting({ ...review, subject: half }),
    ])
      await assert.rejects(store.commit(bad), FAILED)
    assert.equal(await store.getReview(review.id), undefined)
    assert.equal(await store.countPending(), 0)
    assert.equal(await store.getReview(half), undefined)
    assert.equal(await store.countReviews({ search: half }), 0)
  })

  it('undoes a write that breaks at its last row', async ({ store }) => {
    const review = sampleReview()
    await store.commit({ ...inserting(review), payloads: [payload('p1', review.id)] })
    const next = moving(review, { status: 'expired', at: moment(0) })
    const command = { key: 'k', fingerprint: 'f', reviewId: review.id, version: 2 }
    await assert.rejects(
      store.commit({ ...next, command, payloads: [payload('p2', review.id), payload('p1', review.id)] }),
      FAILED,
    )
    assert.deepEqual(await store.getReview(review.id), review)
    assert.equal(await store.getCommand('k'), undefined)
    assert.equal(await store.getPayload('p2'), undefined)
    assert.equal(await store.countPending(), 1)
    assert.equal(await store.commit({ ...next, command }), 'committed')
  })

  it('passes on what a claim throws and leaves the review free', async ({ store }) => {
    const review = sampleReview()
    await store.commit(inserting(review))
    const failure = new TypeError('a rule failed')
    const failing = store.claimNext(ASKING, () => {
      throw failure
    })
    const beside = store.commit({ entries: [sampleEntry()] })
    await assert.rejects(failing, failure)
    assert.equal(await beside, 'committed')
    assert.deepEqual(await store.getReview(review.id), review)
  })

  it('passes a review over when the claim’s write conflicts, and takes the next', async ({ store }) => {
    const [first, second] = [sampleReview({ due: 1 }), sampleReview({ due: 2 })]
    await store.commit(inserting(first))
    await store.commit(inserting(second))
    const claimed = await store.claimNext(ASKING, (review) =>
      moving(review.id === first.id ? { ...review, version: 7 } : review, {
        status: 'claimed',
        by: 'alice',
        until: moment(30),
      }),
    )
    assert.equal(claimed?.id, second.id)
    assert.deepEqual(await store.getReview(first.id), first)
    assert.equal(await store.countPending(), 3)
  })

  it('refuses what a sequencer sealed when it does not continue the journal', async ({ store }) => {
    await store.commit({ entries: [sampleEntry()] })
    await store.commit({ entries: [sampleEntry()] })
    const wrong: Parameters<Store['sequence']>[1][] = [
      (entries, frontier) => sealUnsigned(entries.slice(1), frontier),
      (entries, frontier) => sealUnsigned([...entries].reverse(), frontier),
      (entries, frontier) => sealUnsigned([...entries, sampleEntry()], frontier),
      (entries, frontier) => ({ ...sealUnsigned(entries, frontier), frontier }),
    ]
    for (const seal of wrong) await assert.rejects(store.sequence(10, seal), { code: 'ERR_JOURNAL_BROKEN' })
    assert.equal(await store.countPending(), 2)
    assert.equal(await store.latestCheckpoint(), undefined)
    assert.equal(await store.sequence(10, sealUnsigned), 2)
  })
}

function payload(
  id: string,
  reviewId: string,
): NonNullable<Parameters<Store['commit']>[0]['payloads']>[number] {
  return { id, kind: 'case', reviewId, salt: 's', body: '1', createdAt: moment(0) }
}

/** One call of each method that reads or writes. */
function everyMethod(store: Store): readonly (() => Promise<unknown>)[] {
  const page = { from: 0, limit: 1 }
  return [
    () => store.commit({ entries: [sampleEntry()] }),
    () => store.getReview('r'),
    () => store.listReviews({ limit: 1 }),
    () => store.listTerritories({}),
    () => store.countReviews({}),
    () => store.listTimers(moment(0), 1),
    () => store.nextTimer(),
    () => store.claimNext(ASKING, () => undefined),
    () => store.getPayload('p'),
    () => store.getCommand('k'),
    () => store.getPseudonyms('s', 'c'),
    () => store.getSetting('k', 'i'),
    () => store.listSettings('k'),
    () => store.putDraft({ reviewId: 'r', reviewerId: 'a', body: '1', at: moment(0) }),
    () => store.getDraft('r', 'a'),
    () => store.listFacts({ from: moment(0), to: moment(1), limit: 1 }),
    () => store.countFacts({ reviewerId: 'a', systemId: 's', limit: 1 }),
    () => store.takeOutbox({ now: moment(0), hideUntil: moment(1), limit: 1 }),
    () => store.settleOutbox('m', { done: true }),
    () => store.sequence(1, sealUnsigned),
    () => store.readJournal(page),
    () => store.countPending(),
    () => store.readBacklog({ now: moment(0), limit: 1 }),
    () => store.isMigrated(),
    () => store.readNodes([{ level: 0, index: 0 }]),
    () => store.findEntry('e'),
    () => store.frontier(),
    () => store.latestCheckpoint(),
    () => store.readCheckpoints({ fromSize: 0, limit: 1 }),
  ]
}
