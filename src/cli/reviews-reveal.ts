import type { Command } from './command.js'
import { CHANGE_OPTIONS, onReview, REVIEW_ARGUMENT, WHO_ACTS } from './review-command.js'

/** `garde-fou reviews reveal`: asks for the suggestion in mode `on-request`. */
export const reviewsReveal: Command = {
  name: 'reviews reveal',
  summary: 'Ask for the suggestion of a review in mode on-request',
  arguments: [REVIEW_ARGUMENT],
  options: CHANGE_OPTIONS,
  details: `${WHO_ACTS}\nThat you have seen it is recorded.`,
  run: (invocation) => onReview(invocation, ({ desk, reviewId, command }) => desk.reveal(reviewId, command)),
}
