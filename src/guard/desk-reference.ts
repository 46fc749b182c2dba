import type { ReviewDesk } from '../review/commands.js'
import { explicable } from '../review/explicable.js'
import { readReference, referenceDigest } from '../review/reference.js'
import { mayKnow } from '../review/rights.js'
import { settle } from '../review/timers.js'
import { reviewIdIn } from './check-decision.js'
import type { GuardCore } from './core.js'
import { findReviewer } from './desk-people.js'
import { REFERENCE_KIND } from './review-write.js'

/** From a letter to its case, for the agent who answers whoever wrote. */
export function deskReference(core: GuardCore): Pick<ReviewDesk, 'findByReference'> {
  return {
    async findByReference(text, by) {
      const reviewer = await findReviewer(core, by)
      const read = readReference(text)
      if (!read.ok) return undefined
      const digest = referenceDigest(read.reference)
      const row = await core.store.getSetting(REFERENCE_KIND, digest)
      const stored = row === undefined ? undefined : await core.store.getReview(reviewIdIn(row.body))
      if (stored === undefined) return undefined
      const review = settle(stored, core.clock.now().toISOString()).review
      // The index is not sealed: what it says counts where the review, which is verified when it is opened, says so too.
      const isTheirs = 'decision' in review.state && review.state.decision.reference === digest
      return isTheirs && mayKnow(review, reviewer)
        ? { id: review.id, explicable: explicable(review) }
        : undefined
    },
  }
}
