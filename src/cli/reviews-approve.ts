import type { Command } from './command.js'
import { DECISION_OPTIONS, decisionOf, onReview, REVIEW_ARGUMENT, WHO_ACTS } from './review-command.js'

/** `garde-fou reviews approve`: the acting person decides as suggested. */
export const reviewsApprove: Command = {
  name: 'reviews approve',
  summary: 'Decide as suggested (« Retenir »)',
  arguments: [REVIEW_ARGUMENT],
  options: DECISION_OPTIONS,
  details: WHO_ACTS,
  async run(invocation) {
    const decision = decisionOf(invocation.typed)
    return onReview(invocation, ({ desk, reviewId, command }) => desk.approve(reviewId, decision, command))
  },
}
