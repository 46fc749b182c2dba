import { sign, verify } from 'node:crypto'
import { TamperedError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import type { SigningKey, VerifyingKey } from '../internal/signing-key.js'
import { bindingOf } from './binding.js'
import type { DecisionRecord } from './decision.js'
import { knownSeals } from './known-seals.js'
import { decidersOf } from './quorum.js'
import type { Review } from './review.js'

/** A decision before the guard has signed it. */
export type UnsealedDecision = Omit<DecisionRecord, 'seal'>

/**
 * Signs a value: Ed25519 (RFC 8032) over the RFC 8785 form of an array that begins with a word for purpose and version,
 * so that no seal can pass for one of another kind. Base64url.
 */
export function sealOf(word: string, value: unknown, key: SigningKey): string {
  const bytes = bytesOf(word, value)
  const signature = sign(null, bytes, key.privateKey)
  const seal = signature.toString('base64url')
  if (isPair(key, bytes, signature)) knownSeals(key.publicKey).add(seal, bytes)
  return seal
}

/** Keys of which one seal has shown that the public half is the private one's: what they seal needs no verifying here. */
const pairs = new WeakSet<SigningKey>()

function isPair(key: SigningKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (!pairs.has(key) && verify(null, bytes, key.publicKey, signature)) pairs.add(key)
  return pairs.has(key)
}

/**
 * True when the guard's key made this seal for exactly this value. What was found true once in this process, for these very
 * bytes, is not computed again.
 */
export function isSealed(
  word: string,
  value: unknown,
  proof: { readonly seal: string; readonly key: VerifyingKey },
): boolean {
  const { seal, key } = proof
  const bytes = bytesOf(word, value)
  const known = knownSeals(key.publicKey)
  if (known.has(seal, bytes)) return true
  if (!verify(null, bytes, key.publicKey, Buffer.from(seal, 'base64url'))) return false
  known.add(seal, bytes)
  return true
}

/** Signs a review as a whole. Done anew with each version. */
export function sealReview(review: Review, key: SigningKey): Review {
  const { seal: _, ...content } = review
  return { ...content, seal: sealOf('garde-fou/review/v1', content, key) }
}

/** Signs one person's decision on one review. */
export function sealDecision(reviewId: string, decision: UnsealedDecision, key: SigningKey): DecisionRecord {
  return { ...decision, seal: sealOf('garde-fou/decision/v1', decisionParts(reviewId, decision), key) }
}

/**
 * Checks that a review is as the guard's key left it: its seal, its binding, each vote's own seal and binding, and that
 * a quorum stands behind what is decided.
 *
 * @throws TamperedError naming what was altered.
 */
export function verifyReview(review: Review, key: VerifyingKey): void {
  const { seal, ...content } = review
  if (typeof seal !== 'string' || !isSealed('garde-fou/review/v1', content, { seal, key })) {
    throw new TamperedError(`The review ${review.id}`, 'it does not carry the guard’s seal')
  }
  if (bindingOf(review) !== review.binding) {
    throw new TamperedError(
      `The review ${review.id}`,
      'its binding is not that of its suggestion, case and versions',
    )
  }
  for (const vote of review.votes) verifyDecision(review, vote, key)
  if (review.state.status !== 'decided' && review.state.status !== 'effective') return
  verifyDecision(review, review.state.decision, key)
  if (decidersOf(review) === undefined) {
    throw new TamperedError(`The decision on review ${review.id}`, 'not enough people stand behind it')
  }
}

function verifyDecision(review: Review, decision: DecisionRecord, key: VerifyingKey): void {
  const what = `The decision on review ${review.id}`
  if (!isSealed('garde-fou/decision/v1', decisionParts(review.id, decision), { seal: decision.seal, key })) {
    throw new TamperedError(what, 'it does not carry the guard’s seal for this review')
  }
  if (decision.binding !== review.binding) throw new TamperedError(what, 'it was taken on something else')
}

function decisionParts(reviewId: string, decision: UnsealedDecision): readonly (string | null)[] {
  const { outcome, by, role, at, content, valueDigest, binding, reference, grouped } = decision
  return [
    reviewId,
    outcome,
    by,
    role,
    at,
    content.payloadId,
    content.digest,
    valueDigest ?? null,
    binding,
    ...(reference === undefined ? [] : [reference]),
    ...(grouped === undefined ? [] : [`grouped:${grouped}`]),
  ]
}

function bytesOf(word: string, value: unknown): Buffer {
  return Buffer.from(canonicalJson([word, value]), 'utf8')
}
