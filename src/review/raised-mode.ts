import type { TeamAlert } from '../statistics/team.js'
import type { OversightMode } from '../system/oversight.js'
import type { Review } from './review.js'
import type { Acting } from './transition.js'

/** Why somebody gives their opinion first where the use itself asks for less (`ux.md` §2.2). */
export type RaiseCause =
  /** People decided so for the system, until it is lifted. */
  | { readonly why: 'by-hand' }
  /** What the system's figures called attention to. */
  | { readonly why: 'alert'; readonly alert: TeamAlert }
  /** What was set of the system was altered in the database: in doubt, the strictest. */
  | { readonly why: 'unreadable' }
  /** The system's model changed; `until` when this raises the mode (ISO 8601, UTC). */
  | { readonly why: 'model-changed'; readonly until: string }
  /** A second opinion was asked for, or drawn: who gives it knows neither the first one nor the suggestion. */
  | { readonly why: 'second-opinion' }
  /** One of this person's first so many cases on the system. */
  | { readonly why: 'new-agent'; readonly cases: number }

/** That one person gives their opinion first on one review. Made when they take it, and kept for good. */
export interface ModeRaise {
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly causes: readonly [RaiseCause, ...RaiseCause[]]
}

/** What raised the mode for a person who took this review; undefined where the use's own holds. */
export function raiseOf({ raises = [] }: Review, reviewerId: string): ModeRaise | undefined {
  return raises.find(({ by }) => by === reviewerId)
}

/**
 * The mode that holds for a person on this review: the use's own, or the strictest once it was raised for them. It
 * never becomes milder: what was hidden from somebody by it is not shown by a later lifting.
 */
export function modeFor(review: Review, reviewerId: string): OversightMode {
  return raiseOf(review, reviewerId) === undefined ? review.oversight.mode : 'decide-first'
}

/**
 * Whether taking this review could raise the mode for a person: it is not the strictest already, and they have not seen
 * the suggestion, after which no opinion of theirs can come first.
 */
export function canBeRaised(review: Review, reviewerId: string): boolean {
  return (
    modeFor(review, reviewerId) !== 'decide-first' &&
    review.withoutSuggestion !== true &&
    !review.reveals.some(({ by }) => by === reviewerId)
  )
}

/** The review as it is for somebody who takes it, with what raises its mode for them now. */
export function raisedFor(
  review: Review,
  { reviewer, now, raise }: Pick<Acting, 'reviewer' | 'now' | 'raise'>,
): Review {
  const second: readonly RaiseCause[] = review.secondOpinion === undefined ? [] : [{ why: 'second-opinion' }]
  const [first, ...rest] = [...second, ...(raise ?? [])]
  if (first === undefined || !canBeRaised(review, reviewer.id)) return review
  const raised: ModeRaise = { by: reviewer.id, at: now, causes: [first, ...rest] }
  return { ...review, raises: [...(review.raises ?? []), raised] }
}
