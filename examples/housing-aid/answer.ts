import type { Decision, Store, Undecided } from 'garde-fou'
import type { Answer, RequestBook } from './request-book.ts'
import { type Draft, draftSchema } from './system.ts'

/**
 * Takes each decision into this application once it is effective. Called at least once, also after a restart: filing
 * the same decision again changes nothing.
 */
export async function fileDecision(
  decision: Decision<unknown> | Undecided,
  { store, book }: { readonly store: Store; readonly book: RequestBook },
): Promise<void> {
  const review = await store.getReview(decision.reviewId)
  // The summary of the receipt is held now and then; nobody waits for it.
  if (review?.subject === undefined || review.useId !== 'draft') return
  if (!('effectiveAt' in decision)) return book.setStatus(review.subject, 'without-ai')
  book.setAnswer(review.subject, answerOf(decision))
}

function answerOf(decision: Decision<unknown>): Answer {
  const given =
    decision.outcome === 'approved' || decision.outcome === 'amended' ? decision.value : decision.ownValue
  const value: Draft | undefined = given === undefined ? undefined : draftSchema.parse(given)
  const texts = [value?.letter, decision.textForPerson].filter((text) => text !== undefined)
  return {
    outcome: decision.outcome,
    ...(value === undefined ? {} : { proposal: value.proposal }),
    ...(value === undefined || value.amount === null || value.proposal !== 'favourable'
      ? {}
      : { amount: value.amount }),
    text: texts.join('\n\n'),
    at: decision.effectiveAt,
    reviewId: decision.reviewId,
    ...(decision.reference === undefined ? {} : { decisionReference: decision.reference }),
  }
}
