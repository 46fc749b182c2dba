import type { Command } from './command.js'
import { CHANGE_OPTIONS, onReview, REVIEW_ARGUMENT, WHO_ACTS } from './review-command.js'

/** `garde-fou reviews give-back`: returns a claimed review to the queue. */
export const reviewsGiveBack: Command = {
  name: 'reviews give-back',
  summary: 'Return a review that you claimed to the queue',
  arguments: [REVIEW_ARGUMENT],
  options: CHANGE_OPTIONS,
  details: `${WHO_ACTS}\nYour opinion and your draft are kept.`,
  run: (invocation) =>
    onReview(invocation, async ({ desk, reviewId, command }) => {
      await desk.giveBack(reviewId, command)
      return desk.view(reviewId, command.by)
    }),
}
