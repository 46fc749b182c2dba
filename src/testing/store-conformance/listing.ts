import assert from 'node:assert/strict'
import type { Review, ReviewState, ReviewStatus } from '../../review/review.js'
import type { ReviewQuery, Store } from '../../store/store.js'
import { type Random, seeded } from './random.js'
import { type StoreUnderTest, sceneRunner } from './runner.js'
import { inserting, moment, samplePayload, sampleReview } from './samples.js'

const ROLES = ['instructeur', 'juriste', 'supervisor'] as const
const SYSTEMS = ['aide-logement', 'urbanisme', 'voirie'] as const
const USES = ['draft', 'summary'] as const
const MODES = ['decide-first', 'on-request', 'shown'] as const
const TERRITORIES = ['Bègles', 'Le Bouscat', 'Pessac \\%_', '🏠'] as const
const ORDERS = ['due', 'created', 'system'] as const
const SUBJECTS = ['PC 033 Écluse', 'pc 034 ecluse', 'Straße 100 %', 'a_b\\c', undefined] as const
const STATUSES: readonly ReviewStatus[] = ['pending', 'claimed', 'expired', 'withdrawn']

const claimedByAlice: ReviewState = { status: 'claimed', by: 'alice', until: moment(30) }

/** Lists, counts and pages against a plain filter over the same reviews. */
export function listingConformance(under: StoreUnderTest): void {
  const it = sceneRunner(under)

  it('lists, counts and pages whatever is asked for exactly as a plain filter does', async ({ store }) => {
    const random = seeded(1)
    const reviews = Array.from({ length: 120 }, () => anyReview(random))
    await Promise.all(reviews.map((review) => store.commit(inserting(review))))
    for (let round = 0; round < 150; round++) {
      const query = anyQuery(random)
      const expected = expectedOf(reviews, query)
      const context = JSON.stringify(query)
      assert.deepEqual(idsOf(await store.listReviews({ ...query, limit: 1000 })), idsOf(expected), context)
      const { order: _, ...counted } = query
      assert.equal(await store.countReviews(counted), expected.length, context)
      const atMost = random.below(20)
      const bounded = Math.min(expected.length, atMost)
      assert.equal(await store.countReviews({ ...counted, atMost }), bounded, context)
      assert.deepEqual(await allPages(store, query, 1 + random.below(20)), idsOf(expected), context)
    }
  })

  it('lists each review once, also when many roles and systems are asked for, some of them twice', async ({
    store,
  }) => {
    const reviews = ROLES.flatMap((role) => [
      sampleReview({ role, escalated: true }),
      sampleReview({ role, systemId: 'voirie' }),
    ])
    for (const review of reviews) await store.commit(inserting(review))
    const many = Array.from({ length: 60 }, (_, index) => `none-${index}`)
    for (const extra of [[], many]) {
      const query = { roles: [...ROLES, ...ROLES, ...extra], systemIds: [...SYSTEMS, ...SYSTEMS, ...extra] }
      const expected = idsOf(expectedOf(reviews, query))
      assert.deepEqual(idsOf(await store.listReviews({ ...query, limit: 100 })), expected)
      assert.equal(await store.countReviews(query), expected.length)
    }
  })

  it('keeps pages whole while reviews are inserted, moved and taken away', async ({ store, other }) => {
    const random = seeded(2)
    const stable = Array.from({ length: 60 }, () => sampleReview({ due: random.below(30) }))
    const moving = Array.from({ length: 20 }, () => sampleReview({ due: random.below(30) }))
    for (const review of [...stable, ...moving]) await store.commit(inserting(review))
    const seen: string[] = []
    for (let after: ReviewQuery['after']; ; ) {
      const page = await store.listReviews({
        statuses: ['pending'],
        limit: 7,
        ...(after === undefined ? {} : { after }),
      })
      seen.push(...idsOf(page))
      const last = page.at(-1)
      if (last === undefined) break
      after = { dueAt: last.dueAt, id: last.id }
      await other.commit(inserting(sampleReview({ due: random.below(30) })))
      const gone = moving.pop()
      if (gone !== undefined) await other.commit(expiring(gone))
    }
    assert.equal(new Set(seen).size, seen.length, 'a review was listed twice')
    for (const { id } of stable) assert.ok(seen.includes(id), 'a review that never moved was lost')
  })

  it('tells each territory of open reviews once, of the roles that are asked for or that a review was escalated to', async ({
    store,
  }) => {
    await store.commit(inserting(sampleReview({ territory: 'Talence' })))
    await store.commit(inserting(sampleReview({ territory: 'Talence', state: claimedByAlice })))
    await store.commit(inserting(sampleReview({ territory: 'Bègles', role: 'juriste', escalated: true })))
    await store.commit(
      inserting(sampleReview({ territory: 'Cenon', state: { status: 'expired', at: moment(0) } })),
    )
    await store.commit(inserting(sampleReview()))
    assert.deepEqual(await store.listTerritories({}), ['Bègles', 'Talence'])
    assert.deepEqual(await store.listTerritories({ roles: ['instructeur'] }), ['Talence'])
    assert.deepEqual(await store.listTerritories({ roles: ['supervisor', 'supervisor'] }), ['Bègles'])
    assert.deepEqual(await store.listTerritories({ roles: [] }), [])
  })

  it('treats an empty list as matching nothing, and an empty search as no condition', async ({ store }) => {
    await store.commit(inserting(sampleReview()))
    for (const query of [
      { statuses: [] },
      { systemIds: [] },
      { roles: [] },
      { uses: [] },
      { modes: [] },
      { territories: [] },
    ]) {
      assert.deepEqual(await store.listReviews({ ...query, limit: 10 }), [])
      assert.equal(await store.countReviews(query), 0)
    }
    assert.equal(await store.countReviews({ search: '' }), 1)
    assert.deepEqual(await store.listReviews({ limit: 0 }), [])
  })
}

