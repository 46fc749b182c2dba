import { randomUUID } from 'node:crypto'
import { isGuardError } from '../../errors.js'
import { OPINION_CHOICES } from '../../review/review.js'
import type { ReviewAction, ReviewView } from '../../review/view.js'
import { page, seeOther } from '../responses.js'
import { answerError, keepDraft, type ReviewRequest, reviewPage } from './answer.js'
import {
  askSecondOpinion,
  askSuggestion,
  draftForScript,
  renewForScript,
  report,
  takeOver,
} from './aside-routes.js'
import { CheckPage } from './check-page.js'
import { commandOf, viewOf } from './command.js'
import { criteriaOf, missingCriteria, readCriteria } from './criteria.js'
import { draftDigest, draftForm } from './draft.js'
import { OPINION_NAMES } from './opinion-form.js'
import type { ReviewPathAction } from './paths.js'
import { askRevert, revert } from './revert-routes.js'
import type { ReviewMessage } from './review-step.js'
import { HIDDEN_NAMES } from './shell.js'
import { DECISION_NAMES, readSubmission, type Submission } from './submission.js'
import { takeBack } from './undo-route.js'
import type { Visit } from './visit.js'

/** What the desk answers when somebody else was faster. */
const TAKEN: readonly string[] = ['ERR_REVIEW_CONFLICT', 'ERR_REVIEW_STATE']

/** Carries out one action of a review page. */
export type ReviewRoute = (request: ReviewRequest) => Promise<Response>

/** The page of a review. */
export const showReview: ReviewRoute = async ({ visit, reviewId }) =>
  reviewPage(visit, await viewOf(visit, reviewId))

/** The form of « Traiter sans l’IA ». */
export const showWithoutAi: ReviewRoute = async ({ visit, reviewId }) =>
  reviewPage(visit, await viewOf(visit, reviewId), { withoutAi: true })

/** « Vérifiez votre décision », from the draft. */
export const showCheck: ReviewRoute = async ({ visit, reviewId }) => {
  const view = await viewOf(visit, reviewId)
  const typed = draftForm(view)
  if (typed === undefined || !view.allowed.some((action) => action === 'reject' || action === 'without-ai'))
    return seeOther(visit.paths.review(reviewId))
  const read = await readSubmission(visit, view, typed)
  const withoutAi = typed.get(DECISION_NAMES.outcome) === 'without-ai'
  if (!read.ok) return reviewPage(visit, view, { typed, errors: read.errors, withoutAi })
  const { submission } = read
  return page(
    CheckPage({ visit, view, submission, digest: draftDigest(typed), idempotencyKey: randomUUID() }),
  )
}

/** Reserves on the way from the queue, when this site's own link was followed; else shows the page alone. */
export const examine: ReviewRoute = async ({ visit, reviewId }) => {
  const view = await viewOf(visit, reviewId)
  if (!view.allowed.includes('claim')) return seeOther(visit.paths.review(reviewId))
  try {
    await visit.guard.reviews.claim(reviewId, {
      by: visit.reviewer.id,
      version: view.version,
      idempotencyKey: randomUUID(),
    })
  } catch (error) {
    if (!isGuardError(error) || !TAKEN.includes(error.code)) throw error
    return reviewPage(visit, await viewOf(visit, reviewId), { message: 'already-taken', status: 409 })
  }
  return seeOther(visit.paths.review(reviewId))
}

const recordOpinion: ReviewRoute = async (request) => {
  const { visit, reviewId, form } = request
  const typed = await keepDraft(request)
  const view = await viewOf(visit, reviewId)
  const grid = criteriaOf(visit, view)
  const criteria = readCriteria(grid, form)
  const choice = OPINION_CHOICES.find((candidate) => candidate === form.get(OPINION_NAMES.choice))
  const missing = missingCriteria(grid, criteria, visit)
  if (choice === undefined || missing.length > 0) {
    const noChoice = { name: OPINION_NAMES.choice, message: visit.say('error.opinion') }
    const errors = choice === undefined ? [...missing, noChoice] : missing
    return reviewPage(visit, view, { typed, errors })
  }
  const note = (form.get(OPINION_NAMES.note) ?? '').trim()
  await visit.guard.reviews.recordOpinion(
    reviewId,
    {
      choice,
      ...(note === '' ? {} : { note }),
      ...(grid.length === 0 ? {} : { criteria }),
    },
    commandOf(request),
  )
  return seeOther(`${visit.paths.review(reviewId)}#suggestion`)
}

const check: ReviewRoute = async (request) => {
  const { visit, reviewId, form } = request
  const typed = await keepDraft(request)
  const view = await viewOf(visit, reviewId)
  if (view.version !== commandOf(request).version)
    return reviewPage(visit, view, { typed, message: 'conflict', status: 409 })
  if (mayNotDecide(view)) return reviewPage(visit, view, { typed, ...whyNot(view) })
  const read = await readSubmission(visit, view, typed)
  if (read.ok) return seeOther(visit.paths.action(reviewId, 'verifier'))
  const withoutAi = form.get(DECISION_NAMES.outcome) === 'without-ai'
  return reviewPage(visit, view, { typed, errors: read.errors, withoutAi })
}

