import { ReviewErasedError } from '../errors.js'
import type { Review } from '../review/review.js'
import { ownerOf } from '../store/encryption/data-keys.js'
import type { GuardCore } from './core.js'
import { keptFormsAbout } from './kept-forms.js'
import { entryOf } from './record.js'

/**
 * Nothing more is written about a review that was erased.
 *
 * @throws ReviewErasedError
 */
export function refuseErased({ id, erased }: Review): void {
  if (erased !== undefined) throw new ReviewErasedError(id, erased.at)
}

/**
 * After a text was written that moves no review's version: erases it again when the review it is about was erased
 * meanwhile. `review` is as it was before, with the number of its case.
 *
 * @throws ReviewErasedError; a store error.
 */
export async function eraseLateWrite(
  core: Pick<GuardCore, 'store' | 'clock'>,
  { id: reviewId, subject, callId, systemId, useId }: Review,
): Promise<void> {
  const now = await core.store.getReview(reviewId)
  if (now?.erased === undefined) return
  const { what } = now.erased
  const entry = entryOf(
    {
      event: 'review.erased',
      systemId,
      useId,
      callId,
      reviewId,
      actor: { kind: 'guard' },
      data: { what, cause: 'late-write' },
    },
    core.clock.now(),
  )
  await core.store.erase({
    write: { entries: [entry] },
    texts: { reviewId, ...(what === 'texts' ? { but: 'decision' as const } : {}) },
    drafts: [{ reviewId: keptFormsAbout(reviewId) }],
    keys: { owner: ownerOf({ subject, reviewId }), ...(subject === undefined ? { reviewId } : { subject }) },
  })
  await core.store.compact()
  refuseErased(now)
}
