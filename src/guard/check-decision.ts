import { JournalBrokenError, KeyInvalidError, TamperedError } from '../errors.js'
import type { Sha256 } from '../internal/digest.js'
import { DECISION_PROOF_FORMAT, type DecisionProof, verifyDecisionProof } from '../journal/decision-proof.js'
import { inclusionProof } from '../journal/proofs.js'
import { formatVerifierKey } from '../journal/signed-note.js'
import type { SequencedEntry } from '../journal/tree-types.js'
import type { DecisionOutcome } from '../review/decision.js'
import { decidersOf } from '../review/quorum.js'
import { effectEntryId, type ReferenceFault, readReference, referenceDigest } from '../review/reference.js'
import type { Review } from '../review/review.js'
import type { LabelledSystem } from '../review/suggestion.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import { readGrounds } from './read-decision.js'
import { REFERENCE_KIND } from './review-write.js'
import { bringUpToDate } from './timekeeper.js'

/** What is told of a decision: roles and dates, no person and no case. */
export interface CheckedDecision {
  readonly reference: string
  readonly outcome: DecisionOutcome
  /** The role in which somebody decided; never who. */
  readonly role: string
  /** How many people stand behind the decision. */
  readonly people: number
  /** ISO 8601, UTC. */
  readonly decidedAt: string
  readonly effectiveAt: string
  /** The system as it was when it made its suggestion. */
  readonly system: LabelledSystem
  readonly useId: string
  /** When its texts were erased, if they were: the journal proves the rest all the same. */
  readonly erasedAt?: string
}

/** What a check of a reference leads to. */
export type DecisionCheck =
  | { readonly status: 'malformed'; readonly fault: ReferenceFault }
  | { readonly status: 'unknown'; readonly reference: string }
  /** Something in the database is not what was recorded. Reported to the guard's `error` event. */
  | { readonly status: 'not-verifiable'; readonly reference: string }
  /** Decided, but it can still be taken back until `effectiveAt`. */
  | { readonly status: 'not-effective'; readonly reference: string; readonly effectiveAt: string }
  /** The journal has it, and its next checkpoint, due within seconds, will sign it. */
  | { readonly status: 'not-signed-yet'; readonly reference: string; readonly decision: CheckedDecision }
  | {
      readonly status: 'verified'
      readonly reference: string
      readonly decision: CheckedDecision
      readonly proof: DecisionProof
    }

/**
 * Checks the decision that a letter's reference belongs to. A reference is found by its digest; what the index says is
 * believed only when the review's seal says the same.
 *
 * @throws a store error.
 */
export async function checkDecision(core: GuardCore, text: string): Promise<DecisionCheck> {
  const read = readReference(text)
  if (!read.ok) return { status: 'malformed', fault: read.fault }
  const { reference } = read
  try {
    return await checkKnown(core, reference)
  } catch (error) {
    if (
      !(
        error instanceof TamperedError ||
        error instanceof JournalBrokenError ||
        error instanceof KeyInvalidError
      )
    )
      throw error
    reportFault(core, error)
    return { status: 'not-verifiable', reference }
  }
}

async function checkKnown(core: GuardCore, reference: string): Promise<DecisionCheck> {
  const digest = referenceDigest(reference)
  // Before anything else: once the journal has a decision's effect, nothing may say that there is none.
  const entry = await core.store.findEntry(effectEntryId(digest))
  const review = await reviewBehind(core, digest)
  const state = review?.state
  const isTheirs = state !== undefined && 'decision' in state && state.decision.reference === digest
  if (review === undefined || state === undefined || !isTheirs || state.status !== 'effective') {
    if (entry !== undefined)
      throw new TamperedError('A decision that the journal holds', 'the database does not hold it any more')
    // Taken back before it had an effect, or one voice of several: no letter carries this reference.
    return isTheirs && state.status === 'decided'
      ? { status: 'not-effective', reference, effectiveAt: state.effectiveAt }
      : { status: 'unknown', reference }
  }
  const decision = await describe(core, review, { state, reference })
  return withProof(core, { review, entry, decision })
}

