import type { Command } from './command.js'
import { EXIT } from './exit-codes.js'
import { withDesk } from './open-desk.js'
import { REVIEW_ARGUMENT, WHO_ACTS } from './review-command.js'
import { reviewText } from './review-texts.js'

/** `garde-fou reviews show`: what the acting person may see of a review now. */
export const reviewsShow: Command = {
  name: 'reviews show',
  summary: 'Show a review: the case, and the suggestion once you may see it',
  arguments: [REVIEW_ARGUMENT],
  details: `${WHO_ACTS}\nIn mode decide-first the suggestion is not in the answer before you have recorded your own opinion.`,
  async run(invocation) {
    const [reviewId = ''] = invocation.typed.arguments
    const view = await withDesk(invocation, ({ desk, reviewerId }) => desk.view(reviewId, reviewerId))
    await invocation.answer({ document: view, text: reviewText(view) })
    return EXIT.ok
  },
}
