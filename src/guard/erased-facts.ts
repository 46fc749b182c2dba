import { canonicalJson } from '../internal/canonical-json.js'
import type { ErasedPart } from '../review/erase.js'
import type { Review } from '../review/review.js'
import type { FactRow } from '../store/fact-row.js'
import type { GuardCore } from './core.js'
import { MAX_OWN, placedFact } from './desk-facts.js'

/**
 * The facts of a review's decisions as they stay when its texts are erased: figures only. What somebody answered to the
 * criteria goes with their opinion, why they decided with the decision's reasons.
 *
 * @throws a store error.
 */
export async function factsAfterErasure(
  { store }: Pick<GuardCore, 'store'>,
  review: Pick<Review, 'id' | 'votes'>,
  what: ErasedPart,
): Promise<readonly FactRow[]> {
  const kept: FactRow[] = []
  for (const { by: reviewerId, at: from } of review.votes) {
    const to = new Date(Date.parse(from) + 1).toISOString()
    const rows = await store.listFacts({ reviewerId, from, to, limit: MAX_OWN })
    for (const row of rows.filter(({ reviewId }) => reviewId === review.id)) {
      const { criteria: _, reasons, changeReasons, ...figures } = placedFact(row).fact
      const why = {
        ...(reasons === undefined ? {} : { reasons }),
        ...(changeReasons === undefined ? {} : { changeReasons }),
      }
      kept.push({ ...row, body: canonicalJson(what === 'texts' ? { ...figures, ...why } : figures) })
    }
  }
  return kept
}
