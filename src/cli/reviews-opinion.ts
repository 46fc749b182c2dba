import { OPINION_CHOICES, type OpinionChoice } from '../review/review.js'
import type { Command, Typed } from './command.js'
import { CHANGE_OPTIONS, onReview, REVIEW_ARGUMENT, WHO_ACTS } from './review-command.js'
import { UsageError } from './usage-error.js'

/** `garde-fou reviews opinion`: the acting person's own opinion, before the suggestion is shown. */
export const reviewsOpinion: Command = {
  name: 'reviews opinion',
  summary: 'Record your own opinion; in mode decide-first the suggestion is shown after it',
  arguments: [REVIEW_ARGUMENT],
  options: {
    choice: { type: 'string', value: 'choice', help: `One of ${OPINION_CHOICES.join(', ')}. Required.` },
    note: { type: 'string', value: 'text', help: 'Your own words.' },
    ...CHANGE_OPTIONS,
  },
  details: `${WHO_ACTS}\nAn opinion cannot be changed once it is recorded.`,
  async run(invocation) {
    const choice = choiceOf(invocation.typed)
    const note = invocation.typed.text('note')
    const opinion = { choice, ...(note === undefined ? {} : { note }) }
    return onReview(invocation, ({ desk, reviewId, command }) =>
      desk.recordOpinion(reviewId, opinion, command),
    )
  },
}

function choiceOf(typed: Typed): OpinionChoice {
  const text = typed.text('choice')
  const choice = OPINION_CHOICES.find((each) => each === text)
  if (choice !== undefined) return choice
  throw new UsageError(
    text === undefined ? 'An opinion needs --choice.' : `--choice is "${text.slice(0, 40)}".`,
    `Use one of: ${OPINION_CHOICES.join(', ')}.`,
  )
}
