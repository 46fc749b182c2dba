import { ReviewStateError } from '../errors.js'
import { LANGUAGES, type Language } from '../i18n/language.js'
import { explainDecision } from '../notice/explanation/explain-decision.js'
import type { Explanation } from '../notice/explanation/explanation.js'
import type { AnsweredCriterion } from '../review/criteria.js'
import type { DecisionRecord } from '../review/decision.js'
import { explanationFacts, opinionsOfDeciders } from '../review/explanation-facts.js'
import { explicable } from '../review/explicable.js'
import { decidersOf } from '../review/quorum.js'
import type { Review } from '../review/review.js'
import type { GuardCore } from './core.js'
import { reviewOf } from './desk-command.js'
import { readPayload } from './payloads.js'
import { readGrounds } from './read-decision.js'
import { bringUpToDate } from './timekeeper.js'

/**
 * Explains a decision in effect from what is stored of it, everything verified first.
 *
 * @throws ReviewNotFoundError; ReviewStateError while there is no decision in effect, for a control case, which
 * concerns nobody, and for a decision in which no AI took part; TamperedError; TypeError for a language that is none; a
 * store error.
 */
export async function explainReview(
  core: GuardCore,
  reviewId: string,
  lang: Language = 'fr',
): Promise<Explanation> {
  return explainStored(core, await reviewOf(core, reviewId), lang)
}

/** The same for a review that was read. */
export async function explainStored(
  core: GuardCore,
  stored: Review,
  lang: Language = 'fr',
): Promise<Explanation> {
  if (!LANGUAGES.includes(lang)) throw new TypeError(`There is no explanation in "${String(lang)}".`)
  const review = await bringUpToDate(core, stored)
  const { state } = review
  const found = explicable(review)
  if (found === 'control')
    throw new ReviewStateError(review.id, 'explain', 'a control case', 'it concerns nobody.')
  if (found === 'without-ai')
    throw new ReviewStateError(review.id, 'explain', 'without an AI', 'no AI took part in it.')
  if (state.status !== 'effective')
    throw new ReviewStateError(review.id, 'explain', state.status, 'there is no decision in effect.')
  const { basis, content } = await readGrounds(core, review, state.decision)
  const facts = explanationFacts({
    review,
    state,
    content,
    suggestion: basis.suggestion,
    caseData: basis.caseData,
    criteria: await criteriaOf(core, review, state.decision),
    record: core.systems.get(review.systemId)?.record,
    authority: core.charter.authority,
  })
  return explainDecision(facts, lang)
}

/** What those who decided answered to the use's criteria, by the payload's id. Verified like everything else. */
async function criteriaOf(
  core: GuardCore,
  review: Review,
  decision: DecisionRecord,
): Promise<ReadonlyMap<string, readonly AnsweredCriterion[]>> {
  const refs = opinionsOfDeciders(review, decidersOf(review) ?? [decision])
    .map(({ criteria }) => criteria)
    .filter((ref) => ref !== undefined)
  const owner = { reviewId: review.id, what: 'The answers to the criteria' }
  const read = refs.map(async (ref) => {
    const { value } = await readPayload(core, ref, owner)
    // It has the shape that this guard wrote: its digest is under the seal.
    return [ref.payloadId, value as unknown as readonly AnsweredCriterion[]] as const
  })
  return new Map(await Promise.all(read))
}
