import { CRITERION_ANSWERS, type CriterionAnswer } from '../review/criteria.js'
import { MOTIVE_REASONS, type MotiveReason } from '../review/decision-reasons.js'
import type { DecisionFact } from './decision-fact.js'
import { type Share, shareOf } from './summary.js'

/** Decisions that did not take the suggestion as it was, by what the people who took them say of the case. */
export interface ApartFigures {
  /** Of those decisions, how many name each reason; those that none names are left out. */
  readonly reasons: readonly { readonly reason: MotiveReason; readonly share: Share }[]
  /** For each criterion and answer, how many were taken otherwise than suggested, of all with that answer. */
  readonly criteria: readonly CriterionFigures[]
}

/** A criterion by its id, with the shares of each answer that somebody gave. */
export interface CriterionFigures {
  readonly id: string
  readonly answers: readonly { readonly answer: CriterionAnswer; readonly share: Share }[]
}

/** Counts decisions apart from their suggestion. Control cases must be left out before. */
export function apartFigures(facts: readonly DecisionFact[]): ApartFigures {
  const apart = facts.filter(isApart)
  const ids = [...new Set(facts.flatMap(({ criteria = {} }) => Object.keys(criteria)))].toSorted()
  return {
    reasons: MOTIVE_REASONS.map((reason) => ({
      reason,
      share: shareOf(apart, ({ reasons = [] }) => reasons.includes(reason)),
    })).filter(({ share }) => share.count > 0),
    criteria: ids.map((id) => ({
      id,
      answers: CRITERION_ANSWERS.map((answer) => ({
        answer,
        share: shareOf(
          facts.filter(({ criteria = {} }) => Object.hasOwn(criteria, id) && criteria[id] === answer),
          isApart,
        ),
      })).filter(({ share }) => share.of > 0),
    })),
  }
}

function isApart({ outcome }: DecisionFact): boolean {
  return outcome !== 'approved'
}
