import { hasVoted } from './quorum.js'
import type { Review } from './review.js'

/**
 * Whose case an open review is: who holds it, otherwise who gave the last first opinion on it and has not decided. Leases
 * are short: most of the time nobody holds a case that somebody has begun.
 */
export function workedOnBy(review: Pick<Review, 'state' | 'opinions' | 'votes'>): string | undefined {
  if (review.state.status === 'claimed') return review.state.by
  if (review.state.status !== 'pending') return undefined
  return review.opinions.findLast(({ by }) => !hasVoted(review, by))?.by
}
