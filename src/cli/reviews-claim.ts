import type { Command } from './command.js'
import { CHANGE_OPTIONS, onReview, REVIEW_ARGUMENT, WHO_ACTS } from './review-command.js'

/** `garde-fou reviews claim`: reserves a review for the acting person. */
export const reviewsClaim: Command = {
  name: 'reviews claim',
  summary: 'Reserve a review for yourself, for the length of its lease',
  arguments: [REVIEW_ARGUMENT],
  options: CHANGE_OPTIONS,
  details: WHO_ACTS,
  run: (invocation) => onReview(invocation, ({ desk, reviewId, command }) => desk.claim(reviewId, command)),
}
