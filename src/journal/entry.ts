import type { JsonValue } from '../internal/canonical-json.js'

/** Everything that is written down. Noun, then what happened to it. */
export type JournalEvent =
  | 'guard.started'
  | 'system.suspended'
  | 'system.resumed'
  | 'system.mode-raised'
  | 'system.mode-lifted'
  | 'call.accepted'
  | 'call.released'
  | 'call.refused'
  | 'call.failed'
  | 'output.indexed'
  | 'session.ended'
  | 'person.changed'
  | 'people.missing'
  | 'people.sufficient'
  | 'figures.alert'
  | 'figures.quiet'
  | 'figures.exported'
  | 'notification.sent'
  | 'notification.failed'
  | 'review.due-soon'
  | 'review.opened'
  | 'review.consulted'
  | 'review.claimed'
  | 'review.renewed'
  | 'review.returned'
  | 'review.opinion-recorded'
  | 'review.revealed'
  | 'review.voted'
  | 'review.decided'
  | 'review.reopened'
  | 'review.effective'
  | 'review.escalated'
  | 'review.stale'
  | 'review.second-opinion-asked'
  | 'review.reported'
  | 'review.report-handled'
  | 'review.withdrawn'
  | 'review.expired'
  | 'review.erased'
  | 'subject.erased'
  | 'subject.exported'
  | 'keys.rotated'
  | 'hold.set'
  | 'hold.lifted'
  | 'request.received'
  | 'request.answered'
  | 'request.erased'
  | 'register.published'
  | 'decision.delivered'
  | 'decision.delivery-failed'

/**
 * One line of the journal. Ids, codes, figures and digests; never a text, a name or a case number, so that a
 * person's data can be erased and the journal still verifies. Hashed in its RFC 8785 form.
 */
export interface JournalEntry {
  /** Version of this format; part of what is hashed. */
  readonly v: 1
  /** UUIDv7; of a decision's effect, a UUIDv8 made from the digest of its letter's reference. */
  readonly id: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly event: JournalEvent
  readonly systemId?: string
  readonly useId?: string
  readonly callId?: string
  readonly reviewId?: string
  /** In which capacity somebody acted; never who. */
  readonly actor: { readonly kind: 'guard' | 'application' | 'agent' | 'citizen'; readonly role?: string }
  readonly data: { readonly [key: string]: JsonValue }
  /** Salted SHA-256 of each payload this entry commits to, by name. */
  readonly payloads?: { readonly [name: string]: string }
}
