import { ReviewStateError } from '../errors.js'
import { agent } from './claim.js'
import { modeFor } from './raised-mode.js'
import type { Opinion, OpinionChoice, PayloadRef, Review } from './review.js'
import { auditsSuggestion, notEntitled, withoutClaim } from './rights.js'
import type { Acting, Change, Transition } from './transition.js'
import { applyRule, notOpen } from './transition.js'

/** A first opinion, its words and its answers to the use's criteria kept as payloads. */
export interface OpinionInput {
  readonly choice: OpinionChoice
  readonly note?: PayloadRef
  readonly criteria?: PayloadRef
}

/** The reviewer's own opinion, if recorded. */
export function opinionOf(review: Review, reviewerId: string): Opinion | undefined {
  return review.opinions.find((opinion) => opinion.by === reviewerId)
}

/** True once the suggestion has been shown to this person. */
export function wasShown(review: Review, reviewerId: string): boolean {
  return review.reveals.some((reveal) => reveal.by === reviewerId)
}

/**
 * Whether a person may see the suggestion now: entitled to decide, and shown it as the mode that holds for them asks
 * (`decide-first`: after their own opinion; `on-request`: when they asked; `shown`: when they took the review, since
 * only then it is known whether their opinion comes first).
 */
export function seesSuggestion(review: Review, acting: Acting): boolean {
  if (review.withoutSuggestion === true) return false
  if (auditsSuggestion(review, acting.reviewer)) return true
  if (acting.suspendedSince !== undefined || notEntitled(review, acting) !== undefined) return false
  const { id } = acting.reviewer
  if (modeFor(review, id) === 'decide-first' && opinionOf(review, id) === undefined) return false
  return wasShown(review, id)
}

/**
 * Records what somebody thinks before seeing the suggestion: once, for good. In mode `decide-first` this is what shows
 * the suggestion to them.
 */
export function recordOpinion(review: Review, acting: Acting, opinion: OpinionInput): Transition {
  return applyRule(review, acting.now, (current) => {
    const refused =
      notOpen(current, 'recordOpinion') ??
      withoutClaim(current, acting.reviewer) ??
      notEntitled(current, acting) ??
      withheld(current, acting, 'recordOpinion') ??
      noLongerFirst(current, acting)
    if (refused !== undefined) return refused
    const own = { by: acting.reviewer.id, at: acting.now }
    const recorded: Change = {
      event: 'review.opinion-recorded',
      actor: agent(current, acting),
      ...payloadsOf(opinion),
    }
    const next: Review = { ...current, opinions: [...current.opinions, { ...own, ...opinion }] }
    if (modeFor(current, own.by) !== 'decide-first') return { review: next, changes: [recorded] }
    return {
      review: { ...next, reveals: [...next.reveals, own] },
      changes: [recorded, revealed(current, acting)],
    }
  })
}

/** Shows the suggestion to somebody who asks for it (mode `on-request`), and counts it. */
export function reveal(review: Review, acting: Acting): Transition {
  return applyRule(review, acting.now, (current) => {
    const refused =
      notOpen(current, 'reveal') ??
      withoutClaim(current, acting.reviewer) ??
      notEntitled(current, acting) ??
      withheld(current, acting, 'reveal') ??
      withoutOpinion(current, acting, 'reveal') ??
      shownAlready(current, acting)
    if (refused !== undefined) return refused
    return {
      review: { ...current, reveals: [...current.reveals, { by: acting.reviewer.id, at: acting.now }] },
      changes: [revealed(current, acting)],
    }
  })
}

/** In mode `decide-first`, nothing of the suggestion is done or seen before one's own opinion. */
export function withoutOpinion(
  review: Review,
  { reviewer }: Acting,
  command: string,
): ReviewStateError | undefined {
  if (modeFor(review, reviewer.id) !== 'decide-first' || opinionOf(review, reviewer.id) !== undefined)
    return undefined
  return new ReviewStateError(review.id, command, review.state.status, 'record your own opinion first.')
}

/** While a system is suspended, or where the model could not be asked, nobody is shown a suggestion or builds on one. */
export function withheld(
  review: Review,
  { suspendedSince }: Acting,
  command: string,
): ReviewStateError | undefined {
  const refuse = (why: string): ReviewStateError =>
    new ReviewStateError(review.id, command, review.state.status, `${why}; decide without the AI.`)
  if (review.withoutSuggestion === true) return refuse('the AI could not be asked, and suggested nothing')
  return suspendedSince === undefined
    ? undefined
    : refuse(`the suggestions of its system have been suspended since ${suspendedSince}`)
}

function payloadsOf({ note, criteria }: OpinionInput): Pick<Change, 'payloads'> {
  if (note === undefined && criteria === undefined) return {}
  return {
    payloads: {
      ...(note === undefined ? {} : { note: note.digest }),
      ...(criteria === undefined ? {} : { criteria: criteria.digest }),
    },
  }
}

function noLongerFirst(review: Review, { reviewer }: Acting): ReviewStateError | undefined {
  const refuse = (why: string): ReviewStateError =>
    new ReviewStateError(review.id, 'recordOpinion', review.state.status, why)
  if (opinionOf(review, reviewer.id) !== undefined)
    return refuse('your opinion is recorded and cannot be changed.')
  if (wasShown(review, reviewer.id))
    return refuse('you have seen the suggestion; a first opinion comes before it.')
  return undefined
}

function shownAlready(review: Review, { reviewer }: Acting): ReviewStateError | undefined {
  if (!wasShown(review, reviewer.id)) return undefined
  return new ReviewStateError(
    review.id,
    'reveal',
    review.state.status,
    'the suggestion is shown to you already.',
  )
}

function revealed(review: Review, acting: Acting): Change {
  const mode = modeFor(review, acting.reviewer.id)
  return { event: 'review.revealed', actor: agent(review, acting), data: { mode } }
}
