import type { DecisionFact } from './decision-fact.js'

/** From the first opinion to the decision: none, towards the suggestion, away from it, or from one other side to another. */
export type ChangeOfOpinion = 'none' | 'towards' | 'away' | 'other'

/** True for a first opinion that takes a side. */
export function hasOpinion({ opinion }: DecisionFact): boolean {
  return opinion !== undefined && opinion !== 'undecided'
}

/** Which way a decision points in the end. Setting a suggestion aside without a value keeps one's own opinion, unless that was the suggestion's. */
export function finalOf({
  outcome,
  decided,
  opinion,
  proposed,
}: DecisionFact): DecisionFact['decided'] | 'elsewhere' {
  if (decided !== undefined) return decided
  if (outcome !== 'rejected' && outcome !== 'without-ai') return undefined
  if (opinion === undefined || opinion === 'undecided') return 'elsewhere'
  return outcome === 'rejected' && opinion === proposed ? 'elsewhere' : opinion
}

/**
 * How a decision differs from the first opinion; undefined without a clear one, and for who did not see the suggestion:
 * nobody is drawn to or from what they were not shown.
 */
export function changeOfOpinion(fact: DecisionFact): ChangeOfOpinion | undefined {
  if (!hasOpinion(fact) || fact.outcome === 'without-ai') return undefined
  const final = finalOf(fact)
  if (final === undefined || final === fact.opinion) return 'none'
  if (fact.proposed === undefined) return 'other'
  if (final === fact.proposed) return 'towards'
  return fact.opinion === fact.proposed ? 'away' : 'other'
}
