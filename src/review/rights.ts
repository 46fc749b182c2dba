import { ReviewerNotAllowedError } from '../errors.js'
import { dayOf } from '../system/lifecycle.js'
import { deadlocked, hasVoted } from './quorum.js'
import type { Review } from './review.js'
import type { Reviewer } from './reviewer.js'
import { AUDITOR_ROLE } from './roles.js'
import type { Acting } from './transition.js'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * The role in which somebody may act on a review: the use's own, or the escalation role once it is escalated. When its
 * voters cannot agree any more, the escalation role only.
 */
export function roleFor(review: Review, reviewer: Reviewer): string | undefined {
  const { role, escalationRole } = review.oversight
  const holds = (wanted: string): boolean => reviewer.roles.includes(wanted)
  if (deadlocked(review) && isOpen(review)) return holds(escalationRole) ? escalationRole : undefined
  if (holds(role)) return role
  return review.escalatedAt !== undefined && holds(escalationRole) ? escalationRole : undefined
}

/**
 * Whether somebody may know that a review exists. Supervisors see what is escalated or decided: they may take a
 * decision back. Auditors see every review, and change none.
 */
export function mayKnow(review: Review, reviewer: Reviewer): boolean {
  return readingRole(review, reviewer) !== undefined
}

/** The role in which somebody may read a review; undefined when they may not know of it. */
export function readingRole(review: Review, { roles }: Reviewer): string | undefined {
  const { role, escalationRole } = review.oversight
  if (roles.includes(role)) return role
  const called = review.escalatedAt !== undefined || !isOpen(review)
  if (called && roles.includes(escalationRole)) return escalationRole
  return roles.includes(AUDITOR_ROLE) ? AUDITOR_ROLE : undefined
}

/** Auditors see what was suggested once nobody can decide on it any more. */
export function auditsSuggestion({ state }: Review, { roles }: Reviewer): boolean {
  return roles.includes(AUDITOR_ROLE) && ['effective', 'expired', 'withdrawn'].includes(state.status)
}

/** True for the person who asked for the suggestion: nobody decides on their own request. */
export function isRequester(review: Review, reviewer: Reviewer): boolean {
  return review.requester.kind === 'agent' && review.requester.id === reviewer.id
}

/** Why somebody may not work on a review: role, training (engagement 13), separation of duties. */
export function notEntitled(review: Review, { reviewer, now }: Acting): ReviewerNotAllowedError | undefined {
  if (roleFor(review, reviewer) === undefined) {
    const { role, escalationRole } = review.oversight
    const wanted = deadlocked(review) ? escalationRole : role
    return new ReviewerNotAllowedError('role', `This review is decided by somebody in the role "${wanted}".`)
  }
  if (isRequester(review, reviewer)) {
    return new ReviewerNotAllowedError(
      'requester',
      'You asked for this suggestion yourself; somebody else has to decide on it.',
    )
  }
  if (!isTrained(review, reviewer, now)) {
    return new ReviewerNotAllowedError(
      'training',
      `The training "${review.trainingId}" is missing or no longer valid on ${dayOf(new Date(now))} (engagement 13).`,
    )
  }
  return undefined
}

/** Each person decides once. */
export function votedAlready(review: Review, reviewer: Reviewer): ReviewerNotAllowedError | undefined {
  if (!hasVoted(review, reviewer.id)) return undefined
  return new ReviewerNotAllowedError(
    'already-voted',
    'You have decided on this review already; somebody else has to decide too.',
  )
}

/** Working on a review needs the claim on it. */
export function withoutClaim(review: Review, reviewer: Reviewer): ReviewerNotAllowedError | undefined {
  if (review.state.status === 'claimed' && review.state.by === reviewer.id) return undefined
  return new ReviewerNotAllowedError(
    'not-claimed-by-you',
    'Claim this review first; a claim ends when its lease is over.',
  )
}

function isTrained(review: Review, reviewer: Reviewer, now: string): boolean {
  const today = dayOf(new Date(now))
  // A day written in another way would compare wrongly as text, so it does not count.
  return reviewer.training.some(
    ({ id, validUntil }) => id === review.trainingId && DAY.test(validUntil) && validUntil >= today,
  )
}

function isOpen({ state }: Review): boolean {
  return state.status === 'pending' || state.status === 'claimed'
}
