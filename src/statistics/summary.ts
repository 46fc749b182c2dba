import { DECISION_OUTCOMES, type DecisionOutcome } from '../review/decision.js'
import { changeOfOpinion, finalOf, hasOpinion } from './change-of-opinion.js'
import type { DecisionFact } from './decision-fact.js'

/** So many of so many. */
export interface Share {
  readonly count: number
  readonly of: number
}

/** Smallest, middle and largest of some figures. */
export interface Spread {
  readonly least: number
  readonly median: number
  readonly most: number
}

/** What decisions say about how suggestions are used. Of a system or of oneself; never one person beside another. */
export interface DecisionSummary {
  /** Decisions, control cases left out. */
  readonly total: number
  readonly outcomes: Readonly<Record<DecisionOutcome, number>>
  /** First opinions that pointed the same way as the suggestion, of those that can be compared. */
  readonly agreedBefore: Share
  /** Decisions that point the same way as the suggestion, of those that can be compared. */
  readonly agreedAfter: Share
  /** Decisions that differ from the first opinion, of those that had a clear one. */
  readonly changed: Share
  /** Of those that changed, how many towards the suggestion, and how many away from it. */
  readonly towards: number
  readonly away: number
  /** Mean distance between suggestion and decision of the amended, from 0 to 1; undefined without any. */
  readonly distance?: number
  /** Seconds from taking a case to deciding it; undefined without any. */
  readonly seconds?: Spread
  /** Seconds for each thousand characters of the case: short looks at long files show here. */
  readonly secondsPerThousand?: Spread
  /** Control cases whose error was found, of those decided. */
  readonly controls: Share
}

/** Sums up decisions. Control cases are counted as such, and in nothing else. */
export function summarise(facts: readonly DecisionFact[]): DecisionSummary {
  const real = facts.filter(({ control }) => control === undefined)
  const controls = facts.flatMap(({ control }) => (control === undefined ? [] : [control]))
  const changes = real.map(changeOfOpinion).filter((change) => change !== undefined)
  const distances = real.flatMap(({ outcome, distance }) =>
    outcome === 'amended' && distance !== undefined ? [distance] : [],
  )
  const seconds = spreadOf(real.flatMap(({ seconds: each }) => (each === undefined ? [] : [each])))
  const paces = spreadOf(
    real.flatMap(({ seconds: each, caseLength }) =>
      each === undefined || caseLength === 0 ? [] : [(each * 1000) / caseLength],
    ),
  )
  return {
    total: real.length,
    outcomes: countOutcomes(real),
    agreedBefore: shareOf(
      real.filter((fact) => hasOpinion(fact) && fact.proposed !== undefined),
      ({ opinion, proposed }) => opinion === proposed,
    ),
    agreedAfter: shareOf(
      real.filter(
        (fact) => fact.outcome !== 'without-ai' && fact.proposed !== undefined && finalOf(fact) !== undefined,
      ),
      (fact) => finalOf(fact) === fact.proposed,
    ),
    changed: { count: changes.filter((change) => change !== 'none').length, of: changes.length },
    towards: changes.filter((change) => change === 'towards').length,
    away: changes.filter((change) => change === 'away').length,
    ...(distances.length === 0 ? {} : { distance: mean(distances) }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(paces === undefined ? {} : { secondsPerThousand: paces }),
    controls: shareOf(controls, ({ found }) => found),
  }
}

function countOutcomes(facts: readonly DecisionFact[]): DecisionSummary['outcomes'] {
  const counts = { approved: 0, amended: 0, rejected: 0, 'without-ai': 0 }
  for (const outcome of DECISION_OUTCOMES)
    counts[outcome] = facts.filter((fact) => fact.outcome === outcome).length
  return counts
}

function shareOf<Item>(items: readonly Item[], isCounted: (item: Item) => boolean): Share {
  return { count: items.filter(isCounted).length, of: items.length }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Smallest, median (the mean of the middle two when there is an even number) and largest; undefined for none. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((one, other) => one - other)
  const least = sorted[0]
  const most = sorted.at(-1)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  if (least === undefined || most === undefined || upper === undefined || lower === undefined)
    return undefined
  return { least, median: (lower + upper) / 2, most }
}
