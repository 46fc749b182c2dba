import { StoreFailedError } from '../../errors.js'
import type { Review } from '../../review/review.js'
import { foldText } from './fold-text.js'
import type { ReviewsTable } from './tables.js'

/** A review as it is stored: its body and the columns derived from it. */
export function reviewRow(review: Review, nextAt: string | null): ReviewsTable {
  const { state } = review
  const claim = state.status === 'claimed' ? state : undefined
  return {
    id: review.id,
    version: review.version,
    status: state.status,
    system_id: review.systemId,
    role: review.oversight.role,
    escalated_to: review.escalatedAt === undefined ? null : review.oversight.escalationRole,
    requester: review.requester.kind === 'agent' ? review.requester.id : null,
    claimed_by: claim?.by ?? null,
    claimed_until: claim?.until ?? null,
    subject: review.subject === undefined ? null : foldText(review.subject),
    due_at: review.dueAt,
    next_at: nextAt,
    body: JSON.stringify(review),
    created_at: review.createdAt,
    use_key: useKey(review),
    mode: review.oversight.mode,
    territory: (review.territory ?? '').replaceAll('\0', ''),
  }
}

/** A use as lists name it. */
export function useKey({ systemId, useId }: Pick<Review, 'systemId' | 'useId'>): string {
  return `${systemId}/${useId}`
}

/**
 * Reads a review back. Whoever relies on it verifies its seal.
 *
 * @throws StoreFailedError `corrupt` when the body is not JSON any more.
 */
export function parseReview({ body }: { readonly body: string }): Review {
  try {
    return JSON.parse(body) as Review
  } catch (error) {
    throw new StoreFailedError('corrupt', 'A stored review cannot be read: its body is not JSON.', {
      cause: error,
    })
  }
}
