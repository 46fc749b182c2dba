import { expect, test } from 'vitest'
import { markStale, withdraw } from '../../src/review/application.js'
import { claim, giveBack } from '../../src/review/claim.js'
import { decide, mayDecide, undo } from '../../src/review/decide.js'
import type { DecisionOutcome } from '../../src/review/decision.js'
import { recordOpinion, reveal } from '../../src/review/opinion.js'
import { decidersOf } from '../../src/review/quorum.js'
import type { Review } from '../../src/review/review.js'
import type { Reviewer } from '../../src/review/reviewer.js'
import { settle } from '../../src/review/timers.js'
import type { Acting, Transition } from '../../src/review/transition.js'
import {
  acting,
  alice,
  at,
  bruno,
  chloe,
  decisionBy,
  done,
  newReview,
  refused,
  reviewer,
  sofia,
} from './fixtures.js'

const why = { payloadId: 'why', digest: 'a'.repeat(64) }
const application = { kind: 'application', id: 'portail' } as const

function opined(review: Review, who: Reviewer, minutes = 0): Review {
  const claimed = done(claim(review, acting(who, minutes)))
  return done(recordOpinion(claimed, acting(who, minutes), { choice: 'favourable' }))
}

function decideAs(review: Review, who: Acting, outcome: DecisionOutcome, value?: string): Transition {
  return decide(review, who, decisionBy(review, who, outcome, value))
}

function vote(review: Review, who: Reviewer, outcome: DecisionOutcome, value?: string): Review {
  return done(decideAs(opined(review, who), acting(who), outcome, value))
}

test('a decision takes effect when its undo window is over, whether or not anything has marked it', () => {
  const decided = vote(newReview(), alice, 'approved', 'v1')
  expect(decided.state).toMatchObject({ status: 'decided', effectiveAt: at(10) })
  expect(settle(decided, at(9)).review.state.status).toBe('decided')
  expect(settle(decided, at(10)).review.state).toMatchObject({ status: 'effective', at: at(10) })
})

test('a decision without an undo window takes effect in the same change, and says both', () => {
  const open = opined(newReview({ rules: { undoMinutes: 0 } }), alice)
  const taken = decideAs(open, acting(alice), 'approved', 'v1')
  if (!taken.ok) throw taken.error
  expect(taken.next).toMatchObject({ version: open.version + 1, state: { status: 'effective', at: at(0) } })
  expect(taken.changes.map(({ event }) => event)).toEqual(['review.decided', 'review.effective'])
  expect(settle(taken.next, at(10_000)).changes).toEqual([])
})

test('of votes without an undo window, only the one that decides has an effect', () => {
  const first = vote(newReview({ rules: { undoMinutes: 0, quorum: { agree: 2, of: 3 } } }), alice, 'rejected')
  expect(first.state.status).toBe('pending')
  expect(vote(first, bruno, 'rejected').state.status).toBe('effective')
})

test.each(['approved', 'amended', 'rejected', 'without-ai'] as const)('"%s" needs the claim', (outcome) => {
  const free = done(giveBack(opined(newReview(), alice), acting(alice)))
  expect(refused(decideAs(free, acting(alice), outcome))).toMatchObject({ reason: 'not-claimed-by-you' })
  expect(refused(decideAs(opined(newReview(), alice), acting(bruno), outcome))).toMatchObject({
    reason: 'not-claimed-by-you',
  })
  expect(refused(decideAs(opined(newReview(), alice), acting(alice, 30), outcome))).toMatchObject({
    reason: 'not-claimed-by-you',
  })
})

test.each(['approved', 'amended', 'rejected'] as const)(
  'in mode decide-first, "%s" comes after one’s own opinion',
  (outcome) => {
    const claimed = done(claim(newReview(), acting(alice)))
    expect(refused(decideAs(claimed, acting(alice), outcome))).toMatchObject({ code: 'ERR_REVIEW_STATE' })
    expect(refused(reveal(claimed, acting(alice)))).toMatchObject({ code: 'ERR_REVIEW_STATE' })
  },
)

