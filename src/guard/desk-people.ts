import { ReviewerNotAllowedError, ReviewNotFoundError } from '../errors.js'
import type { Review } from '../review/review.js'
import type { Reviewer } from '../review/reviewer.js'
import { mayKnow } from '../review/rights.js'
import { verifyReview } from '../review/seal.js'
import { settle } from '../review/timers.js'
import type { Acting } from '../review/transition.js'
import type { GuardCore } from './core.js'
import { suspensionOf } from './suspension-state.js'

/**
 * Looks an authenticated person up in the directory. What they may do, and the id that counts, are the directory's.
 *
 * @throws ReviewerNotAllowedError for nobody it knows.
 */
export async function findReviewer(core: GuardCore, by: string): Promise<Reviewer> {
  const found = typeof by === 'string' && by !== '' ? await core.reviewers.find(by) : undefined
  const usable =
    found !== undefined &&
    typeof found.id === 'string' &&
    found.id !== '' &&
    Array.isArray(found.roles) &&
    Array.isArray(found.training)
  if (!usable)
    throw new ReviewerNotAllowedError(
      'unknown-reviewer',
      'The directory of reviewers does not know this person.',
    )
  return found
}

/** Somebody before a review, now, under the versions in force. */
export function actingOn(core: GuardCore, review: Review, reviewer: Reviewer): Acting {
  const system = core.systems.get(review.systemId)
  const now = core.clock.now().toISOString()
  if (system === undefined || !Object.hasOwn(system.uses, review.useId)) return { reviewer, now }
  const { id, version } = core.charter
  return { reviewer, now, versions: { systemVersion: system.record.version, charter: { id, version } } }
}

/** The same, and whether the review's system is suspended. */
export async function actingNow(core: GuardCore, review: Review, reviewer: Reviewer): Promise<Acting> {
  const suspension = await suspensionOf(core, review.systemId)
  const acting = actingOn(core, review, reviewer)
  return suspension === undefined ? acting : { ...acting, suspendedSince: suspension.since }
}

/**
 * Reads a review for somebody who may know of it, and checks that it is as the guard left it.
 *
 * @throws ReviewNotFoundError in the same words whether it does not exist or is none of theirs; TamperedError.
 */
export async function openFor(core: GuardCore, reviewId: string, reviewer: Reviewer): Promise<Review> {
  const review = typeof reviewId === 'string' ? await core.store.getReview(reviewId) : undefined
  if (review === undefined) throw new ReviewNotFoundError(String(reviewId))
  const now = core.clock.now().toISOString()
  if (!mayKnow(settle(review, now).review, reviewer)) throw new ReviewNotFoundError(reviewId)
  verifyReview(review, core.signingKey)
  return review
}
