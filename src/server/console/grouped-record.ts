import { randomUUID } from 'node:crypto'
import { isGuardError } from '../../errors.js'
import { MOST_GROUPED } from '../../review/grouped.js'
import type { GroupedDecision, GroupedResult } from '../../review/grouped-commands.js'
import type { ReviewView } from '../../review/view.js'
import type { HandlerOptions } from '../options.js'
import type { Form } from '../read-form.js'
import { page, seeOther } from '../responses.js'
import { commandOf, viewOf } from './command.js'
import { draftDigest, draftForm } from './draft.js'
import { readGroup, unopenedCases } from './grouped-cases.js'
import { splitForm } from './grouped-form.js'
import { USAGE_NAME } from './grouped-page.js'
import { type CaseResult, GroupedResultPage, type NotRecorded, RESULT_ID } from './grouped-result-page.js'
import { checkPage, groupPage } from './grouped-routes.js'
import { HIDDEN_NAMES } from './shell.js'
import { readSubmission } from './submission.js'
import type { Visit } from './visit.js'

/** The parameter of the result's address that names one of its cases. */
const CASE_NAME = 'dossier'

type OnError = NonNullable<HandlerOptions['onError']>

/** What was asked of one case, and what there is of it now. */
interface Asked {
  readonly id: string
  readonly form: Form
  readonly view?: ReviewView
}

/**
 * Records the decisions that were checked. What was typed over or changed since is checked again, and nothing is recorded
 * then; what fails for one case is said of that one. The same form sent twice changes nothing.
 */
export async function recordGroup(visit: Visit, form: Form, onError: OnError): Promise<Response> {
  const usage = form.get(USAGE_NAME) ?? ''
  const sent = [...splitForm(form)]
  const unopened = await unopenedCases(visit)
  if (sent.some(([id]) => unopened.has(id)))
    return groupPage(visit, await readGroup(visit, usage), { message: 'grouped.refused', status: 409 })
  const asked = await Promise.all(sent.map(([id, own]) => readAsked(visit, id, own)))
  const open = asked.filter(({ view }) => view !== undefined && !isRecorded(visit, view))
  const decisions: GroupedDecision[] = []
  const failed = new Map<string, CaseResult>()
  for (const each of open) {
    const { id, view } = each
    if (view === undefined) continue
    if (!view.allowed.includes('reject')) {
      const why = view.claim?.mine === true ? 'grouped.failed.not-allowed' : 'grouped.failed.lease'
      failed.set(id, { recorded: false, id, view, why })
      continue
    }
    const decision = await decisionOf(visit, each, view)
    if (decision === undefined) return checkPage(visit, await readGroup(visit, usage), 'grouped.changed')
    decisions.push(decision)
  }
  const results = await send(visit, decisions)
  // What may be decided together has changed since: nothing was recorded, and the group says of each case what holds.
  if (results === undefined)
    return groupPage(visit, await readGroup(visit, usage), { message: 'grouped.refused', status: 409 })
  for (const result of results) if (!result.ok) failed.set(result.reviewId, failure(result, asked, onError))
  const ids = asked.map(({ id }) => id)
  if (failed.size === 0 && asked.every(({ view }) => view !== undefined))
    return seeOther(resultAddress(visit, ids))
  return resultPage(visit, ids, failed, 409)
}

/** What became of the cases that an address names, as each stands now. */
export function showGroupResult(visit: Visit, url: URL): Promise<Response> {
  const ids = [...new Set(url.searchParams.getAll(CASE_NAME))].slice(0, MOST_GROUPED)
  return ids.length === 0 ? Promise.resolve(seeOther(visit.paths.queue)) : resultPage(visit, ids)
}

async function readAsked(visit: Visit, id: string, form: Form): Promise<Asked> {
  const view = await viewOrWhy(visit, id)
  return { id, form, ...(typeof view === 'string' ? {} : { view }) }
}

/** A case as it stands for this person, or why there is nothing to show of it. */
async function viewOrWhy(visit: Visit, id: string): Promise<ReviewView | NotRecorded> {
  try {
    return await viewOf(visit, id)
  } catch (error) {
    const why = whyNot(error)
    if (why === 'grouped.failed.gone' || why === 'grouped.failed.altered') return why
    throw error
  }
}

