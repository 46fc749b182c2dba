import { ReviewerNotAllowedError, ReviewStateError } from '../errors.js'
import type { DecisionOutcome, DecisionRecord } from './decision.js'
import { minutesAfter } from './moments.js'
import { wasShown, withheld, withoutOpinion } from './opinion.js'
import { concurring, deadlocked } from './quorum.js'
import type { Review } from './review.js'
import { isRequester, notEntitled, votedAlready, withoutClaim } from './rights.js'
import { withLot } from './second-opinion.js'
import { settle } from './timers.js'
import type { Acting, Change, Step, Transition, TransitionError } from './transition.js'
import { applyRule, notOpen } from './transition.js'

/** Why somebody may not decide with this outcome now; undefined when they may. */
export function mayDecide(
  review: Review,
  acting: Acting,
  outcome: DecisionOutcome,
): TransitionError | undefined {
  const current = settle(review, acting.now).review
  return (
    notOpen(current, outcome) ??
    withoutClaim(current, acting.reviewer) ??
    notEntitled(current, acting) ??
    votedAlready(current, acting.reviewer) ??
    (outcome === 'without-ai' ? seenBefore(current, acting) : notSeen(current, acting, outcome)) ??
    (outcome === 'approved' || outcome === 'amended' ? notRetainable(current, acting, outcome) : undefined)
  )
}

/**
 * Takes a person's decision. With a quorum it is one vote, and the review is free again for the next person until
 * enough of them agree; when they cannot any more, it goes to the escalation role. A first decision on which the lot falls
 * becomes such a vote: only now does anybody know. The decision takes effect when its undo window is over: in the same
 * change when there is none.
 */
export function decide(review: Review, acting: Acting, decision: DecisionRecord): Transition {
  return applyRule(review, acting.now, (current) => {
    const refused = mayDecide(current, acting, decision.outcome)
    if (refused !== undefined) return refused
    const alone = deadlocked(current)
    const lot = withLot(current, acting)
    const next: Review = { ...lot.review, votes: [...current.votes, decision] }
    const together = alone ? [decision] : concurring(next.votes, decision)
    const step =
      alone || together.length >= next.oversight.quorum.agree
        ? atOnce(decided(next, { decision, concurring: together.length, draw: acting.draw }), acting.now)
        : voted(next, acting, decision)
    const [first, ...rest] = [...lot.changes, ...step.changes]
    return { review: step.review, changes: [first ?? step.changes[0], ...rest] }
  })
}

/** Takes a decision back before its effect. Only who took it, or a holder of the escalation role. */
export function undo(review: Review, acting: Acting): Transition {
  return applyRule(review, acting.now, (current) => {
    const { state } = current
    if (state.status !== 'decided') {
      return (
        notOpen(current, 'undo') ??
        new ReviewStateError(current.id, 'undo', state.status, 'nothing is decided yet.')
      )
    }
    if (current.control !== undefined)
      return new ReviewStateError(current.id, 'undo', state.status, 'what it was has been told already.')
    const { reviewer } = acting
    const own = state.decision.by === reviewer.id
    const supervises =
      reviewer.roles.includes(current.oversight.escalationRole) && !isRequester(current, reviewer)
    if (!own && !supervises) {
      return new ReviewerNotAllowedError(
        'role',
        'Only who took the decision, or their supervisor, can take it back.',
      )
    }
    const actor: Change['actor'] = {
      kind: 'agent',
      role: own ? state.decision.role : current.oversight.escalationRole,
    }
    return {
      review: {
        ...current,
        state: { status: 'pending' },
        votes: current.votes.filter((vote) => vote.seal !== state.decision.seal),
      },
      changes: [
        {
          event: 'review.reopened',
          actor,
          data: { cause: 'undone' },
          payloads: { decision: state.decision.content.digest },
        },
      ],
    }
  })
}

