import type { FactRow } from '../fact-row.js'
import type { FactsTable } from './tables.js'

/** A fact as it was stored. */
export function factOf(row: FactsTable): FactRow {
  const { review_id: reviewId, reviewer_id: reviewerId, system_id: systemId, use_id: useId, at, body } = row
  return { reviewId, reviewerId, systemId, useId, at, body }
}

/** A fact as it is stored. */
export function factRow({ reviewId, reviewerId, systemId, useId, at, body }: FactRow): FactsTable {
  return { review_id: reviewId, reviewer_id: reviewerId, system_id: systemId, use_id: useId, at, body }
}
