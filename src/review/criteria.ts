import type { Criterion } from '../system/system-record.js'
import type { TextIssue } from './decision-texts.js'

/** « Rempli », « Non rempli », « Impossible à vérifier » (`ux.md` §2.2). */
export const CRITERION_ANSWERS = ['met', 'not-met', 'unverifiable'] as const

/** One of {@link CRITERION_ANSWERS}. */
export type CriterionAnswer = (typeof CRITERION_ANSWERS)[number]

/** Answers by the id of their criterion. */
export type CriterionAnswers = Readonly<Record<string, CriterionAnswer>>

/** A criterion as it was put to a reviewer, and what they answered: stays what it was when the record changes. */
export interface AnsweredCriterion extends Criterion {
  readonly answer: CriterionAnswer
}

/**
 * What is wrong with the answers to a use's criteria: each declared one needs exactly one of the three answers, and there
 * are no others. None for a use without criteria and an opinion without answers.
 */
export function criteriaIssues(
  criteria: readonly Criterion[],
  answers: CriterionAnswers | undefined,
): readonly TextIssue[] {
  const given = answers ?? {}
  const known = new Set(criteria.map(({ id }) => id))
  const wrong = criteria
    .filter(({ id }) => answerTo(given, id) === undefined)
    .map(({ id }) => ({
      path: `criteria.${id}`,
      reason: `must be one of ${CRITERION_ANSWERS.join(', ')}`,
    }))
  // What an id holds came from outside and is not repeated.
  const unknown = Object.keys(given).some((id) => !known.has(id))
  return unknown
    ? [...wrong, { path: 'criteria', reason: 'answers something that is no criterion of this use' }]
    : wrong
}

/** The criteria with their answers, in the order of the grid. Those without one are left out. */
export function answeredCriteria(
  criteria: readonly Criterion[],
  answers: CriterionAnswers | undefined,
): readonly AnsweredCriterion[] {
  return criteria.flatMap((criterion) => {
    const answer = answerTo(answers ?? {}, criterion.id)
    return answer === undefined ? [] : [{ ...criterion, answer }]
  })
}

function answerTo(answers: CriterionAnswers, id: string): CriterionAnswer | undefined {
  const given: unknown = Object.hasOwn(answers, id) ? answers[id] : undefined
  return CRITERION_ANSWERS.find((answer) => answer === given)
}