test('somebody else’s opinion does not count as one’s own', () => {
  const free = done(giveBack(opined(newReview(), alice), acting(alice)))
  const claimed = done(claim(free, acting(bruno)))
  expect(refused(decideAs(claimed, acting(bruno), 'approved'))).toMatchObject({ code: 'ERR_REVIEW_STATE' })
})

test.each(['approved', 'amended', 'rejected'] as const)(
  'in mode on-request, "%s" comes after the suggestion was shown',
  (outcome) => {
    const claimed = done(claim(newReview({ rules: { mode: 'on-request' } }), acting(alice)))
    expect(refused(decideAs(claimed, acting(alice), outcome))).toMatchObject({ code: 'ERR_REVIEW_STATE' })
    expect(decideAs(done(reveal(claimed, acting(alice))), acting(alice), outcome).ok).toBe(true)
  },
)

test('in mode shown nothing more than the claim is needed', () => {
  const claimed = done(claim(newReview({ rules: { mode: 'shown' } }), acting(alice)))
  expect(decideAs(claimed, acting(alice), 'approved').ok).toBe(true)
})

test('deciding without the AI needs neither opinion nor reveal, and is refused to who has seen the suggestion', () => {
  const claimed = done(claim(newReview(), acting(alice)))
  expect(decideAs(claimed, acting(alice), 'without-ai').ok).toBe(true)
  expect(refused(decideAs(opined(newReview(), alice), acting(alice), 'without-ai'))).toMatchObject({
    code: 'ERR_REVIEW_STATE',
  })
})

test('an opinion is recorded once and never changes', () => {
  const first = opined(newReview(), alice)
  expect(refused(recordOpinion(first, acting(alice), { choice: 'unfavourable' }))).toMatchObject({
    code: 'ERR_REVIEW_STATE',
  })
  expect(first.opinions).toEqual([{ by: 'alice', at: at(0), choice: 'favourable' }])
})

test('an opinion after the suggestion was seen is no first opinion', () => {
  const seen = done(
    reveal(done(claim(newReview({ rules: { mode: 'on-request' } }), acting(alice))), acting(alice)),
  )
  expect(refused(recordOpinion(seen, acting(alice), { choice: 'favourable' }))).toMatchObject({
    code: 'ERR_REVIEW_STATE',
  })
  expect(refused(reveal(seen, acting(alice)))).toMatchObject({ code: 'ERR_REVIEW_STATE' })
})

test('a stale suggestion can be set aside, but neither approved nor amended', () => {
  const stale = done(markStale(opined(newReview(), alice), { by: application, why, now: at(1) }))
  expect(refused(decideAs(stale, acting(alice, 2), 'approved'))).toMatchObject({ code: 'ERR_REVIEW_STATE' })
  expect(refused(decideAs(stale, acting(alice, 2), 'amended', 'v'))).toMatchObject({
    code: 'ERR_REVIEW_STATE',
  })
  expect(decideAs(stale, acting(alice, 2), 'rejected').ok).toBe(true)
})

test.each([
  [
    'the system has another version',
    { systemVersion: '2.0', charter: { id: 'bordeaux-metropole', version: '2025' } },
  ],
  [
    'the charter has another version',
    { systemVersion: '1.0', charter: { id: 'bordeaux-metropole', version: '2030' } },
  ],
  ['there is another charter', { systemVersion: '1.0', charter: { id: 'bruges', version: '2025' } }],
])('when %s, the suggestion can only be set aside', (_, versions) => {
  const review = opined(newReview(), alice)
  const now = { ...acting(alice), versions }
  expect(refused(decideAs(review, now, 'approved'))).toMatchObject({ code: 'ERR_REVIEW_STATE' })
  expect(decideAs(review, now, 'rejected').ok).toBe(true)
})

