import { ReviewErasedError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import type { ReviewListItem } from '../review/commands.js'
import type { ControlAnswer } from '../review/control-case.js'
import type { AnsweredCriterion } from '../review/criteria.js'
import type { DecisionContent } from '../review/decision.js'
import { modeFor } from '../review/raised-mode.js'
import type { Review } from '../review/review.js'
import type { Reviewer } from '../review/reviewer.js'
import type { SuggestionContent } from '../review/suggestion.js'
import { settle } from '../review/timers.js'
import type { ReviewView } from '../review/view.js'
import type { ViewTexts } from '../review/view-of.js'
import { readableTexts, viewOf } from '../review/view-of.js'
import type { GuardCore } from './core.js'
import { actingNow } from './desk-people.js'
import { readPayload } from './payloads.js'

/** What somebody sees of a review now. Loads the texts they may read, and no others. */
export async function viewFor(
  core: GuardCore,
  { review, reviewer }: { readonly review: Review; readonly reviewer: Reviewer },
): Promise<ReviewView> {
  if (review.erased !== undefined) throw new ReviewErasedError(review.id, review.erased.at)
  const acting = await actingNow(core, review, reviewer)
  const readable = readableTexts(review, acting)
  const read = async (
    ref: { payloadId: string; digest: string } | undefined,
    what: string,
  ): Promise<JsonValue | undefined> =>
    ref === undefined ? undefined : (await readPayload(core, ref, { reviewId: review.id, what })).value
  const [caseData, suggestion, note, criteria, stale, decision, takenOver, control, draft] =
    await Promise.all([
      readPayload(core, readable.caseData, { reviewId: review.id, what: 'The case data' }),
      read(readable.suggestion, 'The suggestion'),
      read(readable.note, 'The opinion'),
      read(readable.criteria, 'The answers to the criteria'),
      read(readable.stale, 'The note on the changed case'),
      read(readable.decision?.content, 'The decision'),
      read(readable.takenOver, 'The reason of the supervisor'),
      read(readable.control, 'The answer of the control case'),
      core.store.getDraft(review.id, reviewer.id),
    ])
  const votes = await Promise.all(
    (readable.disagreement ?? []).map(({ content }) => read(content, 'A decision')),
  )
  // Each payload has the shape that this guard wrote: its digest is under the seal.
  const texts: ViewTexts = {
    caseData: caseData.value,
    ...(suggestion === undefined ? {} : { suggestion: suggestion as unknown as SuggestionContent }),
    ...(note === undefined ? {} : { note: note as string }),
    ...(criteria === undefined ? {} : { criteria: criteria as unknown as readonly AnsweredCriterion[] }),
    ...(stale === undefined ? {} : { stale: stale as string }),
    ...(decision === undefined ? {} : { decision: decision as unknown as DecisionContent }),
    ...(votes.length === 0 ? {} : { disagreement: votes as unknown as readonly DecisionContent[] }),
    ...(takenOver === undefined ? {} : { takenOver: takenOver as string }),
    ...(control === undefined ? {} : { control: control as unknown as ControlAnswer }),
    ...(draft === undefined ? {} : { draft: { body: JSON.parse(draft.body) as JsonValue, at: draft.at } }),
  }
  return viewOf(review, acting, texts)
}

/**
 * A line of the queue, as the review stands at `now` (ISO 8601, UTC). Its mode is the reader's own where they took it: why
 * a colleague gives their opinion first is theirs to know.
 */
export function listItem(review: Review, now: string, readerId: string): ReviewListItem {
  const current = settle(review, now).review
  const { id, systemId, useId, subject, territory, state, createdAt, dueAt, escalatedAt, stale, reason } =
    current
  return {
    id,
    version: review.version,
    systemId,
    useId,
    ...(subject === undefined ? {} : { subject }),
    ...(territory === undefined ? {} : { territory }),
    status: state.status,
    ...(state.status === 'claimed' ? { claimedBy: state.by, claimedUntil: state.until } : {}),
    createdAt,
    dueAt,
    escalated: escalatedAt !== undefined,
    stale: stale !== undefined,
    secondOpinion: current.secondOpinion !== undefined,
    appeal: current.appeal === true,
    mode: modeFor(current, readerId),
    reason,
  }
}
