import { type ChangeOfOpinion, changeOfOpinion } from './change-of-opinion.js'
import type { DecisionFact } from './decision-fact.js'

/**
 * One decision that counts, as it is handed out to look for bias outside the console (`ux.md` §2.6, selective adherence):
 * codes and figures, without who took it, whose case it is and any text.
 */
export interface ExportedDecision
  extends Pick<
    DecisionFact,
    'mode' | 'opinion' | 'proposed' | 'outcome' | 'decided' | 'distance' | 'reasons' | 'changeReasons'
  > {
  /** The same for the same case within one export; how it comes about is said by `ExportScope.cases`. Empty without a case. */
  readonly case: string
  readonly systemId: string
  /** The version that made the suggestion. */
  readonly systemVersion: string
  readonly useId: string
  /** When it was taken, in Paris, as YYYY-MM: the day and the hour would tell who was at work. */
  readonly month: string
  /** Absent without a clear first opinion, and where the suggestion was not seen. */
  readonly change?: ChangeOfOpinion
}

/** How an export names cases. */
export const EXPORTED_CASES = ['random', 'keyed', 'clear'] as const

/** One of {@link EXPORTED_CASES}. */
export type ExportedCases = (typeof EXPORTED_CASES)[number]

/** What a decision is handed out of: its fact, and what its review says. */
export interface DecisionSource extends Pick<ExportedDecision, 'case' | 'systemVersion' | 'month'> {
  readonly systemId: string
  readonly useId: string
  readonly fact: DecisionFact
}

/** A decision as it is handed out. Answers to criteria are not: they may say of a person what must be known elsewhere only. */
export function exportedDecision({ fact, systemId, useId, ...review }: DecisionSource): ExportedDecision {
  const { mode, opinion, proposed, outcome, decided, distance, reasons, changeReasons } = fact
  const change = changeOfOpinion(fact)
  return {
    case: review.case,
    systemId,
    systemVersion: review.systemVersion,
    useId,
    month: review.month,
    mode,
    ...(opinion === undefined ? {} : { opinion }),
    ...(proposed === undefined ? {} : { proposed }),
    outcome,
    ...(decided === undefined ? {} : { decided }),
    ...(change === undefined ? {} : { change }),
    ...(distance === undefined ? {} : { distance }),
    ...(reasons === undefined ? {} : { reasons }),
    ...(changeReasons === undefined ? {} : { changeReasons }),
  }
}
