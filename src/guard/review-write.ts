import { canonicalJson } from '../internal/canonical-json.js'
import { newId } from '../internal/ids.js'
import { effectEntryId } from '../review/reference.js'
import type { Review } from '../review/review.js'
import { sealReview } from '../review/seal.js'
import { nextTimerOf } from '../review/timers.js'
import type { Change } from '../review/transition.js'
import type { CommandRow, OutboxMessage, PayloadRow, StoreWrite } from '../store/store.js'
import { announce } from './announce.js'
import type { GuardCore } from './core.js'
import { notificationMessages } from './notification.js'
import { effectEntryOf, entryOf } from './record.js'

/** The topic of messages that tell how a review ended. */
export const DECISION_TOPIC = 'decision'

/** Settings of this kind lead from a reference's digest to its review. */
export const REFERENCE_KIND = 'reference'

/** What became of a review, on its way into the store. */
export interface ReviewChange {
  /** The next version, not sealed yet. */
  readonly next: Review
  readonly changes: readonly [Change, ...Change[]]
  /** When it happened (ISO 8601, UTC). */
  readonly now: string
  readonly payloads?: readonly PayloadRow[]
  readonly facts?: StoreWrite['facts']
  /** What is set with it. A decision sets the index of its reference. */
  readonly setting?: StoreWrite['setting']
  readonly command?: Omit<CommandRow, 'reviewId' | 'version'>
}

const ENDS: ReadonlySet<Change['event']> = new Set(['review.effective', 'review.expired', 'review.withdrawn'])

/**
 * One atomic write of a changed review: its next version, sealed, with a journal entry for each thing that happened,
 * and a message to the application when it has ended.
 */
export function reviewWrite(
  core: Pick<GuardCore, 'signingKey' | 'notifications'>,
  change: ReviewChange,
): StoreWrite & { readonly review: NonNullable<StoreWrite['review']> } {
  const at = new Date(change.now)
  const [first, ...rest] = change.changes
  const next = sealReview(change.next, core.signingKey)
  const entry = (happened: Change): StoreWrite['entries'][0] => {
    const fields = entryFields(next, happened)
    if (happened.event !== 'review.effective') return entryOf(fields, at)
    return effectEntryOf(fields, at, { id: effectIdFor(next), key: core.signingKey })
  }
  const setting = indexOfReference(change) ?? change.setting
  // A control case has no application behind it.
  const outbox = messagesOf(core, change, next)
  return {
    entries: [entry(first), ...rest.map(entry)],
    review: { next, expectedVersion: next.version - 1, nextAt: nextTimerOf(next) ?? null },
    ...(change.payloads === undefined ? {} : { payloads: change.payloads }),
    ...(change.facts === undefined ? {} : { facts: change.facts }),
    ...(setting === undefined ? {} : { setting }),
    ...(outbox.length === 0 ? {} : { outbox }),
    ...(change.command === undefined
      ? {}
      : { command: { ...change.command, reviewId: next.id, version: next.version } }),
  }
}

/** Of a decision's effect, the id that its letter's reference leads to; without one, a new one. */
function effectIdFor({ state }: Review): string | undefined {
  if (state.status !== 'effective') return undefined
  const { reference } = state.decision
  return reference === undefined ? undefined : effectEntryId(reference)
}

/** By which a letter's reference leads to its review. Only the digest: who reads the index cannot write a letter. */
function indexOfReference({ next, changes }: ReviewChange): StoreWrite['setting'] | undefined {
  const { state } = next
  if (!changes.some(({ event }) => event === 'review.decided') || !('decision' in state)) return undefined
  const { reference } = state.decision
  if (reference === undefined) return undefined
  return { kind: REFERENCE_KIND, id: reference, version: 1, body: canonicalJson({ reviewId: next.id }) }
}

/** To the application when a review has ended, to supervisors when it is theirs. A control case concerns neither. */
function messagesOf(
  core: Pick<GuardCore, 'notifications'>,
  { changes, now }: ReviewChange,
  next: Review,
): readonly OutboxMessage[] {
  if (next.control !== undefined) return []
  const ended = changes.some(({ event }) => ENDS.has(event))
  const escalated = changes.some(({ event }) => event === 'review.escalated')
  const takenOver = changes.some(({ data }) => data?.['cause'] === 'taken-over')
  const urgent = changes.some(({ event, data }) => event === 'review.reported' && data?.['urgent'] === true)
  return [
    ...(ended ? [endMessage(next, now)] : []),
    ...(escalated && !ended ? notificationMessages(core, 'escalated', { about: next.id, at: now }) : []),
    ...(takenOver ? notificationMessages(core, 'taken-over', { about: next.id, at: now }) : []),
    ...(urgent ? notificationMessages(core, 'reported-urgent', { about: next.id, at: now }) : []),
  ]
}

function entryFields(
  review: Review,
  { event, actor, data, payloads }: Change,
): Parameters<typeof entryOf>[0] {
  const { id: reviewId, version, callId, systemId, useId } = review
  return {
    event,
    systemId,
    useId,
    callId,
    reviewId,
    actor,
    data: { version, ...data },
    ...(payloads === undefined ? {} : { payloads }),
  }
}

function endMessage(review: Review, now: string): OutboxMessage {
  return { id: newId(), reviewId: review.id, topic: DECISION_TOPIC, availableAt: now, attempts: 0 }
}

/** Tells listeners what happened, after it is durable. Ids, codes and dates only. */
export function announceReview(core: Pick<GuardCore, 'events'>, { next, changes, now }: ReviewChange): void {
  const { id: reviewId, callId, systemId, useId, state, control } = next
  // Applications must not take a control case for one of theirs.
  if (control !== undefined) return
  const event = { reviewId, callId, systemId, useId, at: now }
  for (const change of changes) {
    switch (change.event) {
      case 'review.decided':
        if (state.status === 'decided' || state.status === 'effective') {
          const { outcome } = state.decision
          // Without an undo window it has taken effect in the same change.
          const effectiveAt = state.status === 'decided' ? state.effectiveAt : state.at
          announce(core, 'review.decided', { ...event, outcome, effectiveAt })
        }
        break
      case 'review.effective':
        if (state.status === 'effective')
          announce(core, 'review.effective', { ...event, outcome: state.decision.outcome })
        break
      case 'review.opened':
        announce(core, 'review.opened', { ...event, dueAt: next.dueAt })
        break
      case 'review.claimed':
      case 'review.returned':
      case 'review.reopened':
      case 'review.escalated':
      case 'review.stale':
      case 'review.withdrawn':
      case 'review.expired':
        announce(core, change.event, event)
        break
      case 'review.reported':
        announce(core, 'review.reported', { ...event, urgent: change.data?.['urgent'] === true })
        break
      default:
        // Renewals, opinions, reveals and votes are the reviewers' own business: the journal has them.
        break
    }
  }
}
