import type { Refusal } from '../errors.js'
import type { DecisionOutcome } from '../review/decision.js'

/** What every event about a review carries. */
export interface ReviewEvent {
  readonly reviewId: string
  readonly callId: string
  readonly systemId: string
  readonly useId: string
  readonly at: string
}

/** Events and their payloads. Ids, codes and dates; never a text, a name or a suggestion. */
export interface GuardEvents {
  'system.suspended': (event: { readonly systemId: string; readonly at: string }) => void
  'system.resumed': (event: { readonly systemId: string; readonly at: string }) => void
  /** A person, or an alert of its figures, asks for everybody's opinion first on a system's cases. */
  'system.mode-raised': (event: { readonly systemId: string; readonly at: string }) => void
  'system.mode-lifted': (event: { readonly systemId: string; readonly at: string }) => void
  'call.released': (event: {
    readonly callId: string
    readonly systemId: string
    readonly useId: string
    readonly at: string
  }) => void
  'call.refused': (event: Refusal & { readonly at: string }) => void
  'call.failed': (event: {
    readonly callId: string
    readonly systemId: string
    readonly useId: string
    readonly at: string
    readonly error: string
  }) => void
  'check.failed': (event: {
    readonly callId: string
    readonly checkIds: readonly string[]
    readonly at: string
  }) => void
  'review.opened': (event: ReviewEvent & { readonly dueAt: string }) => void
  'review.claimed': (event: ReviewEvent) => void
  'review.returned': (event: ReviewEvent) => void
  'review.decided': (
    event: ReviewEvent & { readonly outcome: DecisionOutcome; readonly effectiveAt: string },
  ) => void
  'review.reopened': (event: ReviewEvent) => void
  'review.effective': (event: ReviewEvent & { readonly outcome: DecisionOutcome }) => void
  'review.escalated': (event: ReviewEvent) => void
  'review.stale': (event: ReviewEvent) => void
  /** A reviewer reported a problem with a suggestion; `urgent`: they ask that the system be suspended. */
  'review.reported': (event: ReviewEvent & { readonly urgent: boolean }) => void
  'review.withdrawn': (event: ReviewEvent) => void
  'review.expired': (event: ReviewEvent) => void
  /** A durable handler failed and will be tried again. */
  'decision.delivery-failed': (
    event: ReviewEvent & { readonly attempts: number; readonly retryAt: string },
  ) => void
  /** Something in the background failed: timers, sequencer, delivery. `error.code` says what. */
  error: (error: Error) => void
}
