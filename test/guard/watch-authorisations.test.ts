import { storedReviewers } from 'garde-fou'
import { expect, test } from 'vitest'
import { startTimekeeper } from '../../src/guard/timekeeper.js'
import { returnUnauthorisedClaims } from '../../src/guard/watch-authorisations.js'
import type { Reviewer } from '../../src/review/reviewer.js'
import type { Desk } from './desk-fixtures.js'
import { alterReview, by, hold, journalOf, openDesk, study } from './desk-fixtures.js'

const MINUTE = 60_000
const agent = (id: string, change: Partial<Reviewer> = {}): Reviewer => ({
  id,
  name: id,
  roles: ['instructeur'],
  training: [{ id: 'ia-logement', validUntil: '2027-06-30' }],
  ...change,
})
/** Valid to the end of the day on which the tests begin, in Paris. */
const lastDay = { training: [{ id: 'ia-logement', validUntil: '2026-11-24' }] }
/** From the start of the tests to 23:50 in Paris, in minutes. */
const TO_TEN_TO_MIDNIGHT = 10 * 60 + 50

const statusOf = async ({ core }: Pick<Desk, 'core'>, id: string): Promise<string | undefined> =>
  (await core.store.getReview(id))?.state.status

test('at midnight after the last day of a training, what its holder had comes back, with its draft and a line in the journal', async () => {
  const open = await openDesk({ staff: [agent('alice', lastDay), agent('bruno')] })
  const [id, other] = [await hold(open), await hold(open)]
  open.clock.advance(TO_TEN_TO_MIDNIGHT * MINUTE)
  const { version } = await study(open, id, 'alice')
  await study(open, other, 'bruno')
  await open.desk.saveDraft(id, 'alice', { form: { motif: 'Mon texte' } })
  open.clock.advance(10 * MINUTE - 1)
  expect(await returnUnauthorisedClaims(open.core)).toBe(0)
  open.clock.advance(1)
  expect(await returnUnauthorisedClaims(open.core)).toBe(1)
  expect(await returnUnauthorisedClaims(open.core)).toBe(0)
  expect(await statusOf(open, id)).toBe('pending')
  expect(await statusOf(open, other)).toBe('claimed')
  const left = await open.desk.view(id, 'alice')
  expect(left.draft?.body).toEqual({ form: { motif: 'Mon texte' } })
  expect(left.opinion?.choice).toBe('favourable')
  expect(left.allowed).not.toContain('claim')
  // To others it is a free case like any other.
  expect((await open.desk.view(id, 'bruno')).allowed).toContain('claim')
  expect(await open.desk.view(id, 'bruno')).not.toHaveProperty('draft')
  const returned = (await journalOf(open)).filter(({ event }) => event === 'review.returned')
  expect(returned).toMatchObject([
    {
      reviewId: id,
      actor: { kind: 'guard' },
      data: { cause: 'authorisation-over', reason: 'training', version: version + 1 },
    },
  ])
  expect(JSON.stringify(returned)).not.toMatch(/alice|Mon texte/)
})

test('a role that is taken back, and a person whom the directory does not know any more, hold nothing', async () => {
  let staff = [agent('alice'), agent('bruno'), agent('chloe')]
  const open = await openDesk()
  open.core.reviewers.find = async (id) => staff.find((person) => person.id === id)
  const ids = [await hold(open), await hold(open), await hold(open)]
  for (const [index, who] of ['alice', 'bruno', 'chloe'].entries())
    await open.desk.claim(ids[index] ?? '', by(who, 1))
  expect(await returnUnauthorisedClaims(open.core)).toBe(0)
  staff = [agent('alice', { roles: ['voirie'] }), agent('chloe')]
  expect(await returnUnauthorisedClaims(open.core)).toBe(2)
  expect(await Promise.all(ids.map((id) => statusOf(open, id)))).toEqual(['pending', 'pending', 'claimed'])
  const reasons = (await journalOf(open)).flatMap(({ event, data }) =>
    event === 'review.returned' ? [data?.['reason']] : [],
  )
  expect(reasons.toSorted()).toEqual(['role', 'unknown-reviewer'])
})

