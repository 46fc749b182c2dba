import { type ApartFigures, apartFigures } from './apart.js'
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
      readonly alerts: readonly TeamAlert[]
      /** By reason and criterion, for each use; no use at all where one of them has too few people or cases. */
      readonly apart: readonly UseFigures[]
    }

/** What is apart from the suggestion in one use. */
export interface UseFigures extends ApartFigures {
  readonly useId: string
}

/** Sums up the decisions of several people, if there are enough of both. */
export function teamSummary(facts: readonly PlacedFact[]): TeamSummary {
  // People who took control cases only are not in the figures, so they hide nobody.
  const real = facts.filter(({ fact }) => fact.control === undefined)
  if (areTooFew(real)) return { status: 'too-few' }
  const agents = agentsIn(real)
  const summary = summarise(facts.map(({ fact }) => fact))
  return { status: 'shown', agents, summary, alerts: alertsOf(summary), apart: apartByUse(real) }
}

function agentsIn(facts: readonly PlacedFact[]): number {
  return new Set(facts.map(({ reviewerId }) => reviewerId)).size
}

function areTooFew(facts: readonly PlacedFact[]): boolean {
  return agentsIn(facts) < TEAM_LIMITS.agents || facts.length < TEAM_LIMITS.cases
}

/** All or none: of a use that is left out, the figures would be those of the whole less the others'. */
function apartByUse(facts: readonly PlacedFact[]): readonly UseFigures[] {
  const uses = Map.groupBy(facts, ({ useId }) => useId)
  if ([...uses.values()].some(areTooFew)) return []
  return [...uses]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([useId, own]) => ({ useId, ...apartFigures(own.map(({ fact }) => fact)) }))
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
