import assert from 'node:assert/strict'
import type { Review } from '../../review/review.js'
import type { ClaimQuery, Store } from '../../store/store.js'
import { type StoreUnderTest, sceneRunner } from './runner.js'
import { inserting, moment, moving, samplePayload, sampleReview } from './samples.js'

const asking: ClaimQuery = { roles: ['instructeur'], now: moment(0), notRequestedBy: 'alice' }

function claimBy(by: string): (review: Review) => ReturnType<typeof moving> {
  return (review) => moving(review, { status: 'claimed', by, until: moment(30) })
}

async function fill(store: Store, reviews: readonly Review[]): Promise<void> {
  for (const review of reviews) assert.equal(await store.commit(inserting(review)), 'committed')
}

/** Lists, counts, timers and claims. */
export function queueConformance(under: StoreUnderTest): void {
  const it = sceneRunner(under)

  it('lists the most urgent first, then the oldest, page by page without loss or repetition', async ({
    store,
  }) => {
    const reviews = Array.from({ length: 25 }, (_, index) => sampleReview({ due: (index * 7) % 5 }))
    await fill(store, reviews)
    const expected = [...reviews]
      .sort((a, b) => (a.dueAt + a.id < b.dueAt + b.id ? -1 : 1))
      .map((review) => review.id)
    const seen: string[] = []
    for (let after: { dueAt: string; id: string } | undefined; ; ) {
      const page = await store.listReviews({ limit: 4, ...(after === undefined ? {} : { after }) })
      seen.push(...page.map((review) => review.id))
      const last = page.at(-1)
      if (last === undefined) break
      after = { dueAt: last.dueAt, id: last.id }
    }
    assert.deepEqual(seen, expected)
  })

  it('filters by state, system, role, holder, case and date, and counts the same', async ({ store }) => {
    const free = sampleReview({ subject: 'PC 033 Écluse', due: 10 })
    const claimed = sampleReview({
      state: { status: 'claimed', by: 'alice', until: moment(30) },
      systemId: 'voirie',
      due: 20,
    })
    const escalated = sampleReview({ role: 'juriste', escalated: true, due: 30 })
    await fill(store, [free, claimed, escalated])
    const cases = [
      [{ statuses: ['pending'] as const }, [free, escalated]],
      [{ systemIds: ['voirie', 'autre'] }, [claimed]],
      [{ roles: ['instructeur'] }, [free, claimed]],
      [{ roles: ['supervisor'] }, [escalated]],
      [{ roles: [] }, []],
      [{ claimedBy: 'alice' }, [claimed]],
      [{ search: 'pc 033 éCLUSE' }, [free]],
      [{ dueBefore: moment(20) }, [free]],
    ] as const
    for (const [filter, expected] of cases) {
      assert.deepEqual(
        (await store.listReviews({ ...filter, limit: 10 })).map((review) => review.id),
        expected.map((review) => review.id),
      )
      assert.equal(await store.countReviews(filter), expected.length)
    }
  })

  it('tells which reviews something is due for, and when the next thing is', async ({ store }) => {
    const [soon, later, never] = [sampleReview(), sampleReview(), sampleReview()]
    await store.commit(inserting(later, moment(20)))
    await store.commit(inserting(soon, moment(10)))
    await store.commit(inserting(never, null))
    assert.equal(await store.nextTimer(), moment(10))
    assert.deepEqual(await store.listTimers(moment(9), 10), [])
    assert.deepEqual(
      (await store.listTimers(moment(20), 10)).map((review) => review.id),
      [soon.id, later.id],
    )
    assert.deepEqual(
      (await store.listTimers(moment(20), 1)).map((review) => review.id),
      [soon.id],
    )
  })

  it('hands the most urgent free review to who asks: not one’s own request, nor another role’s, nor one that is held', async ({
    store,
  }) => {
    const own = sampleReview({ due: 1, requester: 'alice' })
    const foreign = sampleReview({ due: 2, role: 'juriste' })
    const held = sampleReview({ due: 3, state: { status: 'claimed', by: 'bruno', until: moment(5) } })
    const lapsed = sampleReview({ due: 4, state: { status: 'claimed', by: 'bruno', until: moment(0) } })
    const free = sampleReview({ due: 5 })
    await fill(store, [free, lapsed, held, foreign, own])
    assert.equal((await store.claimNext(asking, claimBy('alice')))?.id, lapsed.id)
    assert.equal((await store.claimNext(asking, claimBy('alice')))?.id, free.id)
    assert.equal(await store.claimNext(asking, claimBy('alice')), undefined)
    assert.deepEqual((await store.getReview(free.id))?.state, {
      status: 'claimed',
      by: 'alice',
      until: moment(30),
    })
  })

  it('passes over what the caller passes over, however many', async ({ store }) => {
    const reviews = Array.from({ length: 50 }, (_, index) => sampleReview({ due: index }))
    await fill(store, reviews)
    const last = reviews.at(-1)
    const claimed = await store.claimNext(asking, (review) =>
      review.id === last?.id ? claimBy('alice')(review) : undefined,
    )
    assert.equal(claimed?.id, last?.id)
    assert.equal(await store.claimNext(asking, () => undefined), undefined)
  })

  it('passes over reviews on which the person has voted, and nobody else’s', async ({ store }) => {
    const vote = { outcome: 'approved', role: 'instructeur', at: moment(0), binding: 'b', seal: 's' } as const
    const voted = { ...sampleReview({ due: 1 }), votes: [{ ...vote, by: 'alice', content: samplePayload }] }
    const free = { ...sampleReview({ due: 2 }), votes: [{ ...vote, by: 'bruno', content: samplePayload }] }
    await fill(store, [voted, free])
    assert.equal((await store.claimNext(asking, claimBy('alice')))?.id, free.id)
    assert.equal(await store.claimNext(asking, claimBy('alice')), undefined)
    assert.equal(
      (await store.claimNext({ ...asking, notRequestedBy: 'bruno' }, claimBy('bruno')))?.id,
      voted.id,
    )
  })

  it('hands escalated reviews to the escalation role too, and only the systems asked for', async ({
    store,
  }) => {
    const open = sampleReview({ due: 1 })
    const escalated = sampleReview({ due: 2, escalated: true, systemId: 'voirie' })
    await fill(store, [open, escalated])
    const supervisor = { ...asking, roles: ['supervisor'] }
    const elsewhere = { ...supervisor, systemIds: ['aide-logement'] }
    assert.equal(await store.claimNext(elsewhere, claimBy('denis')), undefined)
    assert.equal(await store.claimNext({ ...supervisor, systemIds: [] }, claimBy('denis')), undefined)
    assert.equal(await store.claimNext({ ...supervisor, roles: [] }, claimBy('denis')), undefined)
    const here = { ...supervisor, systemIds: ['voirie'] }
    assert.equal((await store.claimNext(here, claimBy('denis')))?.id, escalated.id)
    assert.equal(await store.claimNext(supervisor, claimBy('denis')), undefined)
    const both = { ...asking, roles: ['supervisor', 'instructeur'] }
    assert.equal((await store.claimNext(both, claimBy('denis')))?.id, open.id)
  })

  it('never hands one review to two people, from two stores at once', async ({ store, other }) => {
    await fill(
      store,
      Array.from({ length: 40 }, (_, index) => sampleReview({ due: index })),
    )
    const taken = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (index % 2 === 0 ? store : other).claimNext(
          { ...asking, notRequestedBy: `agent-${index}` },
          claimBy(`agent-${index}`),
        ),
      ),
    )
    const ids = taken.filter((review) => review !== undefined).map((review) => review.id)
    assert.equal(ids.length, 40)
    assert.equal(new Set(ids).size, 40)
  })

  it('hands messages out once until they are due again, and forgets those that are done', async ({
    store,
    other,
  }) => {
    const review = sampleReview()
    const outbox = [1, 2, 3].map((minute) => ({
      id: `m${minute}`,
      reviewId: review.id,
      topic: 'decision',
      availableAt: moment(minute),
      attempts: 0,
    }))
    await store.commit({ ...inserting(review), outbox })
    const query = { now: moment(2), hideUntil: moment(10), limit: 10 }
    const [first, second] = await Promise.all([store.takeOutbox(query), other.takeOutbox(query)])
    assert.deepEqual([...first, ...second].map(({ id, attempts }) => [id, attempts]).sort(), [
      ['m1', 1],
      ['m2', 1],
    ])
    await store.settleOutbox('m1', { done: true })
    await store.settleOutbox('m2', { retryAt: moment(5), error: 'ERR' })
    const again = await other.takeOutbox({ now: moment(5), hideUntil: moment(20), limit: 10 })
    assert.deepEqual(again.map(({ id, attempts }) => [id, attempts]).sort(), [
      ['m2', 2],
      ['m3', 1],
    ])
    assert.deepEqual(await store.takeOutbox({ now: moment(19), hideUntil: moment(30), limit: 10 }), [])
    assert.equal((await store.takeOutbox({ now: moment(20), hideUntil: moment(30), limit: 1 })).length, 1)
  })
}
