import { ReviewStateError } from '../errors.js'
import type { Review } from './review.js'
import type { LabelledSystem } from './suggestion.js'
import type { Transition } from './transition.js'
import { applyRule } from './transition.js'

/** `texts`: all but the decision, its reasons included. `all`: those too, the case's number and territory, and a citizen's id. */
export type ErasedPart = 'texts' | 'all'

/** What is erased of a review, when and why. */
export interface ErasureOrder {
  readonly what: ErasedPart
  readonly cause: 'request' | 'retention'
  /** ISO 8601, UTC. */
  readonly now: string
  /** The system as it was: a letter's decision can still be checked. */
  readonly system: LabelledSystem
}

/** Stands for a citizen whose id was erased. */
const NOBODY = 'erased'

/**
 * A review without what it says of a person. Its digests stay, and prove nothing any more without the salts that go with
 * the texts. Only one that has ended: an open one is withdrawn first.
 */
export function eraseReview(review: Review, { what, cause, now, system }: ErasureOrder): Transition {
  return applyRule(review, now, (current) => {
    const { status } = current.state
    if (status !== 'effective' && status !== 'expired' && status !== 'withdrawn')
      return new ReviewStateError(review.id, 'erase', status, 'it is still open. Withdraw it first.')
    const erased = { ...current, erased: { at: now, what, system } }
    return {
      review: what === 'all' ? withoutPerson(erased) : erased,
      changes: [{ event: 'review.erased', actor: { kind: 'guard' }, data: { what, cause } }],
    }
  })
}

function withoutPerson({ subject: _, territory: __, ...review }: Review): Review {
  const { requester } = review
  return requester.kind === 'citizen' ? { ...review, requester: { ...requester, id: NOBODY } } : review
}