function anyReview(random: Random): Review {
  const at = moment(random.below(10))
  const states: readonly [ReviewState, ...ReviewState[]] = [
    { status: 'pending' },
    { status: 'claimed', by: random.pick(['alice', 'bruno']), until: at },
    { status: 'expired', at },
    { status: 'withdrawn', at, why: samplePayload },
  ]
  const subject = random.pick(SUBJECTS)
  return sampleReview({
    due: random.below(12),
    state: random.pick(states),
    role: random.pick(ROLES),
    systemId: random.pick(SYSTEMS),
    useId: random.pick(USES),
    mode: random.pick(MODES),
    created: random.below(8),
    escalated: random.chance(30),
    ...(random.chance(70) ? { territory: random.pick(TERRITORIES) } : {}),
    ...(subject === undefined ? {} : { subject }),
  })
}

function anyQuery(random: Random): Omit<ReviewQuery, 'limit' | 'after'> {
  return {
    ...(random.chance(50) ? { statuses: random.some(STATUSES) } : {}),
    ...(random.chance(70) ? { roles: random.some(ROLES) } : {}),
    ...(random.chance(40) ? { systemIds: random.some(SYSTEMS) } : {}),
    ...(random.chance(15) ? { claimedBy: random.pick(['alice', 'bruno', 'nobody']) } : {}),
    ...(random.chance(30)
      ? { search: random.pick(['ÉCLUSE', '033', '0 %', 'a_b', '\\', 'strasse', '%%']) }
      : {}),
    ...(random.chance(20) ? { dueFrom: moment(random.below(12)) } : {}),
    ...(random.chance(30) ? { dueBefore: moment(random.below(12)) } : {}),
    ...(random.chance(20)
      ? { uses: random.some(SYSTEMS).flatMap((system) => random.some(USES).map((use) => `${system}/${use}`)) }
      : {}),
    ...(random.chance(20) ? { modes: random.some(MODES) } : {}),
    ...(random.chance(20) ? { territories: random.some(TERRITORIES) } : {}),
    ...(random.chance(50) ? { order: random.pick(ORDERS) } : {}),
  }
}

function expectedOf(
  reviews: readonly Review[],
  query: Omit<ReviewQuery, 'limit' | 'after'>,
): readonly Review[] {
  const { statuses, systemIds, roles, claimedBy, search, uses, modes, territories } = query
  const { dueFrom, dueBefore } = query
  const { order = 'due' } = query
  return reviews
    .filter(
      ({ state, systemId, useId, oversight, escalatedAt, subject, dueAt, territory = '' }) =>
        (statuses?.includes(state.status) ?? true) &&
        (systemIds?.includes(systemId) ?? true) &&
        (roles === undefined ||
          roles.includes(oversight.role) ||
          (escalatedAt !== undefined && roles.includes(oversight.escalationRole))) &&
        (claimedBy === undefined || (state.status === 'claimed' && state.by === claimedBy)) &&
        (search === undefined || plain(subject ?? '').includes(plain(search))) &&
        (dueFrom === undefined || dueAt >= dueFrom) &&
        (dueBefore === undefined || dueAt < dueBefore) &&
        (uses?.includes(`${systemId}/${useId}`) ?? true) &&
        (modes?.includes(oversight.mode) ?? true) &&
        (territories?.includes(territory) ?? true),
    )
    .sort((a, b) => (placeIn(order, a) < placeIn(order, b) ? -1 : 1))
}

function placeIn(order: NonNullable<ReviewQuery['order']>, review: Review): string {
  const { systemId, createdAt, dueAt, id } = review
  if (order === 'created') return createdAt + id
  return order === 'system' ? `${systemId} ${dueAt}${id}` : dueAt + id
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

async function allPages(
  store: Store,
  query: Omit<ReviewQuery, 'limit' | 'after'>,
  limit: number,
): Promise<string[]> {
  const seen: string[] = []
  for (let after: ReviewQuery['after']; ; ) {
    const page = await store.listReviews({ ...query, limit, ...(after === undefined ? {} : { after }) })
    seen.push(...idsOf(page))
    const last = page.at(-1)
    if (last === undefined) return seen
    after = last
  }
}

function expiring(review: Review): ReturnType<typeof inserting> {
  const write = inserting({ ...review, version: 2, state: { status: 'expired', at: moment(0) } })
  return {
    ...write,
    ...(write.review === undefined ? {} : { review: { ...write.review, expectedVersion: 1 } }),
  }
}

function idsOf(reviews: readonly Review[]): string[] {
  return reviews.map(({ id }) => id)
}