test('when the use is no longer declared, the suggestion can only be set aside', () => {
  const now = { reviewer: alice, now: at(0) }
  expect(mayDecide(opined(newReview(), alice), now, 'approved')).toMatchObject({ code: 'ERR_REVIEW_STATE' })
  expect(mayDecide(opined(newReview(), alice), now, 'rejected')).toBeUndefined()
})

test('an answer after expiry is refused even if nothing has marked it yet', () => {
  const review = newReview({ expiresAt: at(20) })
  const open = opined(review, alice)
  expect(decideAs(open, acting(alice, 19), 'approved').ok).toBe(true)
  expect(refused(decideAs(open, acting(alice, 20), 'approved'))).toMatchObject({
    code: 'ERR_REVIEW_STATE',
    state: 'expired',
  })
  expect(refused(claim(review, acting(alice, 20)))).toMatchObject({ state: 'expired' })
  expect(refused(withdraw(review, { by: application, why, now: at(20) }))).toMatchObject({ state: 'expired' })
})

test('a decision is taken back within its window by who took it, and the opinion stays', () => {
  const reopened = done(undo(vote(newReview(), alice, 'approved', 'v'), acting(alice, 9)))
  expect(reopened).toMatchObject({ state: { status: 'pending' }, votes: [] })
  expect(reopened.opinions).toHaveLength(1)
  expect(decideAs(done(claim(reopened, acting(alice, 9))), acting(alice, 9), 'rejected').ok).toBe(true)
})

test('a holder of the escalation role may take a decision back, a colleague may not', () => {
  const decided = vote(newReview(), alice, 'approved', 'v')
  expect(refused(undo(decided, acting(bruno, 1)))).toMatchObject({ reason: 'role' })
  expect(done(undo(decided, acting(sofia, 1))).state.status).toBe('pending')
  const ownRequest = vote(newReview({ requester: { kind: 'agent', id: 'sofia' } }), alice, 'approved', 'v')
  expect(refused(undo(ownRequest, acting(sofia, 1)))).toMatchObject({ reason: 'role' })
})

test('nothing is taken back after its window, nor before anything was decided', () => {
  const decided = vote(newReview(), alice, 'approved', 'v')
  expect(refused(undo(decided, acting(alice, 10)))).toMatchObject({ state: 'effective' })
  expect(refused(undo(newReview(), acting(alice)))).toMatchObject({ state: 'pending' })
})

test('one decision cannot be taken twice: the second finds the review decided', () => {
  const open = opined(newReview(), alice)
  const record = decisionBy(open, acting(alice), 'approved', 'v')
  const decided = done(decide(open, acting(alice), record))
  expect(refused(decide(decided, acting(alice), record))).toMatchObject({ state: 'decided' })
  expect(refused(decide(settle(decided, at(10)).review, acting(alice, 11), record))).toMatchObject({
    state: 'effective',
  })
})

test('two of three must agree: the first vote decides nothing and frees the review', () => {
  const one = vote(newReview({ rules: { quorum: { agree: 2, of: 3 } } }), alice, 'approved', 'v')
  expect(one).toMatchObject({ state: { status: 'pending' }, votes: [{ by: 'alice' }] })
  const two = vote(one, bruno, 'approved', 'v')
  expect(two.state.status).toBe('decided')
  expect(decidersOf(two)?.map(({ by }) => by)).toEqual(['alice', 'bruno'])
})

test('nobody votes twice', () => {
  const one = vote(newReview({ rules: { quorum: { agree: 2, of: 3 } } }), alice, 'approved', 'v')
  expect(refused(claim(one, acting(alice)))).toMatchObject({ reason: 'already-voted' })
})

test('two amendments agree only when they say the same', () => {
  const one = vote(newReview({ rules: { quorum: { agree: 2, of: 3 } } }), alice, 'amended', 'v1')
  const two = vote(one, bruno, 'amended', 'v2')
  expect(two.state.status).toBe('pending')
  const three = vote(two, chloe, 'amended', 'v2')
  expect(decidersOf(three)?.map(({ by }) => by)).toEqual(['bruno', 'chloe'])
})