/** The review that the index leads to, as it is now. */
async function reviewBehind(core: GuardCore, digest: Sha256): Promise<Review | undefined> {
  const row = await core.store.getSetting(REFERENCE_KIND, digest)
  if (row === undefined) return undefined
  const stored = await core.store.getReview(reviewIdIn(row.body))
  if (stored === undefined)
    throw new TamperedError('The review of a reference', 'it is no longer in the store')
  return bringUpToDate(core, stored)
}

type Effective = Extract<Review['state'], { readonly status: 'effective' }>

async function describe(
  core: GuardCore,
  review: Review,
  { state, reference }: { readonly state: Effective; readonly reference: string },
): Promise<CheckedDecision> {
  const { outcome, role, at: decidedAt } = state.decision
  const system = review.erased?.system ?? (await systemBehind(core, review, { state, reference }))
  return {
    reference,
    outcome,
    role,
    people: decidersOf(review)?.length ?? 0,
    decidedAt,
    effectiveAt: state.at,
    system,
    useId: review.useId,
    ...(review.erased === undefined ? {} : { erasedAt: review.erased.at }),
  }
}

/** The system as it was, once all texts were verified: the reference too is in what the person decided. */
async function systemBehind(
  core: GuardCore,
  review: Review,
  { state, reference }: { readonly state: Effective; readonly reference: string },
): Promise<LabelledSystem> {
  const { basis, content } = await readGrounds(core, review, state.decision)
  if (content.reference !== reference)
    throw new TamperedError(`The decision on review ${review.id}`, 'it carries another reference')
  return basis.suggestion.system
}

async function withProof(
  core: GuardCore,
  found: {
    readonly review: Review
    readonly entry: SequencedEntry | undefined
    readonly decision: CheckedDecision
  },
): Promise<DecisionCheck> {
  const { review, decision } = found
  const { reference } = decision
  // Counted first: what gets its place in between is found.
  const pending = await core.store.countPending()
  const entry = found.entry ?? (await core.store.findEntry(effectEntryId(referenceDigest(reference))))
  if (entry === undefined) {
    // Committed with the review, so it is either waiting for its place or was removed.
    if (pending > 0) return { status: 'not-signed-yet', reference, decision }
    throw new JournalBrokenError(`The journal lacks the entry of the decision on review ${review.id}.`)
  }
  const checkpoint = await core.store.latestCheckpoint()
  if (checkpoint === undefined || checkpoint.size <= entry.index)
    throw new JournalBrokenError('The latest checkpoint does not reach an entry that has its place.')
  const proof = await proofOf(core, { reference, entry, checkpoint })
  // Verified here as anybody else would: a proof that does not hold is never handed out.
  const proved = verifyDecisionProof(proof, [core.signingKey])
  const fits =
    proved.reviewId === review.id &&
    proved.systemId === review.systemId &&
    proved.outcome === decision.outcome &&
    proved.role === decision.role &&
    proved.decidedAt === decision.decidedAt &&
    proved.effectiveAt === decision.effectiveAt
  if (!fits) throw new TamperedError(`The decision on review ${review.id}`, 'the journal says something else')
  return { status: 'verified', reference, decision, proof }
}

async function proofOf(
  { store, signingKey }: GuardCore,
  found: {
    readonly reference: string
    readonly entry: SequencedEntry
    readonly checkpoint: { readonly size: number; readonly note: string }
  },
): Promise<DecisionProof> {
  const { reference, entry, checkpoint } = found
  const { index } = entry
  const { hashes } = await inclusionProof({
    index,
    size: checkpoint.size,
    readNodes: (nodes) => store.readNodes(nodes),
  })
  return {
    format: DECISION_PROOF_FORMAT,
    reference,
    entry: entry.text,
    index,
    hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')),
    checkpoint: checkpoint.note,
    key: formatVerifierKey(signingKey),
  }
}

/** The review that a row of the index leads to. @throws TamperedError when this guard did not write it. */
export function reviewIdIn(body: string): string {
  try {
    const { reviewId } = JSON.parse(body) as { readonly reviewId?: unknown }
    if (typeof reviewId === 'string') return reviewId
  } catch {
    // Said below.
  }
  throw new TamperedError('The index of references', 'an entry of it cannot be read')
}
