import type { Erasure, Store } from '../store.js'
import { applyWrite } from './apply-write.js'
import type { Database } from './database.js'

/** Erases inside the open transaction; nothing when the review or the setting has moved. */
export function applyErasure(db: Database, erasure: Erasure): Awaited<ReturnType<Store['erase']>> {
  const { write, texts, drafts = [], placeholders = [], keys } = erasure
  const { entries, review, setting, facts } = write
  const result = applyWrite(db, {
    entries,
    ...(review === undefined ? {} : { review }),
    ...(setting === undefined ? {} : { setting }),
    ...(facts === undefined ? {} : { facts }),
  })
  if (result !== 'committed') return result === 'setting-moved' ? result : 'review-moved'
  const { erasure: queries } = db.queries
  if (texts !== undefined) {
    const { reviewId: review_id, but: kind } = texts
    db.run(
      kind === undefined ? queries.dropPayloads({ review_id }) : queries.dropPayloadsBut({ review_id, kind }),
    )
    db.run(queries.dropDrafts({ review_id }))
    db.run(queries.dropCommands({ review_id }))
    db.run(queries.dropMessages({ review_id }))
  }
  for (const { reviewId: review_id, reviewerId: reviewer_id } of drafts)
    db.run(
      reviewer_id === undefined
        ? queries.dropDrafts({ review_id })
        : queries.dropDraft({ review_id, reviewer_id }),
    )
  for (const { systemId: system_id, subject } of placeholders)
    db.run(queries.dropPlaceholders({ system_id, subject }))
  if (keys === undefined || !isEmpty(db, keys)) return 'committed'
  for (const { id } of db.all(db.queries.keys.ofOwner({ owner: keys.owner }))) db.run(queries.dropKey({ id }))
  return 'committed'
}

function isEmpty(db: Database, keys: NonNullable<Erasure['keys']>): boolean {
  const { erasure: queries } = db.queries
  const left =
    'subject' in keys
      ? [queries.reviewsOf({ subject: keys.subject }), queries.placeholdersOf({ subject: keys.subject })]
      : [queries.payloadsOf({ review_id: keys.reviewId }), queries.draftsOf({ review_id: keys.reviewId })]
  return left.every((query) => db.first<unknown>(query) === undefined)
}
