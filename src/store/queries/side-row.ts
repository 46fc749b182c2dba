import type { CommandRow, DraftRow, OutboxMessage, PayloadRow, PseudonymsRow } from '../store.js'
import type { OutboxRow } from './outbox.js'
import type { CommandsTable, DraftsTable, PayloadsTable, PseudonymsTable } from './tables.js'

/** A payload as it was stored. */
export function payloadOf(row: PayloadsTable): PayloadRow {
  const { id, kind, review_id: reviewId, subject, salt, body, created_at: createdAt } = row
  return { id, kind, reviewId, ...(subject === null ? {} : { subject }), salt, body, createdAt }
}

/** A payload as it is stored. */
export function payloadRow(payload: PayloadRow): PayloadsTable {
  const { id, kind, reviewId: review_id, subject = null, salt, body, createdAt: created_at } = payload
  return { id, kind, review_id, subject, salt, body, created_at }
}

/** A command as it was stored. */
export function commandOf({ key, fingerprint, review_id: reviewId, version }: CommandsTable): CommandRow {
  return { key, fingerprint, reviewId, version }
}

/** A command as it is stored. */
export function commandRow({ key, fingerprint, reviewId: review_id, version }: CommandRow): CommandsTable {
  return { key, fingerprint, review_id, version }
}

/** A message as it is stored. */
export function messageRow(message: OutboxMessage): OutboxRow {
  const { id, reviewId: review_id, topic, availableAt: available_at, attempts } = message
  return { id, review_id, topic, available_at, attempts }
}

/** The placeholders of a case as they are stored. */
export function pseudonymsRow(row: PseudonymsRow): PseudonymsTable {
  const { systemId: system_id, subject, version, body, at } = row
  return { system_id, subject, version, body, at }
}

/** The placeholders of a case as they were stored. */
export function pseudonymsOf({ system_id: systemId, ...row }: PseudonymsTable): PseudonymsRow {
  return { systemId, ...row }
}

/** A draft as it was stored. */
export function draftOf({ review_id: reviewId, reviewer_id: reviewerId, body, at }: DraftsTable): DraftRow {
  return { reviewId, reviewerId, body, at }
}
