import type { Actor } from '../call/model-call.js'
import type { PayloadRef, Review } from './review.js'
import type { Change, Transition } from './transition.js'
import { applyRule, hasEnded } from './transition.js'

/** What an application tells the guard about its own request. */
export interface ApplicationRequest {
  readonly by: Actor
  readonly why: PayloadRef
  /** ISO 8601, UTC. */
  readonly now: string
}

/** The application takes its request back. Possible until a decision has taken effect. */
export function withdraw(review: Review, { by, why, now }: ApplicationRequest): Transition {
  return applyRule(review, now, (current) => {
    const refused = hasEnded(current, 'withdraw')
    if (refused !== undefined) return refused
    return {
      review: { ...current, state: { status: 'withdrawn', at: now, why } },
      changes: [{ event: 'review.withdrawn', actor: { kind: by.kind }, payloads: { why: why.digest } }],
    }
  })
}

/**
 * The case changed: the suggestion can no longer be retained. Decisions taken on the former case, votes included, no
 * longer count, and one in its undo window is reopened. Opinions stay: they were each person's first.
 */
export function markStale(review: Review, { by, why, now }: ApplicationRequest): Transition {
  return applyRule(review, now, (current) => {
    const refused = hasEnded(current, 'markStale')
    if (refused !== undefined) return refused
    const actor: Change['actor'] = { kind: by.kind }
    const stale: Change = {
      event: 'review.stale',
      actor,
      data: { droppedVotes: current.votes.length },
      payloads: { why: why.digest },
    }
    const next: Review = { ...current, stale: { at: now, why }, votes: [] }
    if (current.state.status !== 'decided') return { review: next, changes: [stale] }
    const reopened: Change = {
      event: 'review.reopened',
      actor,
      data: { cause: 'stale' },
      payloads: { decision: current.state.decision.content.digest },
    }
    return { review: { ...next, state: { status: 'pending' } }, changes: [stale, reopened] }
  })
}