function isRecorded({ reviewer }: Visit, { decision }: ReviewView): boolean {
  return decision?.by === reviewer.id
}

/** The decision that was checked; undefined when the draft is another one now, or nothing that can be recorded. */
async function decisionOf(
  visit: Visit,
  { id, form }: Asked,
  view: ReviewView,
): Promise<GroupedDecision | undefined> {
  const typed = draftForm(view)
  if (typed === undefined || form.get(HIDDEN_NAMES.digest) !== draftDigest(typed)) return undefined
  const read = await readSubmission(visit, view, typed)
  if (!read.ok) return undefined
  const { outcome, value, ...decision } = read.submission
  const { version, idempotencyKey } = commandOf({ visit, form })
  const command = { reviewId: id, version, idempotencyKey }
  switch (outcome) {
    case 'approved':
      return { ...command, outcome, decision }
    case 'amended':
      return { ...command, outcome, decision: { ...decision, value } }
    case 'rejected':
      return {
        ...command,
        outcome,
        decision: { ...decision, ...(value === undefined ? {} : { ownValue: value }) },
      }
    case 'without-ai':
      return undefined
  }
}

/** Undefined when they may not be decided together: nothing was recorded. */
async function send(
  visit: Visit,
  decisions: readonly GroupedDecision[],
): Promise<readonly GroupedResult[] | undefined> {
  if (decisions.length === 0) return []
  try {
    return await visit.guard.reviews.decideGroup(decisions, { by: visit.reviewer.id })
  } catch (error) {
    if (isGuardError(error) && error.code === 'ERR_GROUP_REFUSED') return undefined
    throw error
  }
}

function failure(
  { reviewId: id, error }: GroupedResult & { readonly ok: false },
  asked: readonly Asked[],
  onError: OnError,
): CaseResult {
  const view = asked.find((each) => each.id === id)?.view
  const why = whyNot(error)
  const isFault = why === 'grouped.failed.fault' || why === 'grouped.failed.altered'
  const reference = randomUUID()
  if (isFault) onError(error, { reference })
  return { recorded: false, id, why, ...(view && { view }), ...(isFault ? { reference } : {}) }
}

function whyNot(error: unknown): NotRecorded {
  if (!isGuardError(error)) return 'grouped.failed.fault'
  switch (error.code) {
    case 'ERR_REVIEW_CONFLICT':
    case 'ERR_REVIEW_STATE':
    case 'ERR_GROUP_REFUSED':
    case 'ERR_IDEMPOTENCY_MISMATCH':
      return 'grouped.failed.moved'
    case 'ERR_REVIEWER_NOT_ALLOWED':
      return error.reason === 'not-claimed-by-you' ? 'grouped.failed.lease' : 'grouped.failed.not-allowed'
    case 'ERR_DECISION_INVALID':
      return 'grouped.failed.invalid'
    case 'ERR_TAMPERED':
      return 'grouped.failed.altered'
    case 'ERR_STORE_BUSY':
      return 'grouped.failed.busy'
    case 'ERR_REVIEW_NOT_FOUND':
    case 'ERR_REVIEW_ERASED':
      return 'grouped.failed.gone'
    default:
      return 'grouped.failed.fault'
  }
}

function resultAddress({ paths }: Visit, ids: readonly string[]): string {
  return `${paths.grouped('enregistre')}?${new URLSearchParams(ids.map((id) => [CASE_NAME, id]))}#${RESULT_ID}`
}

async function resultPage(
  visit: Visit,
  ids: readonly string[],
  failed: ReadonlyMap<string, CaseResult> = new Map(),
  status = 200,
): Promise<Response> {
  const results = await Promise.all(
    ids.map(async (id): Promise<CaseResult> => {
      const view = await viewOrWhy(visit, id)
      if (typeof view === 'string') return { recorded: false, id, why: view }
      if (isRecorded(visit, view)) return { recorded: true, view }
      return failed.get(id) ?? { recorded: false, id, view, why: 'grouped.failed.none' }
    }),
  )
  return page(GroupedResultPage({ visit, results }), status)
}
