import { isGuardError } from '../errors.js'
import { type ErasureOrder, eraseReview } from '../review/erase.js'
import type { Review } from '../review/review.js'
import type { LabelledSystem, SuggestionContent } from '../review/suggestion.js'
import { ownerOf } from '../store/encryption/data-keys.js'
import type { Erasure } from '../store/store.js'
import type { GuardCore } from './core.js'
import { factsAfterErasure } from './erased-facts.js'
import { keptFormsAbout } from './kept-forms.js'
import { labelledSystem } from './open-review.js'
import { readPayload } from './payloads.js'
import { reviewWrite } from './review-write.js'

/**
 * Erases the texts of a review that has ended, its drafts, the marks of its commands and messages about it, in one change
 * with its journal entry. False when somebody else changed the review first.
 *
 * @throws ReviewStateError when it is still open; a store error.
 */
export async function eraseTexts(
  core: GuardCore,
  review: Review,
  { what, cause }: Pick<ErasureOrder, 'what' | 'cause'>,
): Promise<boolean> {
  const now = core.clock.now().toISOString()
  const order: ErasureOrder = { what, cause, now, system: await systemOf(core, review) }
  const transition = eraseReview(review, order)
  if (!transition.ok) throw transition.error
  const { next, changes } = transition
  const { entries, review: row } = reviewWrite(core, { next, changes, now })
  const { subject, id: reviewId } = review
  const erasure: Erasure = {
    write: { entries, review: row, facts: { put: await factsAfterErasure(core, review, what) } },
    texts: { reviewId, ...(what === 'texts' ? { but: 'decision' as const } : {}) },
    drafts: [{ reviewId: keptFormsAbout(reviewId) }],
    keys: { owner: ownerOf({ subject, reviewId }), ...(subject === undefined ? { reviewId } : { subject }) },
  }
  return (await core.store.erase(erasure)) === 'committed'
}

/** What may be said of the system once the suggestion is gone: as it was then, or as it is declared now. */
async function systemOf(core: GuardCore, review: Review): Promise<LabelledSystem> {
  if (review.erased !== undefined) return review.erased.system
  try {
    const what = 'The suggestion'
    const { value } = await readPayload(core, review.suggestion, { reviewId: review.id, what })
    // It has the shape that this guard wrote: its digest is under the seal.
    return (value as unknown as SuggestionContent).system
  } catch (error) {
    const declared = core.systems.get(review.systemId)
    // What was altered is erased all the same.
    if (declared === undefined || !isGuardError(error) || error.code !== 'ERR_TAMPERED') throw error
    return labelledSystem(declared.record)
  }
}
