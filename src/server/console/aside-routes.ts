import { PROBLEM_KINDS } from '../../review/review.js'
import { json, page, seeOther } from '../responses.js'
import { keepDraft, namesIn, type ReviewRequest, reviewPage } from './answer.js'
import { commandOf, viewOf } from './command.js'
import { draftBody, draftForm } from './draft.js'
import type { FormError } from './fields.js'
import { formatTimeOf } from './labels.js'
import { PrintPage } from './print-page.js'
import { REPORT_NAMES } from './report-form.js'
import { decidedByText, TAKE_OVER_NAME } from './state-parts.js'

/** « Demander un second avis ». */
export async function askSecondOpinion(request: ReviewRequest): Promise<Response> {
  const { visit, reviewId } = request
  const typed = await keepDraft(request)
  const view = await visit.guard.reviews.askSecondOpinion(reviewId, commandOf(request))
  return reviewPage(visit, view, { typed, message: 'second-asked' })
}

/** « Reprendre la main ». */
export async function takeOver(request: ReviewRequest): Promise<Response> {
  const { visit, reviewId, form } = request
  const why = (form.get(TAKE_OVER_NAME) ?? '').trim()
  const view = await viewOf(visit, reviewId)
  if (!view.allowed.includes('take-over')) return reviewPage(visit, view, { status: 403 })
  if (why === '') {
    const errors = [{ name: TAKE_OVER_NAME, message: visit.say('error.takeover') }]
    return reviewPage(visit, view, { errors })
  }
  await visit.guard.reviews.takeOver(reviewId, why, commandOf(request))
  return seeOther(visit.paths.review(reviewId))
}

/** « Signaler un problème avec l’IA ». */
export async function report(request: ReviewRequest): Promise<Response> {
  const { visit, reviewId, form } = request
  const { say } = visit
  const typed = await keepDraft(request)
  const kind = PROBLEM_KINDS.find((known) => known === form.get(REPORT_NAMES.kind))
  const text = (form.get(REPORT_NAMES.text) ?? '').trim()
  const errors: FormError[] = [
    ...(kind === undefined ? [{ name: REPORT_NAMES.kind, message: say('error.report-kind') }] : []),
    ...(text === '' ? [{ name: REPORT_NAMES.text, message: say('error.report-text') }] : []),
  ]
  if (kind === undefined || errors.length > 0)
    return reviewPage(visit, await viewOf(visit, reviewId), { typed, errors })
  const urgent = form.has(REPORT_NAMES.urgent)
  const view = await visit.guard.reviews.reportProblem(reviewId, { kind, text, urgent }, commandOf(request))
  // What was sent is not a draft any more.
  const names: readonly string[] = Object.values(REPORT_NAMES)
  const left = new Map([...typed].filter(([name]) => !names.includes(name)))
  await visit.guard.reviews.saveDraft(reviewId, visit.reviewer.id, draftBody(left))
  return reviewPage(visit, view, { typed: left, message: 'report-sent' })
}

/** « Demander une nouvelle suggestion », of the application. */
export async function askSuggestion(request: ReviewRequest): Promise<Response> {
  const { visit, reviewId } = request
  const typed = await keepDraft(request)
  const view = await viewOf(visit, reviewId)
  if (visit.requestSuggestion === undefined || view.stale === undefined)
    return seeOther(visit.paths.review(reviewId))
  const { id, systemId, useId, subject } = view
  await visit.requestSuggestion({ id, systemId, useId, ...(subject === undefined ? {} : { subject }) })
  return reviewPage(visit, view, { typed, message: 'suggestion-asked' })
}

/** « Imprimer la fiche d’examen »: what this person may see now, on paper. */
export async function showPrint({ visit, reviewId }: ReviewRequest): Promise<Response> {
  const view = await viewOf(visit, reviewId)
  return page(PrintPage({ visit, view, names: await namesIn(visit, view), typed: draftForm(view) }))
}

/** Where a review stands, for the scripts of its page: nothing that the page does not show. */
export async function showState({ visit, reviewId }: ReviewRequest): Promise<Response> {
  const view = await viewOf(visit, reviewId)
  const { version, status, claim } = view
  const decided = decidedByText({ visit, view, names: await namesIn(visit, view) })
  const mine = claim?.mine === true
  return json({ version, status, mine, ...(decided === undefined ? {} : { decided }) })
}

/** Prolongs a reservation for a script: the version that its forms must name from now on. */
export async function renewForScript(request: ReviewRequest): Promise<Response> {
  const { visit, reviewId } = request
  const view = await visit.guard.reviews.renew(reviewId, commandOf(request))
  const until = view.claim?.until ?? view.dueAt
  const time = formatTimeOf(until, visit)
  return json({ version: view.version, until, time, text: visit.say('review.held-by-you', { time }) })
}

/** Keeps a draft for a script. */
export async function draftForScript(request: ReviewRequest): Promise<Response> {
  const { visit } = request
  await keepDraft(request)
  return json({ time: formatTimeOf(visit.now.toISOString(), visit) })
}
