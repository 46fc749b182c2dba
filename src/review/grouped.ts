import { PROHIBITED_USE_CHECK_ID } from '../checks/prohibited-use/prohibited-use.js'
import { UNDECLARED_DECISION_CHECK_ID } from '../checks/undeclared-decision/undeclared-decision.js'
import { modeFor } from './raised-mode.js'
import type { Review } from './review.js'
import { settle } from './timers.js'
import type { Acting } from './transition.js'

/** Most cases of one grouped processing (`ux.md` §2.1). */
export const MOST_GROUPED = 10

/** Why a case cannot be decided beside others, in one submission. */
export type GroupFault =
  /** More cases than {@link MOST_GROUPED}, or than this guard allows. */
  | 'too-many'
  /** The same case twice. */
  | 'repeated'
  /** There is no such case, or it is none of theirs. */
  | 'unknown'
  /** What is stored of it is not what the guard wrote. */
  | 'altered'
  /** Cases with an effect on somebody's rights are decided one at a time. */
  | 'significant'
  /** Of another use or another system than the others: another grid of criteria. */
  | 'other-use'
  /** This person gives their opinion before they see the suggestion, or has to ask for it. */
  | 'not-shown'
  /** A check doubts that its impact is low, or that the use is allowed, or could not be made. */
  | 'in-doubt'
  /** It asks for a look of its own: changed, escalated, contested, reported, to be decided by two, or without its suggestion. */
  | 'apart'
  /** Its decision could not be taken back. */
  | 'no-undo'
  /** This person has not opened it while they held it. */
  | 'not-opened'
  /** This person may not decide it now: their reservation, their role or their training has ended. */
  | 'not-allowed'

const DOUBTS: readonly string[] = [UNDECLARED_DECISION_CHECK_ID, PROHIBITED_USE_CHECK_ID]

/**
 * Why somebody may not decide this case in grouped processing (`ux.md` §2.1), even once they have opened it; undefined
 * when they may. Says nothing of whether they still hold it: that is the decision's own rule, and holds for each.
 */
export function groupFault(review: Review, acting: Acting): GroupFault | undefined {
  const current = settle(review, acting.now).review
  if (current.impact !== 'information') return 'significant'
  if (modeFor(current, acting.reviewer.id) !== 'shown') return 'not-shown'
  if (isDoubted(current)) return 'in-doubt'
  if (needsOwnLook(current, acting)) return 'apart'
  if (current.oversight.undoMinutes === 0) return 'no-undo'
  return undefined
}

function isDoubted({ reason, findings }: Review): boolean {
  return reason === 'check-failed' || findings.some(({ checkId }) => DOUBTS.includes(checkId))
}

function needsOwnLook(review: Review, { suspendedSince }: Acting): boolean {
  return (
    review.stale !== undefined ||
    review.escalatedAt !== undefined ||
    review.appeal === true ||
    (review.reports ?? []).length > 0 ||
    review.secondOpinion !== undefined ||
    review.oversight.quorum.agree > 1 ||
    review.withoutSuggestion === true ||
    suspendedSince !== undefined
  )
}
