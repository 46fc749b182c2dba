import { ReviewErasedError, TamperedError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { saltedDigest } from '../internal/digest.js'
import { contentDigest } from '../provenance/content-digest.js'
import { createLabel } from '../provenance/create-label.js'
import type { Label } from '../provenance/label.js'
import type { Decider, Decision, DecisionContent, DecisionRecord, Undecided } from '../review/decision.js'
import { decidersOf } from '../review/quorum.js'
import type { Review } from '../review/review.js'
import type { GuardCore } from './core.js'
import { rememberOutput } from './output-index.js'
import { readPayload } from './payloads.js'
import type { Basis } from './review-basis.js'
import { readBasis } from './review-basis.js'
import { bringUpToDate } from './timekeeper.js'
import { parseValue, useOf } from './use-value.js'

/**
 * What became of a review: the decision once it has taken effect, that nobody decided, or undefined while it is open or
 * can still be taken back. What time has brought about is journalled first and returned then. Everything the decision
 * rests on is verified, and its value is checked against the use's schema again. The same answer however often it is
 * asked for.
 *
 * @throws TamperedError naming what was altered; DecisionInvalidError when the value no longer fits the use's schema.
 */
export async function readDecision(
  core: GuardCore,
  review: Review,
): Promise<Decision<unknown> | Undecided | undefined> {
  const current = await bringUpToDate(core, review)
  const { state } = current
  switch (state.status) {
    case 'effective':
      return readEffective(core, current, state)
    case 'expired':
    case 'withdrawn':
      return { outcome: state.status, reviewId: current.id, at: state.at }
    default:
      return undefined
  }
}

type Effective = Extract<Review['state'], { readonly status: 'effective' }>

async function readEffective(
  core: GuardCore,
  review: Review,
  { decision, at: effectiveAt }: Effective,
): Promise<Decision<unknown>> {
  const { basis, content } = await readGrounds(core, review, decision)
  const { motive, textForPerson, value, difference, reference } = content
  const common = {
    reviewId: review.id,
    callId: review.callId,
    systemId: review.systemId,
    useId: review.useId,
    by: decider(decision),
    deciders: (decidersOf(review) ?? []).map(decider),
    at: decision.at,
    effectiveAt,
    motive,
    ...(textForPerson === undefined ? {} : { textForPerson }),
    ...(reference === undefined ? {} : { reference }),
  }
  const { outcome } = decision
  const parsed = value === undefined ? undefined : await parseValue(useOf(core, review), value)
  if (outcome === 'rejected' || outcome === 'without-ai') {
    return { ...common, outcome, ...(value === undefined ? {} : { ownValue: parsed }) }
  }
  const label = await labelOf(core, {
    review,
    basis,
    decision,
    content: labelledContent(parsed, value ?? null),
  })
  const { callId, systemId, useId } = review
  await rememberOutput(core, {
    callId,
    systemId,
    useId,
    content: value,
    generatedAt: label.generatedAt,
    humanReview: outcome,
  })
  return outcome === 'approved'
    ? { ...common, outcome, value: parsed, label }
    : { ...common, outcome, value: parsed, difference: difference ?? [], label }
}

/** What a decision rests on and what it says, verified against the digests under its seal. */
export interface Grounds {
  readonly basis: Basis
  readonly content: DecisionContent
}

/**
 * Reads and verifies everything a decision rests on. The review's own seal is for the caller to check.
 *
 * @throws ReviewErasedError; TamperedError naming what was altered.
 */
export async function readGrounds(
  core: Pick<GuardCore, 'store'>,
  review: Review,
  decision: DecisionRecord,
): Promise<Grounds> {
  if (review.erased !== undefined) throw new ReviewErasedError(review.id, review.erased.at)
  const [basis, payload] = await Promise.all([
    readBasis(core, review),
    readPayload(core, decision.content, { reviewId: review.id, what: 'The decision' }),
  ])
  // It has the shape that this guard wrote: its digest is under the decision's seal.
  const content = payload.value as unknown as DecisionContent
  checkValue(review, { decision, value: content.value, basis })
  return { basis, content }
}

/** The value is the one that was decided on, and an approved one is the suggestion to the letter. */
function checkValue(
  review: Review,
  { decision, value, basis }: { decision: DecisionRecord; value: JsonValue | undefined; basis: Basis },
): void {
  const digest = value === undefined ? undefined : saltedDigest(basis.salt, canonicalJson(value))
  const retains = decision.outcome === 'approved' || decision.outcome === 'amended'
  const fits =
    digest === decision.valueDigest &&
    (!retains || value !== undefined) &&
    (decision.outcome !== 'approved' ||
      digest === saltedDigest(basis.salt, canonicalJson(basis.suggestion.value)))
  if (!fits)
    throw new TamperedError(
      `The decision on review ${review.id}`,
      'its value is not the one that was decided',
    )
}

function labelOf(
  core: GuardCore,
  {
    review,
    basis,
    decision,
    content,
  }: { review: Review; basis: Basis; decision: DecisionRecord; content: unknown },
): Promise<Label> {
  return createLabel({
    callId: review.callId,
    system: basis.suggestion.system,
    useId: review.useId,
    content,
    generatedAt: new Date(basis.suggestion.generatedAt),
    humanReview: decision.outcome === 'amended' ? 'amended' : 'approved',
    reviewedBy: decision.role,
    key: core.signingKey,
  })
}

/** What a label is made of: the value as it leaves, or as it was decided when a schema turns it into something JSON has no form for. */
function labelledContent(parsed: unknown, decided: JsonValue): unknown {
  try {
    contentDigest(parsed)
    return parsed
  } catch {
    return decided
  }
}

function decider({ by, role, at }: DecisionRecord): Decider {
  return { id: by, role, at }
}
