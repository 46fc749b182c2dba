import { expect, test } from 'vitest'
import { claim, giveBack, renew } from '../../src/review/claim.js'
import { acting, alice, at, bruno, done, newReview, refused, reviewer, sofia, trained } from './fixtures.js'

test('a claim lasts one lease and grows the version by one', () => {
  const claimed = done(claim(newReview(), acting(alice)))
  expect(claimed.state).toEqual({ status: 'claimed', by: 'alice', until: at(30), since: at(0) })
  expect(claimed.version).toBe(2)
})

test('a review that somebody holds cannot be claimed by anybody else', () => {
  const held = done(claim(newReview(), acting(alice)))
  expect(refused(claim(held, acting(bruno, 29)))).toMatchObject({
    code: 'ERR_REVIEW_STATE',
    state: 'claimed',
  })
  expect(refused(claim(held, acting(alice, 29)))).toMatchObject({ code: 'ERR_REVIEW_STATE' })
})

test('a claim whose lease is over is free, also when nothing has marked it yet', () => {
  const held = done(claim(newReview(), acting(alice)))
  const transition = claim(held, acting(bruno, 30))
  expect(done(transition).state).toMatchObject({ status: 'claimed', by: 'bruno' })
  expect(done(transition).version).toBe(held.version + 1)
  expect(transition.ok && transition.changes.map(({ event }) => event)).toEqual([
    'review.returned',
    'review.claimed',
  ])
})

test('the holder of a lease that is over can neither renew nor give back', () => {
  const held = done(claim(newReview(), acting(alice)))
  expect(refused(renew(held, acting(alice, 30)))).toMatchObject({ reason: 'not-claimed-by-you' })
  expect(refused(giveBack(held, acting(alice, 30)))).toMatchObject({ reason: 'not-claimed-by-you' })
})

test('a renewed lease lasts a whole lease from the renewal', () => {
  const held = done(claim(newReview(), acting(alice)))
  expect(done(renew(held, acting(alice, 29))).state).toMatchObject({ until: at(59) })
})

test('only the holder renews or gives back', () => {
  const held = done(claim(newReview(), acting(alice)))
  expect(refused(renew(held, acting(bruno)))).toMatchObject({ reason: 'not-claimed-by-you' })
  expect(refused(giveBack(held, acting(bruno)))).toMatchObject({ reason: 'not-claimed-by-you' })
})

test('what is given back is free for the next person', () => {
  const free = done(giveBack(done(claim(newReview(), acting(alice))), acting(alice, 5)))
  expect(free.state).toEqual({ status: 'pending' })
  expect(done(claim(free, acting(bruno, 6))).state).toMatchObject({ by: 'bruno' })
})

test('somebody without the role cannot claim', () => {
  expect(refused(claim(newReview(), acting(reviewer('zoe', { roles: ['accueil'] }))))).toMatchObject({
    reason: 'role',
  })
  expect(refused(claim(newReview(), acting(reviewer('zoe', { roles: [] }))))).toMatchObject({
    reason: 'role',
  })
})

test('the escalation role may claim once the review is escalated, also when nothing has marked it yet', () => {
  expect(refused(claim(newReview(), acting(sofia)))).toMatchObject({ reason: 'role' })
  const late = claim(newReview(), acting(sofia, 120 * 60))
  expect(done(late)).toMatchObject({
    state: { by: 'sofia' },
    escalatedAt: at(120 * 60),
    escalation: { cause: 'overdue' },
  })
})

test('the person who asked for the suggestion cannot claim it', () => {
  const mine = newReview({ requester: { kind: 'agent', id: 'alice' } })
  expect(refused(claim(mine, acting(alice)))).toMatchObject({ reason: 'requester' })
  const anotherKind = newReview({ requester: { kind: 'citizen', id: 'alice' } })
  expect(claim(anotherKind, acting(alice)).ok).toBe(true)
})

test.each([
  ['no training at all', []],
  ['another training', [{ id: 'secourisme', validUntil: '2030-01-01' }]],
  ['a training that ended yesterday', [{ ...trained, validUntil: '2026-11-23' }]],
  ['a date that is no day', [{ ...trained, validUntil: 'toujours' }]],
  ['a moment in place of a day', [{ ...trained, validUntil: '2030-01-01T00:00:00Z' }]],
])('%s does not allow a claim (engagement 13)', (_, training) => {
  expect(refused(claim(newReview(), acting(reviewer('zoe', { training }))))).toMatchObject({
    reason: 'training',
  })
})

test('a training is valid on its last day, as Bordeaux counts days', () => {
  const zoe = reviewer('zoe', { training: [{ ...trained, validUntil: '2026-11-24' }] })
  expect(claim(newReview(), acting(zoe)).ok).toBe(true)
  // 23:30 UTC is half past midnight in Bordeaux.
  expect(refused(claim(newReview(), acting(zoe, 11 * 60 + 30)))).toMatchObject({ reason: 'training' })
})

test('somebody whose training has ended meanwhile can still give the review back', () => {
  const zoe = reviewer('zoe', { training: [{ ...trained, validUntil: '2026-11-23' }] })
  const held = newReview({ state: { status: 'claimed', by: 'zoe', until: at(30) } })
  expect(refused(renew(held, acting(zoe)))).toMatchObject({ reason: 'training' })
  expect(done(giveBack(held, acting(zoe))).state).toEqual({ status: 'pending' })
})

test('the mode that shows at once records on the claim that it was shown', () => {
  const claimed = done(claim(newReview({ rules: { mode: 'shown' } }), acting(alice)))
  expect(claimed.reveals).toEqual([{ by: 'alice', at: at(0) }])
  const again = done(claim(done(giveBack(claimed, acting(alice, 1))), acting(alice, 2)))
  expect(again.reveals).toHaveLength(1)
})
