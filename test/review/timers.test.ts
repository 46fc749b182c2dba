import { expect, test } from 'vitest'
import { claim } from '../../src/review/claim.js'
import { escalate } from '../../src/review/escalate.js'
import { nextTimerOf, settle } from '../../src/review/timers.js'
import { acting, alice, at, bruno, done, newReview, refused, sofia } from './fixtures.js'

test('the next moment of a free review is its deadline, then its end, then none', () => {
  const review = newReview()
  expect(nextTimerOf(review)).toBe(review.dueAt)
  const late = settle(review, review.dueAt).review
  expect(nextTimerOf(late)).toBe(review.expiresAt)
  expect(nextTimerOf(settle(late, review.expiresAt).review)).toBeUndefined()
})

test('the next moment of a claimed review is the end of its lease', () => {
  expect(nextTimerOf(done(claim(newReview(), acting(alice))))).toBe(at(30))
})

test('everything that was missed happens in its own order and at its own time', () => {
  const claimed = done(claim(newReview(), acting(alice)))
  const { review, changes } = settle(claimed, at(1_000_000))
  expect(changes.map(({ event }) => event)).toEqual(['review.returned', 'review.escalated', 'review.expired'])
  expect(review).toMatchObject({
    escalatedAt: review.dueAt,
    state: { status: 'expired', at: review.expiresAt },
  })
  expect(review.version).toBe(claimed.version)
})

test('looking twice or in between gives the same as looking once', () => {
  const claimed = done(claim(newReview(), acting(alice)))
  const inSteps = settle(settle(settle(claimed, at(31)).review, at(8000)).review, at(1_000_000)).review
  expect(inSteps).toEqual(settle(claimed, at(1_000_000)).review)
})

test('a reviewer hands a review to the supervisors and thereby gives it back', () => {
  const escalated = done(escalate(done(claim(newReview(), acting(alice))), acting(alice, 1)))
  expect(escalated).toMatchObject({
    state: { status: 'pending' },
    escalatedAt: at(1),
    escalation: { cause: 'asked', by: 'alice' },
  })
  expect(claim(escalated, acting(sofia, 2)).ok).toBe(true)
  expect(claim(escalated, acting(bruno, 2)).ok).toBe(true)
  expect(refused(escalate(escalated, acting(alice, 2)))).toMatchObject({ code: 'ERR_REVIEW_STATE' })
})

test('a review that somebody holds is not escalated under their hands', () => {
  const held = done(claim(newReview(), acting(alice)))
  expect(refused(escalate(held, acting(bruno)))).toMatchObject({ reason: 'not-claimed-by-you' })
})
