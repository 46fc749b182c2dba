import type { DecisionOutcome } from './decision.js'
import { hasVoted } from './quorum.js'
import type { Review } from './review.js'

/**
 * What is known of a control case: a closed case, made anonymous, with a suggestion that is wrong in a known way. Shown
 * to whoever has decided it, never before (`ux.md` §2.6).
 */
export interface ControlAnswer {
  /** The outcomes by which somebody shows that they found the error. */
  readonly expected: readonly DecisionOutcome[]
  /** What the error is about, completing « L’erreur portait sur … »: « le plafond de revenu ». */
  readonly error: string
  /** Where to look: a field of the case, by its name or as a JSON Pointer. */
  readonly where?: string
  /** What a careful reader sees there. */
  readonly explanation?: string
  /** The experts who checked the case: at least two. */
  readonly checkedBy: readonly string[]
}

/** What a reviewer is told of a control case once they have decided. */
export interface ControlFeedback extends Omit<ControlAnswer, 'expected' | 'checkedBy'> {
  readonly found: boolean
}

/** True when this person may be told that it was a control case: their decision is in, and stays. */
export function seesControl(review: Review, reviewerId: string): boolean {
  return review.control !== undefined && hasVoted(review, reviewerId)
}

/** What this person is told; undefined before they have decided. */
export function controlFeedback(
  review: Review,
  reviewerId: string,
  answer: ControlAnswer,
): ControlFeedback | undefined {
  const vote = review.votes.find(({ by }) => by === reviewerId)
  if (review.control === undefined || vote === undefined) return undefined
  const { error, where, explanation } = answer
  return {
    found: answer.expected.includes(vote.outcome),
    error,
    ...(where === undefined ? {} : { where }),
    ...(explanation === undefined ? {} : { explanation }),
  }
}
