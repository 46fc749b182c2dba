import { createHmac, randomBytes } from 'node:crypto'
import { InputInvalidError, ReviewerNotAllowedError, TamperedError } from '../errors.js'
import type { ExportQuery, Period } from '../review/commands.js'
import { opinionOf } from '../review/opinion.js'
import { AUDITOR_ROLE } from '../review/roles.js'
import { verifyReview } from '../review/seal.js'
import { settle } from '../review/timers.js'
import {
  type ExportedCases,
  type ExportedDecision,
  exportedDecision,
} from '../statistics/exported-decision.js'
import type { FactRow } from '../store/fact-row.js'
import { dayOf, startOfDay } from '../system/lifecycle.js'
import type { GuardCore } from './core.js'
import { placedFact } from './desk-facts.js'
import { findReviewer } from './desk-people.js'
import { exportingRole, recordExport } from './export-record.js'
import { factsByPage } from './facts-by-page.js'

/** With fewer characters, a key could be found by trying. */
const SHORTEST_KEY = 32

/**
 * Hands out the decisions of a period that took effect, latest first: one for each review, the one that counts. That it
 * was asked for is on record before the first.
 *
 * @throws ReviewerNotAllowedError, InputInvalidError, a store error; TamperedError when it comes to what was altered.
 */
export async function exportDecisions(
  core: GuardCore,
  by: string,
  query: ExportQuery,
): Promise<AsyncIterable<ExportedDecision>> {
  const reviewer = await findReviewer(core, by)
  const role = exportingRole(reviewer)
  const period = checked(query)
  const { cases, nameOf } = namingOf(query.cases)
  if (cases !== 'random' && role !== AUDITOR_ROLE)
    throw new ReviewerNotAllowedError('role', 'Cases that others can tell are exported by an auditor.')
  const { systemId } = query
  const system = systemId === undefined ? {} : { systemId }
  await recordExport(core, { by: reviewer.id, role, ...period, ...system, cases })
  return decisionsOf(core, { period, systemId, nameOf })
}

interface Wanted {
  readonly period: Period
  readonly systemId: string | undefined
  readonly nameOf: (subject: string) => string
}

async function* decisionsOf(
  core: GuardCore,
  { period, systemId, nameOf }: Wanted,
): AsyncGenerator<ExportedDecision> {
  for await (const row of factsByPage(core, period)) {
    if (systemId !== undefined && row.systemId !== systemId) continue
    const decision = await decisionOf(core, row, nameOf)
    if (decision !== undefined) yield decision
  }
}

/** Undefined for a control case, and for what is not the decision that took effect on its review. */
async function decisionOf(
  core: GuardCore,
  row: FactRow,
  nameOf: Wanted['nameOf'],
): Promise<ExportedDecision | undefined> {
  const review = await core.store.getReview(row.reviewId)
  if (review === undefined) throw new TamperedError(`Review ${row.reviewId}`, 'it is missing')
  verifyReview(review, core.signingKey)
  const { state, control, subject, systemVersion } = settle(review, core.clock.now().toISOString()).review
  const { fact, systemId, useId } = placedFact(row)
  if (state.status !== 'effective' || state.decision.by !== row.reviewerId || control !== undefined)
    return undefined
  // Figures carry no seal: they must say what the review says.
  const opinion = opinionOf(review, row.reviewerId)?.choice
  if (fact.outcome !== state.decision.outcome || fact.opinion !== opinion)
    throw new TamperedError(`The figures of review ${review.id}`, 'they are not those of its decision')
  return exportedDecision({
    case: subject === undefined ? '' : nameOf(subject),
    systemVersion,
    month: dayOf(new Date(row.at)).slice(0, 7),
    systemId,
    useId,
    fact,
  })
}

function namingOf(wanted: ExportQuery['cases']): {
  readonly cases: ExportedCases
  readonly nameOf: Wanted['nameOf']
} {
  if (wanted === 'clear') return { cases: 'clear', nameOf: (subject) => subject }
  const key = wanted?.joinKey
  if (key !== undefined && (typeof key !== 'string' || key.length < SHORTEST_KEY))
    throw new InputInvalidError('cases.joinKey', `must have ${SHORTEST_KEY} characters or more.`)
  // Without a key of the caller's, one that nobody has: it is thrown away with this export.
  const secret = key ?? randomBytes(32)
  const nameOf = (subject: string): string =>
    createHmac('sha256', secret).update(subject, 'utf8').digest('hex')
  return { cases: key === undefined ? 'random' : 'keyed', nameOf }
}

function checked({ from, to }: ExportQuery): Period {
  return { from: momentIn('from', from), to: momentIn('to', to) }
}

/** A day begins at its midnight in Paris, as months do in what is handed out. */
function momentIn(name: string, text: string): string {
  const moment =
    typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOfDay(text) : new Date(text)
  if (typeof text !== 'string' || Number.isNaN(moment.getTime()))
    throw new InputInvalidError(name, 'must be a day (YYYY-MM-DD) or a moment in ISO 8601.')
  return moment.toISOString()
}
