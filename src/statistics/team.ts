import { type Breakdown, breakdownOf } from './breakdown.js'
import type { PlacedFact } from './decision-fact.js'
import { type DecisionSummary, summarise } from './summary.js'

/** Fewest people and cases of which figures are shown (`ux.md` §2.6): fewer would point at somebody. */
export const TEAM_LIMITS = { agents: 5, cases: 20 } as const

/** What a team's figures call attention to: a system to look at, never a person (`ux.md` §2.6). */
export const TEAM_ALERTS = ['systematic', 'useless', 'anchored'] as const

/** One of {@link TEAM_ALERTS}. */
export type TeamAlert = (typeof TEAM_ALERTS)[number]

/** The figures of a team, or that there are too few people or cases to show any. */
export type TeamSummary =
  | { readonly status: 'too-few' }
  | {
      readonly status: 'shown'
      readonly agents: number
      readonly summary: DecisionSummary
      readonly breakdown: Breakdown
      readonly alerts: readonly TeamAlert[]
    }

/** Sums up the decisions of several people, if there are enough of both. */
export function teamSummary(facts: readonly PlacedFact[]): TeamSummary {
  // People who took control cases only are not in the figures, so they hide nobody.
  const real = facts.filter(({ fact }) => fact.control === undefined)
  if (!isEnough(real)) return { status: 'too-few' }
  const summary = summarise(facts.map(({ fact }) => fact))
  const breakdown = breakdownOf(real, isEnough)
  return { status: 'shown', agents: agentsOf(real), summary, breakdown, alerts: alertsOf(summary) }
}

function isEnough(facts: readonly PlacedFact[]): boolean {
  return facts.length >= TEAM_LIMITS.cases && agentsOf(facts) >= TEAM_LIMITS.agents
}

function agentsOf(facts: readonly PlacedFact[]): number {
  return new Set(facts.map(({ reviewerId }) => reviewerId)).size
}

/** Retained above this share, within {@link HASTY_SECONDS} in the median: nearly systematic. */
const SYSTEMATIC_SHARE = 0.95
const HASTY_SECONDS = 60
/** Set aside above this share: is the system of use at all? */
const USELESS_SHARE = 0.4
/** Changes of opinion towards the suggestion above this share of all changes. */
const ANCHORED_SHARE = 0.8

function alertsOf({ outcomes, total, seconds, changed, towards }: DecisionSummary): readonly TeamAlert[] {
  const alerts: TeamAlert[] = []
  const hasty = seconds !== undefined && seconds.median < HASTY_SECONDS
  if (hasty && outcomes.approved / total > SYSTEMATIC_SHARE) alerts.push('systematic')
  if (outcomes.rejected / total > USELESS_SHARE) alerts.push('useless')
  if (changed.count > 0 && towards / changed.count > ANCHORED_SHARE) alerts.push('anchored')
  return alerts
}
