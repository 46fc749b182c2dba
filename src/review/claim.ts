import { ReviewerNotAllowedError, ReviewStateError } from '../errors.js'
import { minutesAfter } from './moments.js'
import { modeFor, raisedFor, raiseOf } from './raised-mode.js'
import type { PayloadRef, Review } from './review.js'
import { notEntitled, roleFor, votedAlready, withoutClaim } from './rights.js'
import type { Acting, Change, Step, Transition } from './transition.js'
import { applyRule, notOpen } from './transition.js'

/**
 * Takes a free review for the length of a lease. This fixes the mode for who takes it: the use's own, or the strictest
 * where something asks for their opinion first. In mode `shown` this is when the suggestion is shown.
 */
export function claim(review: Review, acting: Acting): Transition {
  return applyRule(review, acting.now, (current) => {
    const refused =
      notOpen(current, 'claim') ??
      notFree(current, acting) ??
      notEntitled(current, acting) ??
      votedAlready(current, acting.reviewer)
    if (refused !== undefined) return refused
    return taken(current, acting)
  })
}

/**
 * A supervisor takes a review from who holds it, with a reason that the holder reads. What the holder typed stays
 * theirs.
 */
export function takeOver(review: Review, acting: Acting, why?: PayloadRef): Transition {
  return applyRule(review, acting.now, (current) => {
    const refused =
      notOpen(current, 'takeOver') ??
      heldByOther(current, acting) ??
      notSupervising(current, acting) ??
      notEntitled(current, acting) ??
      votedAlready(current, acting.reviewer)
    if (refused !== undefined) return refused
    const from = current.state.status === 'claimed' ? current.state.by : ''
    const returned: Change = {
      event: 'review.returned',
      actor: agent(current, acting),
      data: { cause: 'taken-over' },
      ...(why === undefined ? {} : { payloads: { why: why.digest } }),
    }
    const { review: next, changes } = taken(current, acting)
    return {
      review: {
        ...next,
        ...(why === undefined ? {} : { takenOver: { by: acting.reviewer.id, from, at: acting.now, why } }),
      },
      changes: [returned, ...changes],
    }
  })
}

/** A review in somebody's hands, from now for one lease. In mode `shown` they are shown the suggestion by this. */
function taken(current: Review, acting: Acting): Step {
  const until = minutesAfter(acting.now, current.oversight.leaseMinutes)
  const by = acting.reviewer.id
  const next: Review = {
    ...raisedFor(current, acting),
    state: { status: 'claimed', by, until, since: acting.now },
  }
  const raised = raiseOf(next, by)
  const claimed: Change = {
    event: 'review.claimed',
    actor: agent(current, acting),
    data: { until, ...(raised === undefined ? {} : { raised: raised.causes }) },
  }
  if (modeFor(next, by) !== 'shown' || current.reveals.some((reveal) => reveal.by === by))
    return { review: next, changes: [claimed] }
  return {
    review: { ...next, reveals: [...current.reveals, { by, at: acting.now }] },
    changes: [claimed, { event: 'review.revealed', actor: agent(current, acting), data: { mode: 'shown' } }],
  }
}

/** Prolongs one's own claim: a whole lease from now. */
export function renew(review: Review, acting: Acting): Transition {
  return applyRule(review, acting.now, (current) => {
    const refused =
      notOpen(current, 'renew') ?? withoutClaim(current, acting.reviewer) ?? notEntitled(current, acting)
    if (refused !== undefined) return refused
    const until = minutesAfter(acting.now, current.oversight.leaseMinutes)
    return {
      review: { ...current, state: { ...current.state, status: 'claimed', by: acting.reviewer.id, until } },
      changes: [{ event: 'review.renewed', actor: agent(current, acting), data: { until } }],
    }
  })
}

/** Gives one's own claim back. Allowed to whoever holds it, even when their training has ended meanwhile. */
export function giveBack(review: Review, acting: Acting): Transition {
  return applyRule(review, acting.now, (current) => {
    const refused = notOpen(current, 'giveBack') ?? withoutClaim(current, acting.reviewer)
    if (refused !== undefined) return refused
    return {
      review: { ...current, state: { status: 'pending' } },
      changes: [{ event: 'review.returned', actor: agent(current, acting), data: { cause: 'given-back' } }],
    }
  })
}

/** How the journal names somebody: by role, never by name. */
export function agent(review: Review, { reviewer }: Pick<Acting, 'reviewer'>): Change['actor'] {
  const role = roleFor(review, reviewer)
  return { kind: 'agent', ...(role === undefined ? {} : { role }) }
}

function notFree(review: Review, { reviewer }: Acting): ReviewStateError | undefined {
  if (review.state.status !== 'claimed') return undefined
  const why =
    review.state.by === reviewer.id ? 'you hold it already; renew it instead.' : 'somebody else holds it.'
  return new ReviewStateError(review.id, 'claim', 'claimed', why)
}

function heldByOther({ id, state }: Review, { reviewer }: Acting): ReviewStateError | undefined {
  if (state.status === 'claimed' && state.by !== reviewer.id) return undefined
  return new ReviewStateError(id, 'takeOver', state.status, 'nobody else holds it; claim it instead.')
}

function notSupervising({ oversight }: Review, { reviewer }: Acting): ReviewerNotAllowedError | undefined {
  if (reviewer.roles.includes(oversight.escalationRole)) return undefined
  return new ReviewerNotAllowedError(
    'role',
    `Only somebody in the role "${oversight.escalationRole}" can take a review from who holds it.`,
  )
}
