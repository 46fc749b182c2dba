import type { DecisionInvalidError, ReviewerNotAllowedError } from '../errors.js'
import { ReviewStateError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import type { JournalEntry, JournalEvent } from '../journal/entry.js'
import type { RaiseCause } from './raised-mode.js'
import type { Review } from './review.js'
import type { Reviewer } from './reviewer.js'
import type { SecondOpinionDraw } from './second-opinion.js'
import { settle } from './timers.js'

/** One thing that happened to a review: becomes one journal entry and one event. Holds no text and no name. */
export interface Change {
  readonly event: Extract<JournalEvent, `review.${string}`>
  readonly actor: JournalEntry['actor']
  readonly data?: { readonly [key: string]: JsonValue }
  /** Digests of the texts that came with it. */
  readonly payloads?: { readonly [name: string]: string }
}

/** Why a command is refused. */
export type TransitionError = ReviewStateError | ReviewerNotAllowedError | DecisionInvalidError

/** What a command makes of a review: its next version with what happened on the way, or why not. */
export type Transition =
  | { readonly ok: true; readonly next: Review; readonly changes: readonly [Change, ...Change[]] }
  | { readonly ok: false; readonly error: TransitionError }

/** The versions in force now: a suggestion made under others can no longer be retained. */
export interface Versions {
  readonly systemVersion: string
  readonly charter: { readonly id: string; readonly version: string }
}

/** Who acts, when, and under which versions. `versions` is absent when the use is no longer declared. */
export interface Acting {
  readonly reviewer: Reviewer
  /** ISO 8601, UTC. */
  readonly now: string
  readonly versions?: Versions
  /** Since when the system has been suspended: its suggestions are withheld, people decide without the AI. */
  readonly suspendedSince?: string
  /** What asks for this person's opinion first on a case of the system now. Read when they take a review only. */
  readonly raise?: readonly RaiseCause[]
  /** The lot that decides whether somebody else has to decide too. Read with the first decision only. */
  readonly draw?: SecondOpinionDraw
}

/** What a rule makes of a review, before its version grows. */
export interface Step {
  readonly review: Review
  readonly changes: readonly [Change, ...Change[]]
}

/**
 * Applies a rule to a review as it stands at `now`. What time has done to it meanwhile is part of the same change, so
 * that no rule depends on whether a sweeper has run.
 */
export function applyRule(
  review: Review,
  now: string,
  rule: (current: Review) => Step | TransitionError,
): Transition {
  const settled = settle(review, now)
  const result = rule(settled.review)
  if (result instanceof Error) return { ok: false, error: result }
  const [first, ...rest] = [...settled.changes, ...result.changes]
  return {
    ok: true,
    next: { ...result.review, version: review.version + 1 },
    changes: [first ?? result.changes[0], ...rest],
  }
}

const WHY_NOT_OPEN: Record<Exclude<Review['state']['status'], 'pending' | 'claimed'>, string> = {
  decided: 'somebody has decided it.',
  effective: 'its decision has taken effect.',
  expired: 'its time is over, and nobody decided.',
  withdrawn: 'the application took its request back.',
}

/** Refuses a command on a review that is decided or has ended. */
export function notOpen(review: Review, command: string): ReviewStateError | undefined {
  const { status } = review.state
  if (status === 'pending' || status === 'claimed') return undefined
  return new ReviewStateError(review.id, command, status, WHY_NOT_OPEN[status])
}

/** Refuses a command on a review that has ended. */
export function hasEnded(review: Review, command: string): ReviewStateError | undefined {
  return review.state.status === 'decided' ? undefined : notOpen(review, command)
}