test('when agreement is no longer possible the review escalates, and one supervisor decides alone', () => {
  const rules = { quorum: { agree: 2, of: 2 } }
  const split = vote(vote(newReview({ rules }), alice, 'approved', 'v'), bruno, 'rejected')
  expect(split).toMatchObject({
    state: { status: 'pending' },
    escalatedAt: at(0),
    escalation: { cause: 'no-agreement' },
  })
  expect(refused(claim(split, acting(chloe)))).toMatchObject({ reason: 'role' })
  const both = reviewer('alice', { roles: ['instructeur', 'supervisor'] })
  expect(refused(claim(split, acting(both)))).toMatchObject({ reason: 'already-voted' })
  const decided = vote(split, sofia, 'amended', 'w')
  expect(decided.state.status).toBe('decided')
  expect(decidersOf(decided)?.map(({ by, role }) => [by, role])).toEqual([['sofia', 'supervisor']])
})

test('a supervisor who votes before a deadlock is one voter among others', () => {
  const late = newReview({
    rules: { quorum: { agree: 2, of: 3 } },
    escalatedAt: at(0),
    escalation: { cause: 'overdue' },
  })
  expect(vote(late, sofia, 'approved', 'v').state.status).toBe('pending')
})

test('the journal does not tell the next voter how the first one voted', () => {
  const open = opined(newReview({ rules: { quorum: { agree: 2, of: 3 } } }), alice)
  const transition = decideAs(open, acting(alice), 'rejected')
  expect(
    transition.ok &&
      JSON.stringify(transition.changes.map(({ event, actor, data }) => ({ event, actor, data }))),
  ).not.toContain('rejected')
})

test('undoing a quorum’s decision takes back the vote that completed it only', () => {
  const rules = { quorum: { agree: 2, of: 3 } }
  const decided = vote(vote(newReview({ rules }), alice, 'approved', 'v'), bruno, 'approved', 'v')
  const reopened = done(undo(decided, acting(bruno, 1)))
  expect(reopened.votes.map(({ by }) => by)).toEqual(['alice'])
  expect(claim(reopened, acting(bruno, 1)).ok).toBe(true)
})

test('a changed case drops votes and reopens a decision in its window, but not one that took effect', () => {
  const decided = vote(newReview(), alice, 'rejected')
  const stale = markStale(decided, { by: application, why, now: at(5) })
  expect(done(stale)).toMatchObject({ state: { status: 'pending' }, votes: [], stale: { at: at(5) } })
  expect(stale.ok && stale.changes.map(({ event }) => event)).toEqual(['review.stale', 'review.reopened'])
  expect(refused(markStale(decided, { by: application, why, now: at(10) }))).toMatchObject({
    state: 'effective',
  })
})

test('a request is withdrawn until its decision takes effect, and stays withdrawn', () => {
  const decided = vote(newReview(), alice, 'approved', 'v')
  const withdrawn = done(withdraw(decided, { by: application, why, now: at(9) }))
  expect(withdrawn.state).toEqual({ status: 'withdrawn', at: at(9), why })
  expect(refused(claim(withdrawn, acting(bruno, 9)))).toMatchObject({ state: 'withdrawn' })
  expect(refused(undo(withdrawn, acting(alice, 9)))).toMatchObject({ state: 'withdrawn' })
  expect(refused(withdraw(decided, { by: application, why, now: at(10) }))).toMatchObject({
    state: 'effective',
  })
})

test('a decision undone after the review’s time is over leaves it expired, not open', () => {
  const decided = vote(newReview({ expiresAt: at(5) }), alice, 'approved', 'v')
  expect(settle(decided, at(9)).review.state.status).toBe('decided')
  expect(settle(done(undo(decided, acting(alice, 9))), at(9)).review.state).toEqual({
    status: 'expired',
    at: at(5),
  })
})
