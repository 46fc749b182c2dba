import assert from 'node:assert/strict'
import type { OpenReviews } from '../../store/backlog.js'
import { type StoreUnderTest, sceneRunner } from './runner.js'
import { inserting, moment, sampleEntry, sampleReview, sealUnsigned } from './samples.js'

function inOrder(rows: readonly OpenReviews[]): readonly OpenReviews[] {
  return [...rows].sort((one, other) =>
    `${one.systemId}/${one.status}` < `${other.systemId}/${other.status}` ? -1 : 1,
  )
}

/** How much waits, and whether the tables are fit. */
export function backlogConformance(under: StoreUnderTest): void {
  const it = sceneRunner(under)

  it('says that its tables are those of this version', async ({ store, other }) => {
    assert.deepEqual([await store.isMigrated(), await other.isMigrated()], [true, true])
  })

  it('counts what is open by system and state, with what is overdue and the oldest', async ({ store }) => {
    const first = sampleReview({ due: 5, systemId: 'voirie' })
    const claimed = sampleReview({ due: 1, state: { status: 'claimed', by: 'a', until: moment(9) } })
    const late = sampleReview({ due: 9 })
    const urgent = sampleReview({ due: 2 })
    const over = sampleReview({ due: 0, state: { status: 'expired', at: moment(0) } })
    for (const review of [first, claimed, late, urgent, over]) await store.commit(inserting(review))
    const backlog = await store.readBacklog({ now: moment(5), limit: 10 })
    const system = 'aide-logement'
    assert.deepEqual(inOrder(backlog.reviews), [
      { systemId: system, status: 'claimed', count: 1, overdue: 1, oldestId: claimed.id },
      { systemId: system, status: 'pending', count: 2, overdue: 1, oldestId: late.id },
      { systemId: 'voirie', status: 'pending', count: 1, overdue: 0, oldestId: first.id },
    ])
    assert.equal(backlog.allReviewsCounted, true)
  })

  it('counts the most urgent alone when there are more, and says so', async ({ store }) => {
    for (const due of [4, 3, 2, 1]) await store.commit(inserting(sampleReview({ due })))
    const backlog = await store.readBacklog({ now: moment(3), limit: 3 })
    assert.deepEqual(
      backlog.reviews.map(({ count, overdue }) => [count, overdue]),
      [[3, 2]],
    )
    assert.equal(backlog.allReviewsCounted, false)
  })

  it('counts messages by topic, those that were tried before too', async ({ store }) => {
    const review = sampleReview()
    const message = (id: string, topic: string) => ({
      id,
      reviewId: review.id,
      topic,
      availableAt: moment(1),
      attempts: 0,
    })
    const outbox = [message('a', 'decision'), message('b', 'decision'), message('c', 'other')]
    await store.commit({ ...inserting(review), outbox })
    await store.takeOutbox({ now: moment(1), hideUntil: moment(2), limit: 1, topic: 'decision' })
    const { messages } = await store.readBacklog({ now: moment(1), limit: 10 })
    assert.deepEqual(
      [...messages].sort((one, other) => (one.topic < other.topic ? -1 : 1)),
      [
        { topic: 'decision', count: 2, retried: 1 },
        { topic: 'other', count: 1, retried: 0 },
      ],
    )
  })

  it('tells which entry has waited longest for its place, and how many do', async ({ store }) => {
    const none = { reviews: [], allReviewsCounted: true, messages: [], entries: { count: 0 } }
    assert.deepEqual(await store.readBacklog({ now: moment(0), limit: 10 }), none)
    const [first, second] = [sampleEntry('first'), sampleEntry('second')]
    await store.commit({ entries: [first] })
    await store.commit({ entries: [second] })
    const waiting = await store.readBacklog({ now: moment(0), limit: 10 })
    assert.deepEqual(waiting.entries, { count: 2, oldest: first.text })
    await store.sequence(1, sealUnsigned)
    const then = await store.readBacklog({ now: moment(0), limit: 10 })
    assert.deepEqual(then.entries, { count: 1, oldest: second.text })
  })
}
