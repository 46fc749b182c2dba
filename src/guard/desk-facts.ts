import { ReviewerNotAllowedError, UseUnknownError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import { canonicalJson } from '../internal/canonical-json.js'
import type { ReviewDesk } from '../review/commands.js'
import type { ControlAnswer } from '../review/control-case.js'
import type { AnsweredCriterion } from '../review/criteria.js'
import type { DecisionOutcome } from '../review/decision.js'
import type { CodedReasons } from '../review/decision-reasons.js'
import { opinionOf } from '../review/opinion.js'
import { modeFor } from '../review/raised-mode.js'
import type { Opinion, Review } from '../review/review.js'
import type { Acting } from '../review/transition.js'
import { type DecisionFact, directionIn, type PlacedFact } from '../statistics/decision-fact.js'
import { distanceBetween } from '../statistics/distance.js'
import { teamSummary } from '../statistics/team.js'
import type { FactRow } from '../store/fact-row.js'
import type { StoreWrite } from '../store/store.js'
import type { GuardCore } from './core.js'
import { findReviewer } from './desk-people.js'
import { readPayload } from './payloads.js'
import type { Basis } from './review-basis.js'

/** Most decisions of one person that are read at once. */
export const MAX_OWN = 5_000
/** Most decisions of a team that are read at once. */
export const MAX_TEAM = 100_000

/** What somebody decided on, and how. */
export interface Decided {
  readonly review: Review
  readonly acting: Acting
  readonly outcome: DecisionOutcome
  readonly value: JsonValue | undefined
  readonly coded: CodedReasons
  readonly basis: Basis
}

/** The fact of a decision that is being taken, for the same write as the decision. */
export async function factOf(core: GuardCore, decided: Decided): Promise<NonNullable<StoreWrite['facts']>> {
  const { review, acting } = decided
  const fact = await measured(core, decided)
  const row: FactRow = {
    reviewId: review.id,
    reviewerId: acting.reviewer.id,
    systemId: review.systemId,
    useId: review.useId,
    at: acting.now,
    body: canonicalJson(fact),
  }
  return { put: [row] }
}

async function measured(
  core: GuardCore,
  { review, acting, outcome, value, coded, basis }: Decided,
): Promise<DecisionFact> {
  const first = opinionOf(review, acting.reviewer.id)
  const opinion = first?.choice
  const proposed = directionIn(basis.suggestion.value)
  const decidedWay = directionIn(value)
  const since = review.state.status === 'claimed' ? review.state.since : undefined
  return {
    outcome,
    mode: modeFor(review, acting.reviewer.id),
    ...(opinion === undefined ? {} : { opinion }),
    ...(proposed === undefined ? {} : { proposed }),
    ...(decidedWay === undefined ? {} : { decided: decidedWay }),
    ...(value === undefined ? {} : { distance: distanceBetween(basis.suggestion.value, value) }),
    ...(since === undefined
      ? {}
      : { seconds: Math.max(0, (Date.parse(acting.now) - Date.parse(since)) / 1000) }),
    ...(await criteriaIn(core, review, first)),
    ...((coded.reasons ?? []).length === 0 ? {} : { reasons: coded.reasons }),
    ...((coded.changeReasons ?? []).length === 0 ? {} : { changeReasons: coded.changeReasons }),
    caseLength: JSON.stringify(basis.caseData).length,
    ...(await controlOf(core, review, outcome)),
  }
}

/** The answers alone: the statements are the record's. */
async function criteriaIn(
  core: GuardCore,
  review: Review,
  opinion: Opinion | undefined,
): Promise<Pick<DecisionFact, 'criteria'>> {
  if (opinion?.criteria === undefined) return {}
  const what = 'The answers to the criteria'
  const { value } = await readPayload(core, opinion.criteria, { reviewId: review.id, what })
  // It has the shape that this guard wrote: its digest is under the seal.
  const answered = value as unknown as readonly AnsweredCriterion[]
  return { criteria: Object.fromEntries(answered.map(({ id, answer }) => [id, answer])) }
}

async function controlOf(
  core: GuardCore,
  review: Review,
  outcome: DecisionOutcome,
): Promise<Pick<DecisionFact, 'control'>> {
  if (review.control === undefined) return {}
  const what = 'The answer of the control case'
  const { value } = await readPayload(core, review.control, { reviewId: review.id, what })
  // It has the shape that this guard wrote: its digest is under the seal.
  const answer = value as unknown as ControlAnswer
  return { control: { found: answer.expected.includes(outcome) } }
}

/** Figures: one's own for each person, a team's for supervisors and only when there are enough people. */
export function deskFacts(core: GuardCore): Pick<ReviewDesk, 'ownDecisions' | 'teamStatistics'> {
  return {
    async ownDecisions(by, period) {
      const { id } = await findReviewer(core, by)
      const rows = await core.store.listFacts({ reviewerId: id, ...period, limit: MAX_OWN })
      return rows.map(placedFact)
    },
    async teamStatistics(by, { systemId, ...period }) {
      const { roles } = await findReviewer(core, by)
      const system = core.systems.get(systemId)
      if (system === undefined) throw new UseUnknownError(systemId, '')
      const supervises = Object.values(system.uses).some(({ oversight }) =>
        roles.includes(oversight.escalationRole),
      )
      if (!supervises)
        throw new ReviewerNotAllowedError('role', 'The figures of a team are shown to its supervisors.')
      const rows = await core.store.listFacts({ ...period, limit: MAX_TEAM })
      return teamSummary(rows.filter((row) => row.systemId === systemId).map(placedFact))
    },
  }
}

/** A fact as it is counted. It is what this guard wrote; it decides nothing, and is not sealed. */
export function placedFact({ reviewId, reviewerId, systemId, useId, at, body }: FactRow): PlacedFact {
  return { reviewId, reviewerId, systemId, useId, at, fact: JSON.parse(body) as DecisionFact }
}
