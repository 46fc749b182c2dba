import assert from 'node:assert/strict'
import type { Review } from '../../review/review.js'
import type { Store, StoreWrite } from '../../store/store.js'
import { type Random, seeded } from './random.js'
import { type StoreUnderTest, sceneRunner } from './runner.js'
import { inserting, moment, moving, sampleReview, sealUnsigned } from './samples.js'

const SEEDS = [11, 12, 13, 14]
const WORKERS = 4
const STEPS = 40
const NOW = moment(0)

/** What one worker was told is done, in the order it was told. */
interface Story {
  readonly acknowledged: { readonly write: StoreWrite; readonly review?: Review }[]
  readonly refused: StoreWrite[]
  readonly handed: string[]
}

interface Worker {
  readonly store: Store
  readonly others: readonly Store[]
  readonly random: Random
  readonly story: Story
  readonly name: string
  /** Shared by all workers, so that they get in each other's way. */
  readonly reviews: string[]
}

/** Random stories told by several stores at once on one database, and what must be true after each. */
export function historyConformance(under: StoreUnderTest): void {
  const it = sceneRunner(under)
  for (const seed of SEEDS) {
    it(`keeps every promise in a random story of ${WORKERS} stores at once (seed ${seed})`, async ({
      store,
      other,
      more,
    }) => {
      const stores = [store, other, await more(), await more()].slice(0, WORKERS)
      const reviews: string[] = []
      const stories = await Promise.all(
        stores.map(async (own, index) => {
          const story: Story = { acknowledged: [], refused: [], handed: [] }
          const random = seeded(seed * 100 + index)
          const worker = { store: own, others: stores, random, story, name: `w${index}`, reviews }
          for (let step = 0; step < STEPS; step++) await oneStep(worker)
          return story
        }),
      )
      while ((await store.sequence(1000, sealUnsigned)) > 0);
      await checkJournal(other, stories)
      await checkReviews(other, stories)
      checkOnce(stories)
    })
  }
}

async function oneStep(worker: Worker): Promise<void> {
  const { store, random, reviews } = worker
  switch (random.below(7)) {
    case 0:
      return openReview(worker)
    case 1:
      return claimAny(worker)
    case 2:
      await store.sequence(1 + random.below(5), sealUnsigned)
      return
    case 3:
      return takeMessages(worker)
    default: {
      const id = reviews[random.below(reviews.length)]
      return id === undefined ? openReview(worker) : moveReview(worker, id)
    }
  }
}

async function openReview(worker: Worker): Promise<void> {
  const { random, reviews } = worker
  const review = sampleReview({ due: random.below(5) })
  const message = {
    id: `m-${review.id}`,
    reviewId: review.id,
    topic: 'decision',
    availableAt: NOW,
    attempts: 0,
  }
  await tryWrite(worker, { ...inserting(review), outbox: [message] })
  reviews.push(review.id)
}

async function moveReview(worker: Worker, id: string): Promise<void> {
  const { store, random, name } = worker
  const seen = await store.getReview(id)
  assert.ok(seen, 'a review that was acknowledged cannot be found')
  // Often somebody else moves it first, and sometimes two carry the same command.
  const next = moving(
    seen,
    random.chance(50) ? { status: 'pending' } : { status: 'claimed', by: name, until: moment(-1) },
  )
  const command = random.chance(40)
    ? { key: `k${random.below(12)}`, fingerprint: name, reviewId: id, version: seen.version + 1 }
    : undefined
  await tryWrite(worker, { ...next, ...(command === undefined ? {} : { command }) })
}

async function claimAny(worker: Worker): Promise<void> {
  const { store, name, story } = worker
  let last: StoreWrite | undefined
  const query = { roles: ['instructeur'], now: NOW, notRequestedBy: name }
  const claimed = await store.claimNext(query, (review) => {
    last = moving(review, { status: 'claimed', by: name, until: moment(5) })
    return last
  })
  if (claimed === undefined || last === undefined) return
  story.acknowledged.push({ write: last, review: claimed })
}

async function takeMessages({ store, random, story }: Worker): Promise<void> {
  const query = { now: NOW, hideUntil: moment(60), limit: 1 + random.below(3) }
  for (const { id } of await store.takeOutbox(query)) {
    story.handed.push(id)
    if (random.chance(50)) await store.settleOutbox(id, { done: true })
  }
}

async function tryWrite({ store, others, random, story }: Worker, write: StoreWrite): Promise<void> {
  const result = await store.commit(write)
  const review = write.review?.next
  if (result !== 'committed') {
    story.refused.push(write)
    return
  }
  story.acknowledged.push({ write, ...(review === undefined ? {} : { review }) })
  if (review === undefined) return
  const seen = await others[random.below(others.length)]?.getReview(review.id)
  assert.ok(seen && seen.version >= review.version, 'another store does not see what was acknowledged')
}

/** Every acknowledged entry once, nothing of what was refused, and in the order in which each worker was told. */
async function checkJournal(store: Store, stories: readonly Story[]): Promise<void> {
  const journal = await store.readJournal({ from: 0, limit: 100_000 })
  const places = new Map(journal.map(({ id, index }) => [id, index]))
  const entryIds = (writes: readonly StoreWrite[]): string[] =>
    writes.flatMap(({ entries }) => entries.map(({ id }) => id))
  const told = stories.map(({ acknowledged }) => entryIds(acknowledged.map(({ write }) => write)))
  assert.equal(journal.length, told.flat().length)
  assert.equal(places.size, journal.length)
  for (const ids of told) {
    const order = ids.map((id) => places.get(id) ?? -1)
    assert.ok(!order.includes(-1), 'an acknowledged entry is missing')
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
      'a later entry stands before an earlier one',
    )
  }
  for (const { refused } of stories)
    for (const id of entryIds(refused)) assert.equal(places.has(id), false, 'a refused write left an entry')
}

/** Each version of a review was acknowledged once, without a gap, and the last one is what is stored. */
async function checkReviews(store: Store, stories: readonly Story[]): Promise<void> {
  const versions = new Map<string, Review[]>()
  for (const { acknowledged } of stories) {
    for (const { review } of acknowledged)
      if (review !== undefined) versions.set(review.id, [...(versions.get(review.id) ?? []), review])
  }
  for (const [id, known] of versions) {
    const sorted = known.toSorted((a, b) => a.version - b.version)
    assert.deepEqual(
      sorted.map(({ version }) => version),
      sorted.map((_, index) => index + 1),
    )
    assert.deepEqual(await store.getReview(id), sorted.at(-1))
  }
  assert.equal(await store.countReviews({}), versions.size)
}

/** No command was carried out twice, no message handed out twice before it was due again. */
function checkOnce(stories: readonly Story[]): void {
  const keys = stories.flatMap(({ acknowledged }) =>
    acknowledged.flatMap(({ write }) => (write.command === undefined ? [] : [write.command.key])),
  )
  assert.equal(new Set(keys).size, keys.length)
  const handed = stories.flatMap((story) => story.handed)
  assert.equal(new Set(handed).size, handed.length)
}
