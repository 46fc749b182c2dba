import { ReviewStateError } from '../errors.js'
import { agent } from './claim.js'
import type { PayloadRef, Review } from './review.js'
import { notEntitled, withoutClaim } from './rights.js'
import type { Acting, Transition } from './transition.js'
import { applyRule, notOpen } from './transition.js'

/**
 * Hands a review to the supervisors. Whoever holds it gives it back by this; a review that somebody else holds is
 * theirs to escalate.
 */
export function escalate(review: Review, acting: Acting, why?: PayloadRef): Transition {
  return applyRule(review, acting.now, (current) => {
    const refused =
      notOpen(current, 'escalate') ??
      (current.state.status === 'claimed' ? withoutClaim(current, acting.reviewer) : undefined) ??
      notEntitled(current, acting)
    if (refused !== undefined) return refused
    if (current.escalatedAt !== undefined) {
      return new ReviewStateError(current.id, 'escalate', current.state.status, 'it is escalated already.')
    }
    const by = acting.reviewer.id
    return {
      review: {
        ...current,
        state: { status: 'pending' },
        escalatedAt: acting.now,
        escalation: { cause: 'asked', by, ...(why === undefined ? {} : { why }) },
      },
      changes: [
        {
          event: 'review.escalated',
          actor: agent(current, acting),
          data: { cause: 'asked' },
          ...(why === undefined ? {} : { payloads: { why: why.digest } }),
        },
      ],
    }
  })
}