/** Why the suggestion can no longer be retained: the case, the system or the charter changed since it was made. */
export function whyNotRetainable(review: Review, versions: Acting['versions']): string | undefined {
  if (review.stale !== undefined)
    return 'the case has changed since the suggestion was made; it can only be set aside.'
  if (versions === undefined) return 'the use is no longer declared; the suggestion can only be set aside.'
  const { charter, systemVersion } = versions
  const same =
    systemVersion === review.systemVersion &&
    charter.id === review.charter.id &&
    charter.version === review.charter.version
  return same
    ? undefined
    : 'the system or the charter has another version since the suggestion was made; it can only be set aside.'
}

function notRetainable(
  review: Review,
  acting: Acting,
  outcome: DecisionOutcome,
): ReviewStateError | undefined {
  const why = whyNotRetainable(review, acting.versions)
  return why === undefined
    ? withheld(review, acting, outcome)
    : new ReviewStateError(review.id, outcome, review.state.status, why)
}

function notSeen(review: Review, acting: Acting, outcome: DecisionOutcome): ReviewStateError | undefined {
  const early = withoutOpinion(review, acting, outcome)
  if (early !== undefined || wasShown(review, acting.reviewer.id)) return early
  return new ReviewStateError(
    review.id,
    outcome,
    review.state.status,
    'look at the suggestion first, or decide without the AI.',
  )
}

function seenBefore(review: Review, { reviewer }: Acting): ReviewStateError | undefined {
  if (!wasShown(review, reviewer.id)) return undefined
  return new ReviewStateError(
    review.id,
    'without-ai',
    review.state.status,
    'you have seen the suggestion; reject it instead.',
  )
}

function decided(
  next: Review,
  {
    decision,
    concurring,
    draw,
  }: { readonly decision: DecisionRecord; readonly concurring: number; readonly draw: Acting['draw'] },
): Step {
  const effectiveAt = minutesAfter(decision.at, next.oversight.undoMinutes)
  return {
    review: { ...next, state: { status: 'decided', decision, effectiveAt } },
    changes: [
      {
        event: 'review.decided',
        actor: { kind: 'agent', role: decision.role },
        data: {
          outcome: decision.outcome,
          effectiveAt,
          concurring,
          binding: decision.binding,
          seal: decision.seal,
          // A lot that fell on nobody is proved too: who only told of the others could choose them.
          ...(draw === undefined ? {} : { secondOpinion: { percent: draw.percent, proof: draw.proof } }),
          ...(decision.reference === undefined ? {} : { reference: decision.reference }),
          ...(decision.grouped === undefined ? {} : { grouped: decision.grouped }),
        },
        payloads: { decision: decision.content.digest },
      },
    ],
  }
}

// One commit instead of two, and no moment in between at which a decision that nobody can take back has no effect.
function atOnce(step: Step, now: string): Step {
  const { review, changes } = settle(step.review, now)
  return { review, changes: [...step.changes, ...changes] }
}

// Says nothing of the outcome: the next voter could read the journal.
function voted(next: Review, acting: Acting, decision: DecisionRecord): Step {
  const changes: readonly [Change, ...Change[]] = [
    {
      event: 'review.voted',
      actor: { kind: 'agent', role: decision.role },
      data: {
        cast: next.votes.length,
        needed: next.oversight.quorum.agree,
        binding: decision.binding,
        seal: decision.seal,
        ...(decision.grouped === undefined ? {} : { grouped: decision.grouped }),
      },
      payloads: { decision: decision.content.digest },
    },
  ]
  const free: Review = { ...next, state: { status: 'pending' } }
  if (!deadlocked(next)) return { review: free, changes }
  return {
    review: { ...free, escalatedAt: free.escalatedAt ?? acting.now, escalation: { cause: 'no-agreement' } },
    changes: [
      ...changes,
      { event: 'review.escalated', actor: { kind: 'guard' }, data: { cause: 'no-agreement' } },
    ],
  }
}
