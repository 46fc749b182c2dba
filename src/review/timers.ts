import type { Review } from './review.js'
import type { Change } from './transition.js'

/** A review as it stands at a moment, and what the passing of time did to it since it was stored. */
export interface Settled {
  readonly review: Review
  readonly changes: readonly Change[]
}

interface Due {
  readonly at: string
  readonly apply: (review: Review) => Settled
}

const GUARD = { kind: 'guard' } as const

/**
 * What time alone does to a review, in the order in which it happens: a lease ends, a decision takes effect, a deadline
 * passes and escalates, a review expires. Each is dated when it was due, not when somebody looked, so the answer is the
 * same whether or not a sweeper has run. The version stays: the caller makes one change of all of it.
 */
export function settle(review: Review, now: string): Settled {
  let current = review
  const changes: Change[] = []
  for (let due = nextDue(current); due !== undefined && due.at <= now; due = nextDue(current)) {
    const step = due.apply(current)
    current = step.review
    changes.push(...step.changes)
  }
  return { review: current, changes }
}

/** The next moment at which time alone changes this review; undefined when nothing more can happen by itself. */
export function nextTimerOf(review: Review): string | undefined {
  return nextDue(review)?.at
}

function nextDue(review: Review): Due | undefined {
  // At the same moment: free it, then call the supervisors, then end it.
  return [leaseEnd(review), effect(review), escalation(review), expiry(review)]
    .filter((due) => due !== undefined)
    .reduce<Due | undefined>(
      (first, due) => (first === undefined || due.at < first.at ? due : first),
      undefined,
    )
}

function leaseEnd({ state }: Review): Due | undefined {
  if (state.status !== 'claimed') return undefined
  return {
    at: state.until,
    apply: (review) => ({
      review: { ...review, state: { status: 'pending' } },
      changes: [
        { event: 'review.returned', actor: GUARD, data: { cause: 'lease-over', since: state.until } },
      ],
    }),
  }
}

function effect({ state }: Review): Due | undefined {
  if (state.status !== 'decided') return undefined
  const { decision, effectiveAt } = state
  return {
    at: effectiveAt,
    apply: (review) => ({
      review: { ...review, state: { status: 'effective', decision, at: effectiveAt } },
      changes: [
        {
          event: 'review.effective',
          actor: GUARD,
          data: {
            outcome: decision.outcome,
            since: effectiveAt,
            binding: decision.binding,
            // What the person concerned can have proved: that somebody decided, when, in which role.
            decidedAt: decision.at,
            role: decision.role,
            ...(decision.reference === undefined ? {} : { reference: decision.reference }),
          },
          payloads: { decision: decision.content.digest },
        },
      ],
    }),
  }
}

function escalation({ state, escalatedAt, dueAt, control }: Review): Due | undefined {
  // A control case has no person waiting behind it: its deadline calls nobody.
  if (
    control !== undefined ||
    escalatedAt !== undefined ||
    (state.status !== 'pending' && state.status !== 'claimed')
  )
    return undefined
  return {
    at: dueAt,
    apply: (review) => ({
      review: { ...review, escalatedAt: dueAt, escalation: { cause: 'overdue' } },
      changes: [{ event: 'review.escalated', actor: GUARD, data: { cause: 'overdue', since: dueAt } }],
    }),
  }
}

function expiry({ state, expiresAt }: Review): Due | undefined {
  if (state.status !== 'pending' && state.status !== 'claimed') return undefined
  return {
    at: expiresAt,
    apply: (review) => ({
      review: { ...review, state: { status: 'expired', at: expiresAt } },
      changes: [{ event: 'review.expired', actor: GUARD, data: { since: expiresAt } }],
    }),
  }
}
