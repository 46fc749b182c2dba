import type { Command } from './command.js'
import { readJsonFile } from './read-text-file.js'
import { DECISION_OPTIONS, decisionOf, onReview, REVIEW_ARGUMENT, WHO_ACTS } from './review-command.js'
import { UsageError } from './usage-error.js'

/** `garde-fou reviews amend`: the acting person decides with changes. */
export const reviewsAmend: Command = {
  name: 'reviews amend',
  summary: 'Decide with changes (« Retenir avec des modifications »)',
  arguments: [REVIEW_ARGUMENT],
  options: {
    value: {
      type: 'string',
      value: 'file.json',
      help: 'The whole value decided, as JSON in the use’s schema; - for standard input. Required.',
    },
    ...DECISION_OPTIONS,
  },
  details: `${WHO_ACTS}\nThe difference from the suggestion is recorded.`,
  async run(invocation) {
    const { typed, terminal } = invocation
    const decision = decisionOf(typed)
    const file = typed.text('value')
    if (file === undefined)
      throw new UsageError(
        'An amendment needs the value decided.',
        'Add --value file.json, or --value - for standard input.',
      )
    const value = await readJsonFile(terminal, file)
    return onReview(invocation, ({ desk, reviewId, command }) =>
      desk.amend(reviewId, { ...decision, value }, command),
    )
  },
}