const record: ReviewRoute = async (request) => {
  const { visit, reviewId, form } = request
  const view = await viewOf(visit, reviewId)
  // The same form sent twice: what it asked for is done.
  if (view.decision?.by === visit.reviewer.id) return seeOther(`${visit.paths.review(reviewId)}#etat`)
  if (mayNotDecide(view)) return reviewPage(visit, view, whyNot(view))
  const typed = draftForm(view)
  if (typed === undefined) return reviewPage(visit, view, { message: 'conflict', status: 409 })
  // Typed over in another tab since it was checked: to be checked again.
  if (form.get(HIDDEN_NAMES.digest) !== draftDigest(typed)) return showCheck(request)
  const read = await readSubmission(visit, view, typed)
  if (!read.ok) return reviewPage(visit, view, { typed, errors: read.errors })
  await decide(request, read.submission)
  return seeOther(`${visit.paths.review(reviewId)}#etat`)
}

const DECIDING: readonly ReviewAction[] = ['approve', 'amend', 'reject', 'without-ai']

function mayNotDecide({ allowed }: ReviewView): boolean {
  return !allowed.some((action) => DECIDING.includes(action))
}

/** Said at once, whatever the form holds: the right to decide, the reservation, or the case itself is gone. */
function whyNot({ status, claim }: ReviewView): {
  readonly status: number
  readonly message?: ReviewMessage
} {
  if (status !== 'pending' && status !== 'claimed') return { status: 409, message: 'conflict' }
  return claim?.mine === true ? { status: 403 } : { status: 403, message: 'lease-over' }
}

async function decide(request: ReviewRequest, submission: Submission): Promise<void> {
  const { visit, reviewId } = request
  const { outcome, value, ...input } = submission
  const { reviews } = visit.guard
  const command = commandOf(request)
  const own = value === undefined ? {} : { ownValue: value }
  switch (outcome) {
    case 'approved':
      await reviews.approve(reviewId, input, command)
      break
    case 'amended':
      await reviews.amend(reviewId, { ...input, value }, command)
      break
    case 'rejected':
      await reviews.reject(reviewId, { ...input, ...own }, command)
      break
    case 'without-ai':
      await reviews.decideWithoutAi(reviewId, { ...input, ...own }, command)
      break
  }
}

/** A command without content: what is typed is kept first. */
function simple(
  run: (request: ReviewRequest) => Promise<unknown>,
  back: (visit: Visit, id: string) => string,
): ReviewRoute {
  return async (request) => {
    await keepDraft(request)
    await run(request)
    return seeOther(back(request.visit, request.reviewId))
  }
}

const toReview = ({ paths }: Visit, id: string): string => paths.review(id)
const toQueue = ({ paths }: Visit): string => paths.queue

const saveDraft: ReviewRoute = async (request) => {
  const typed = await keepDraft(request)
  const { visit, reviewId } = request
  const view = await viewOf(visit, reviewId)
  // Somebody else's by now: what was typed is shown to be copied.
  if (view.status === 'decided' || view.claim?.mine === false)
    return reviewPage(visit, view, { typed, message: 'conflict', status: 409 })
  return reviewPage(visit, view, {
    message: 'draft-saved',
    withoutAi: request.form.get(DECISION_NAMES.outcome) === 'without-ai',
  })
}

/** What can be posted below a review. */
export const REVIEW_ACTIONS: ReadonlyMap<ReviewPathAction, ReviewRoute> = new Map<
  ReviewPathAction,
  ReviewRoute
>([
  ['reserver', simple((r) => r.visit.guard.reviews.claim(r.reviewId, commandOf(r)), toReview)],
  ['prolonger', simple((r) => r.visit.guard.reviews.renew(r.reviewId, commandOf(r)), toReview)],
  ['rendre', simple((r) => r.visit.guard.reviews.giveBack(r.reviewId, commandOf(r)), toQueue)],
  [
    'afficher',
    simple(
      (r) => r.visit.guard.reviews.reveal(r.reviewId, commandOf(r)),
      (visit, id) => `${visit.paths.review(id)}#suggestion`,
    ),
  ],
  ['annuler', takeBack],
  ['brouillon', saveDraft],
  ['second-avis', askSecondOpinion],
  ['reprendre', takeOver],
  ['signaler', report],
  ['nouvelle-suggestion', askSuggestion],
  ['revenir', askRevert],
  ['revenir-confirme', revert],
  ['avis', recordOpinion],
  ['verifier', check],
  ['enregistrer', record],
])

/** The same, for scripts: they get data instead of a page. */
export const SCRIPT_ACTIONS: ReadonlyMap<ReviewPathAction, ReviewRoute> = new Map<
  ReviewPathAction,
  ReviewRoute
>([
  ['brouillon', draftForScript],
  ['prolonger', renewForScript],
])

/** Runs a route and turns what the desk refuses into a page. */
export async function answer(route: ReviewRoute, request: ReviewRequest): Promise<Response> {
  try {
    return await route(request)
  } catch (error) {
    return answerError(error, request)
  }
}
