import type { Command } from './command.js'
import { readJsonFile } from './read-text-file.js'
import { DECISION_OPTIONS, decisionOf, onReview, REVIEW_ARGUMENT, WHO_ACTS } from './review-command.js'

/** `garde-fou reviews reject`: the acting person sets the suggestion aside. */
export const reviewsReject: Command = {
  name: 'reviews reject',
  summary: 'Set the suggestion aside (« Écarter »)',
  arguments: [REVIEW_ARGUMENT],
  options: {
    'own-value': {
      type: 'string',
      value: 'file.json',
      help: 'Your own decision instead, as JSON in the use’s schema; - for standard input.',
    },
    'without-ai': {
      type: 'boolean',
      help: 'Decide without having seen the suggestion (« Traiter sans l’IA »).',
    },
    ...DECISION_OPTIONS,
  },
  details: WHO_ACTS,
  async run(invocation) {
    const { typed, terminal } = invocation
    const decision = decisionOf(typed)
    const file = typed.text('own-value')
    const own = file === undefined ? decision : { ...decision, ownValue: await readJsonFile(terminal, file) }
    return onReview(invocation, ({ desk, reviewId, command }) =>
      typed.flag('without-ai')
        ? desk.decideWithoutAi(reviewId, own, command)
        : desk.reject(reviewId, own, command),
    )
  },
}
