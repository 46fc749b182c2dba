import { ReviewStateError } from '../errors.js'
import type { Review } from './review.js'
import type { Reviewer } from './reviewer.js'
import { notEntitled } from './rights.js'
import type { Change, Transition } from './transition.js'
import { applyRule } from './transition.js'

/**
 * Frees a review from a holder who may not decide on it any more (`ux.md` §2.6): their training has ended, their role
 * was taken back, or the directory does not know them now. What they typed stays theirs. Refused where nobody holds the
 * review, or its holder may still decide.
 */
export function returnUnauthorised(review: Review, holder: Reviewer | undefined, now: string): Transition {
  return applyRule(review, now, (current) => {
    const { id, state } = current
    if (state.status !== 'claimed' || (holder !== undefined && holder.id !== state.by))
      return new ReviewStateError(id, 'returnUnauthorised', state.status, 'this person does not hold it.')
    const reason =
      holder === undefined ? 'unknown-reviewer' : notEntitled(current, { reviewer: holder, now })?.reason
    if (reason === undefined)
      return new ReviewStateError(id, 'returnUnauthorised', state.status, 'its holder may decide on it.')
    const returned: Change = {
      event: 'review.returned',
      actor: { kind: 'guard' },
      data: { cause: 'authorisation-over', reason },
    }
    return { review: { ...current, state: { status: 'pending' } }, changes: [returned] }
  })
}
