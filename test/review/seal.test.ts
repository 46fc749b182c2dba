import { expect, test } from 'vitest'
import { generateSigningKey, toVerifyingKey } from '../../src/internal/signing-key.js'
import { bindingOf } from '../../src/review/binding.js'
import { claim } from '../../src/review/claim.js'
import { decide } from '../../src/review/decide.js'
import type { DecisionRecord } from '../../src/review/decision.js'
import { recordOpinion } from '../../src/review/opinion.js'
import type { Review } from '../../src/review/review.js'
import { isSealed, sealDecision, sealOf, sealReview, verifyReview } from '../../src/review/seal.js'
import { acting, alice, bruno, chloe, decisionBy, done, key, newReview } from './fixtures.js'

function vote(review: Review, who = alice): Review {
  const open = done(recordOpinion(done(claim(review, acting(who))), acting(who), { choice: 'favourable' }))
  return sealReview(done(decide(open, acting(who), decisionBy(open, acting(who), 'approved', 'v'))), key)
}

test('a review that the guard sealed verifies, and survives being written as JSON', () => {
  for (const review of [newReview(), vote(newReview())]) {
    verifyReview(review, key)
    verifyReview(JSON.parse(JSON.stringify(review)) as Review, key)
  }
})

test('another key of the same name does not verify', () => {
  expect(() => verifyReview(newReview(), generateSigningKey(key.name))).toThrow(
    expect.objectContaining({ code: 'ERR_TAMPERED' }),
  )
})

test('a seal of one kind does not pass for one of another', () => {
  const seal = sealOf('garde-fou/command/v1', ['x'], key)
  expect(isSealed('garde-fou/command/v1', ['x'], { seal, key })).toBe(true)
  expect(isSealed('garde-fou/review/v1', ['x'], { seal, key })).toBe(false)
})

test('what was found sealed once is not, with any other byte in it', () => {
  const value = ['01931b5e', 'approved', 'alice']
  const seal = sealOf('garde-fou/decision/v1', value, key)
  const verifying = toVerifyingKey(key)
  const holds = (changed: unknown, by = seal): boolean =>
    isSealed('garde-fou/decision/v1', changed, { seal: by, key: verifying })
  for (let again = 0; again < 3; again += 1) {
    expect(holds(value)).toBe(true)
    expect(holds(['01931b5e', 'approved', 'alicf'])).toBe(false)
    expect(holds(['01931b5e', 'rejected', 'alice'])).toBe(false)
    for (const at of [0, 40]) {
      const other = seal[at] === 'A' ? 'B' : 'A'
      expect(holds(value, `${seal.slice(0, at)}${other}${seal.slice(at + 1)}`)).toBe(false)
    }
    expect(isSealed('garde-fou/decision/v1', value, { seal, key: generateSigningKey(key.name) })).toBe(false)
  }
})

test('a public key that is not the private one’s vouches for nothing that was just sealed', () => {
  const mixed = { ...key, publicKey: generateSigningKey(key.name).publicKey }
  for (let again = 0; again < 3; again += 1) {
    const seal = sealOf('garde-fou/review/v1', ['x'], mixed)
    expect(isSealed('garde-fou/review/v1', ['x'], { seal, key: mixed })).toBe(false)
  }
})

test('however many seals were made since, one that holds holds and another does not', () => {
  const seal = sealOf('garde-fou/review/v1', ['first'], key)
  for (let made = 0; made < 5000; made += 1) sealOf('garde-fou/review/v1', [made], key)
  expect(isSealed('garde-fou/review/v1', ['first'], { seal, key })).toBe(true)
  expect(isSealed('garde-fou/review/v1', ['second'], { seal, key })).toBe(false)
})

// What follows is sealed anew by the test with the guard's own key: even a fault in the guard cannot get past.
const resealed = (review: Review): Review => sealReview(review, key)

test('even under a good seal, a binding that is not that of its parts is refused', () => {
  const review = newReview()
  const other = { ...review, suggestion: { ...review.suggestion, digest: '0'.repeat(64) } }
  expect(() => verifyReview(resealed(other), key)).toThrow(/binding/)
})

test('each part of what a decision rests on changes the binding', () => {
  const review = newReview()
  const changes: Partial<Review>[] = [
    { suggestion: { payloadId: 'x', digest: '1' } },
    { caseData: { payloadId: 'x', digest: '1' } },
    { systemId: 'autre' },
    { systemVersion: '2' },
    { systemRecordDigest: '1' },
    { useId: 'autre' },
    { charter: { id: 'autre', version: '2025' } },
    { charter: { id: 'bordeaux-metropole', version: '2026' } },
    { callId: 'autre' },
  ]
  const bindings = changes.map((change) => bindingOf({ ...review, ...change }))
  expect(new Set([bindingOf(review), ...bindings]).size).toBe(changes.length + 1)
})

test('even under a good seal, no decision stands without its quorum', () => {
  const rules = { quorum: { agree: 2, of: 3 } }
  const one = vote(newReview({ rules }))
  const [first] = one.votes
  if (first === undefined) throw new Error('Alice has voted.')
  const effective = (votes: readonly DecisionRecord[], decision = first): Review =>
    resealed({ ...one, votes, state: { status: 'effective', decision, at: one.createdAt } })
  expect(() => verifyReview(effective([first]), key)).toThrow(/not enough people/)
  expect(() => verifyReview(effective([]), key)).toThrow(/not enough people/)
  const twice = sealDecision(
    one.id,
    { ...first, content: { payloadId: 'again', digest: first.content.digest } },
    key,
  )
  expect(() => verifyReview(effective([first, twice]), key)).toThrow(/not enough people/)
  verifyReview(vote(one, bruno), key)
})

test('even under a good seal, a decision of another review or on another binding is refused', () => {
  const mine = vote(newReview())
  const theirs = vote(newReview({ id: '01931b5e-0000-7000-8000-000000000002' }))
  expect(() => verifyReview(resealed({ ...mine, votes: theirs.votes, state: theirs.state }), key)).toThrow(
    /seal for this review/,
  )
  const bound = vote(newReview({ callId: 'another-call' }))
  expect(() => verifyReview(resealed({ ...mine, votes: bound.votes, state: bound.state }), key)).toThrow(
    /something else/,
  )
})

test('even under a good seal, a supervisor alone stands only behind a deadlock', () => {
  const rules = { quorum: { agree: 2, of: 3 } }
  const one = vote(newReview({ rules }), chloe)
  const decision = sealDecision(
    one.id,
    { ...decisionBy(one, acting(alice), 'approved', 'w'), role: 'supervisor' },
    key,
  )
  const state = { status: 'effective', decision, at: one.createdAt } as const
  expect(() => verifyReview(resealed({ ...one, votes: [...one.votes, decision], state }), key)).toThrow(
    /not enough people/,
  )
})
