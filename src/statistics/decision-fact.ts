import type { JsonValue } from '../internal/canonical-json.js'
import type { CriterionAnswers } from '../review/criteria.js'
import type { DecisionOutcome } from '../review/decision.js'
import type { ChangeReason, MotiveReason } from '../review/decision-reasons.js'
import { OPINION_CHOICES, type OpinionChoice } from '../review/review.js'
import type { OversightMode } from '../system/oversight.js'

/**
 * What one decision says about how suggestions are used: words and figures, no text and no case, so that it can be kept
 * when the case is erased. Made when the decision is taken; gone when it is taken back.
 */
export interface DecisionFact {
  readonly outcome: DecisionOutcome
  readonly mode: OversightMode
  /** What the reviewer thought before seeing the suggestion. */
  readonly opinion?: OpinionChoice
  /** Which way the suggestion points, and which way the decision does, where the use's values say so. */
  readonly proposed?: OpinionChoice
  readonly decided?: OpinionChoice
  /** Between suggestion and decided value, from 0 (the same) to 1. Absent when no value was decided. */
  readonly distance?: number
  /** From taking the case to deciding, in seconds. */
  readonly seconds?: number
  /** Length of the case's data, in characters of JSON. */
  readonly caseLength: number
  /** What they answered to the use's criteria with it. Absent where there are none, and in facts made before it was kept. */
  readonly criteria?: CriterionAnswers
  /** What the decision rests on, and why it differs from the first opinion, where the reviewer ticked it. */
  readonly reasons?: readonly MotiveReason[]
  readonly changeReasons?: readonly ChangeReason[]
  /** A control case: whether its error was found. Left out of every other figure. */
  readonly control?: { readonly found: boolean }
}

/** A fact with what it belongs to. */
export interface PlacedFact {
  readonly reviewId: string
  readonly reviewerId: string
  readonly systemId: string
  readonly useId: string
  /** When the decision was taken (ISO 8601, UTC). */
  readonly at: string
  readonly fact: DecisionFact
}

/** True for one of the words of a first opinion. */
function isOpinion(value: JsonValue | undefined): value is OpinionChoice {
  return typeof value === 'string' && OPINION_CHOICES.some((choice) => choice === value)
}

/**
 * Which way a value points: the value itself, or the first of its members that is one of the words of a first opinion.
 * Undefined for a use whose values have no direction.
 */
export function directionIn(value: JsonValue | undefined): OpinionChoice | undefined {
  if (isOpinion(value)) return value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.values(value).find(isOpinion)
}