test('a supervisor keeps what was passed on to them', async () => {
  const open = await openDesk({ staff: [agent('sofia', { roles: ['supervisor'] })] })
  const id = await hold(open)
  open.clock.advance(6 * 24 * 60 * MINUTE)
  const { version } = await open.desk.view(id, 'sofia')
  await open.desk.claim(id, by('sofia', version))
  expect(await returnUnauthorisedClaims(open.core)).toBe(0)
  expect(await statusOf(open, id)).toBe('claimed')
})

test('a directory that does not answer, and an altered review, take nothing from anybody; each is reported once', async () => {
  const open = await openDesk({ staff: [agent('alice', lastDay), agent('bruno'), agent('chloe', lastDay)] })
  const faults: unknown[] = []
  open.core.events.on('error', (error) => void faults.push(error))
  const ids = [await hold(open), await hold(open), await hold(open)]
  open.clock.advance(TO_TEN_TO_MIDNIGHT * MINUTE)
  for (const [index, who] of ['alice', 'bruno', 'chloe'].entries())
    await open.desk.claim(ids[index] ?? '', by(who, 1))
  open.clock.advance(11 * MINUTE)
  alterReview(open.path, ids[0] ?? '', (review) => ({ ...review, subject: 'AUTRE' }))
  const { find } = open.core.reviewers
  open.core.reviewers.find = async (id) => {
    if (id === 'bruno') throw new Error('the directory is away')
    return find(id)
  }
  const reported = new Set<string>()
  expect(await returnUnauthorisedClaims(open.core, reported)).toBe(1)
  expect(await returnUnauthorisedClaims(open.core, reported)).toBe(0)
  expect(await Promise.all(ids.map((id) => statusOf(open, id)))).toEqual(['claimed', 'claimed', 'pending'])
  expect(faults).toHaveLength(2)
})

test('a decision that comes at the same moment is not lost: one of the two is first', async () => {
  const open = await openDesk({ staff: [agent('alice', lastDay), agent('bruno')] })
  const id = await hold(open)
  open.clock.advance(TO_TEN_TO_MIDNIGHT * MINUTE)
  const { version } = await study(open, id, 'alice')
  const motive = 'Les pièces prouvent l’urgence du relogement.'
  const store = {
    ...open.core.store,
    // The decision is recorded between the look and the write.
    listReviews: async (...query: Parameters<typeof open.core.store.listReviews>) => {
      const page = await open.core.store.listReviews(...query)
      await open.desk.approve(id, { motive }, by('alice', version))
      return page
    },
  }
  const late = { ...open.core, store, clock: { now: () => new Date('2026-11-24T23:00:00.000Z') } }
  expect(await returnUnauthorisedClaims(late)).toBe(0)
  expect(await statusOf(open, id)).toBe('decided')
})

test('the timekeeper looks on start, and at once when an administrator takes rights back', async () => {
  const open = await openDesk()
  const adele = { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] }
  const people = storedReviewers({
    store: open.core.store,
    signingKey: open.key,
    first: [adele, agent('alice'), agent('bruno')],
    clock: open.clock,
  })
  const core = { ...open.core, reviewers: people }
  open.core.reviewers.find = people.find
  const [first, second] = [await hold(open), await hold(open)]
  await open.desk.claim(first, by('alice', 1))
  await people.change(agent('alice', { roles: [] }), { by: 'adele' })
  const nextReturn = (): Promise<{ readonly reviewId: string }> =>
    new Promise((resolve) => core.events.once('review.returned', resolve))
  const onStart = nextReturn()
  const stop = startTimekeeper(core)
  expect(await onStart).toMatchObject({ reviewId: first })
  await open.desk.claim(second, by('bruno', 1))
  const onChange = nextReturn()
  await people.change(agent('bruno', { training: [] }), { by: 'adele' })
  expect(await onChange).toMatchObject({ reviewId: second })
  await stop()
})
