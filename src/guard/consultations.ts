import type { Review } from '../review/review.js'
import type { Reviewer } from '../review/reviewer.js'
import { readingRole } from '../review/rights.js'
import { settle } from '../review/timers.js'
import type { GuardCore } from './core.js'
import { eraseLateWrite, refuseErased } from './late-writes.js'
import { isOpening, type Opening } from './openings.js'
import { newPayload } from './payloads.js'
import { entryOf } from './record.js'

/** Writes down that somebody reads a review, before they do. */
export type RecordConsultation = (about: {
  readonly review: Review
  readonly reviewer: Reviewer
}) => Promise<void>

/** Looks of the same person at the same review within this time are one consultation. */
const ONE_LOOK_MS = 5 * 60_000
/** How many consultations are remembered at most; a forgotten one is merely written down again. */
const MOST_REMEMBERED = 10_000

/**
 * The audit of consultations: one journal entry each, with the role in which somebody read and the salted digest of who
 * they are. Who it was stands in a payload of the case, to be erased with it. A look at a case of low impact by who holds it
 * is one of its own, and says so: grouped processing asks for it (`wasOpened`).
 */
export function consultations(core: GuardCore): RecordConsultation {
  const until = new Map<string, number>()
  return async ({ review, reviewer }) => {
    refuseErased(review)
    const now = core.clock.now()
    const current = settle(review, now.toISOString()).review
    const role = readingRole(current, reviewer) ?? ''
    const held: Opening | undefined = isOpening(current, reviewer) ? { holding: true } : undefined
    const look = JSON.stringify([review.id, reviewer.id, role, held ?? null])
    if ((until.get(look) ?? 0) > now.getTime()) return
    const reader = newPayload(
      { by: reviewer.id, ...held },
      { review, kind: 'consultation', at: now.toISOString() },
    )
    const { id: reviewId, callId, systemId, useId } = review
    const entry = entryOf(
      {
        event: 'review.consulted',
        systemId,
        useId,
        callId,
        reviewId,
        actor: { kind: 'agent', role },
        data: { version: review.version, status: review.state.status },
        payloads: { reader: reader.ref.digest },
      },
      now,
    )
    await core.store.commit({ entries: [entry], payloads: [reader.row] })
    // Nothing may be shown, and nobody's name be kept, of what was erased while this was written.
    await eraseLateWrite(core, review)
    until.delete(look)
    until.set(look, now.getTime() + ONE_LOOK_MS)
    const [oldest] = until.keys()
    if (until.size > MOST_REMEMBERED && oldest !== undefined) until.delete(oldest)
  }
}
