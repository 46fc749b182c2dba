import { CRITERION_ANSWERS, type CriterionAnswers } from '../review/criteria.js'
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
    criterion: {
      type: 'string',
      multiple: true,
      value: 'id=answer',
      help: `Your answer to one criterion of the use: ${CRITERION_ANSWERS.join(', ')}. Once for each criterion.`,
    },
    note: { type: 'string', value: 'text', help: 'Your own words.' },
    ...CHANGE_OPTIONS,
  },
  details: `${WHO_ACTS}\nAn opinion cannot be changed once it is recorded.`,
  async run(invocation) {
    const choice = choiceOf(invocation.typed)
    const note = invocation.typed.text('note')
    const criteria = criteriaIn(invocation.typed)
    const opinion = {
      choice,
      ...(note === undefined ? {} : { note }),
      ...(criteria === undefined ? {} : { criteria }),
    }
    return onReview(invocation, ({ desk, reviewId, command }) =>
      desk.recordOpinion(reviewId, opinion, command),
    )
  },
}

function criteriaIn(typed: Typed): CriterionAnswers | undefined {
  const given = typed.list('criterion').map((text) => {
    const [id = '', word] = text.split('=')
    const answer = CRITERION_ANSWERS.find((each) => each === word)
    if (id !== '' && answer !== undefined) return [id, answer] as const
    throw new UsageError(
      `--criterion is "${text.slice(0, 40)}".`,
      `Write the criterion’s id and one of ${CRITERION_ANSWERS.join(', ')}, such as --criterion residence=met.`,
    )
  })
  return given.length === 0 ? undefined : Object.fromEntries(given)
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
