import { type Cell, publishable, publishableTable } from '../register/small-cells.js'
import type { CriterionAnswer } from '../review/criteria.js'
import { DECISION_OUTCOMES, type DecisionOutcome } from '../review/decision.js'
import { MOTIVE_REASONS, type MotiveReason } from '../review/decision-reasons.js'
import type { PlacedFact } from './decision-fact.js'

/**
 * What people answered to one criterion of a use's grid before they saw the suggestion. The four cells add up to
 * `cases`. `against`: not met, in their eyes, while the suggestion was favourable: this is where they and the AI part.
 */
export interface CriterionFigures {
  readonly useId: string
  readonly criterionId: string
  readonly cases: number
  readonly met: Cell
  readonly against: Cell
  readonly notMet: Cell
  readonly unverifiable: Cell
}

/** What became of suggestions where a decision rests on one short reason. A decision may rest on several. */
export interface ReasonFigures {
  readonly reason: MotiveReason
  readonly cases: number
  readonly outcomes: Readonly<Record<DecisionOutcome, Cell>>
}

/** Where people and the AI part: by criterion and by reason. What too few people or cases stand behind is left out. */
export interface Breakdown {
  readonly criteria: readonly CriterionFigures[]
  readonly reasons: readonly ReasonFigures[]
}

/** True when there are enough people and cases to show figures of. */
export type IsEnough = (facts: readonly PlacedFact[]) => boolean

/** Breaks decisions down whose figures are shown as a whole. Pure. `facts`: without control cases. */
export function breakdownOf(facts: readonly PlacedFact[], isEnough: IsEnough): Breakdown {
  return { criteria: byCriterion(facts, isEnough), reasons: byReason(facts, isEnough) }
}

interface Answered {
  readonly answer: CriterionAnswer
  readonly placed: PlacedFact
}

function byCriterion(facts: readonly PlacedFact[], isEnough: IsEnough): readonly CriterionFigures[] {
  const grid = new Map<string, readonly [useId: string, criterionId: string, answers: Answered[]]>()
  for (const placed of facts)
    for (const [criterionId, answer] of Object.entries(placed.fact.criteria ?? {})) {
      const key = JSON.stringify([placed.useId, criterionId])
      const row = grid.get(key) ?? ([placed.useId, criterionId, []] as const)
      row[2].push({ answer, placed })
      grid.set(key, row)
    }
  return [...grid.values()]
    .filter(([, , answers]) => isEnough(answers.map(({ placed }) => placed)))
    .map(([useId, criterionId, answers]) => {
      const count = (answer: CriterionAnswer): number => answers.filter((one) => one.answer === answer).length
      const against = answers.filter(
        ({ answer, placed }) => answer === 'not-met' && placed.fact.proposed === 'favourable',
      ).length
      const [met = 0, contrary = 0, notMet = 0, unverifiable = 0] = publishable([
        count('met'),
        against,
        count('not-met') - against,
        count('unverifiable'),
      ])
      return { useId, criterionId, cases: answers.length, met, against: contrary, notMet, unverifiable }
    })
}

interface Group {
  readonly reason: MotiveReason
  readonly facts: readonly PlacedFact[]
}

function byReason(facts: readonly PlacedFact[], isEnough: IsEnough): readonly ReasonFigures[] {
  const groups = MOTIVE_REASONS.map((reason): Group => ({ reason, facts: facts.filter(names(reason)) }))
  const shown = tellingNoFew(facts, groups, isEnough).toSorted(
    (one, other) => MOTIVE_REASONS.indexOf(one.reason) - MOTIVE_REASONS.indexOf(other.reason),
  )
  // The whole's figures stand beside these: what is left for no row must not give a hidden cell away either.
  const rest = facts.filter((each) => !shown.some((group) => group.facts.includes(each)))
  const cells = publishableTable(
    shown.map((group) => countsOf(group.facts)),
    countsOf(rest),
  )
  return shown.map(({ reason, facts: own }, place) => {
    const [approved = 0, amended = 0, rejected = 0, withoutAi = 0] = cells[place] ?? []
    return { reason, cases: own.length, outcomes: { approved, amended, rejected, 'without-ai': withoutAi } }
  })
}

function names(reason: MotiveReason): (placed: PlacedFact) => boolean {
  return ({ fact }) => fact.reasons?.includes(reason) === true
}

function countsOf(facts: readonly PlacedFact[]): readonly number[] {
  return DECISION_OUTCOMES.map((outcome) => facts.filter(({ fact }) => fact.outcome === outcome).length)
}

/**
 * The groups that may stand beside the figures of the whole: each large enough, and no difference of two where one holds
 * the other, nor what none of them covers, is about a few.
 */
function tellingNoFew(
  whole: readonly PlacedFact[],
  groups: readonly Group[],
  isEnough: IsEnough,
): readonly Group[] {
  const isQuiet = (facts: readonly PlacedFact[]): boolean => facts.length === 0 || isEnough(facts)
  const without = (facts: readonly PlacedFact[], others: readonly Group[]): readonly PlacedFact[] => {
    const covered = new Set(others.flatMap((group) => group.facts))
    return facts.filter((each) => !covered.has(each))
  }
  const kept: Group[] = []
  for (const group of groups.toSorted((one, other) => other.facts.length - one.facts.length)) {
    const fits = kept.every((larger) => {
      const isWithin = without(group.facts, [larger]).length === 0
      return !isWithin || isQuiet(without(larger.facts, [group]))
    })
    if (isEnough(group.facts) && isQuiet(without(whole, [group])) && fits) kept.push(group)
  }
  // The smallest go first until what is left over is nobody, or enough.
  while (kept.length > 0 && !isQuiet(without(whole, kept))) kept.pop()
  return kept
}
