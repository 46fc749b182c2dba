import { randomUUID } from 'node:crypto'
import { isGuardError } from '../../errors.js'
import type { ReviewView } from '../../review/view.js'
import type { HandlerOptions } from '../options.js'
import type { Form } from '../read-form.js'
import { page } from '../responses.js'
import { criterionName } from './criteria.js'
import { draftBody, draftForm, typedIn } from './draft.js'
import type { FormError } from './fields.js'
import { ErasedPage, FailurePage, NotFoundPage } from './message-page.js'
import { OPINION_NAMES } from './opinion-form.js'
import { tooMany } from './queue-routes.js'
import { REPORT_NAMES } from './report-form.js'
import { ReviewPage } from './review-page.js'
import type { ReviewMessage, ReviewPageProps } from './review-step.js'
import { TAKE_OVER_NAME } from './state-parts.js'
import { DECISION_NAMES } from './submission.js'
import { tooLong } from './text-error.js'
import type { Visit } from './visit.js'

/** A request about one review. */
export interface ReviewRequest {
  readonly visit: Visit
  readonly reviewId: string
  readonly form: Form
  readonly onError: NonNullable<HandlerOptions['onError']>
}

/** Draws the page of a review as it stands now, with what was typed. */
export async function reviewPage(
  visit: Visit,
  view: ReviewView,
  more: {
    readonly typed?: Form
    readonly errors?: readonly FormError[]
    readonly message?: ReviewMessage
    readonly withoutAi?: boolean
    readonly status?: number
  } = {},
): Promise<Response> {
  const [holder, names] = await Promise.all([
    view.claim === undefined ? undefined : visit.guard.reviewers.find(view.claim.by),
    namesIn(visit, view),
  ])
  const props: ReviewPageProps = {
    visit,
    view,
    typed: more.typed ?? draftForm(view),
    errors: more.errors ?? [],
    idempotencyKey: randomUUID(),
    names,
    ...(holder === undefined ? {} : { holder: holder.name }),
    ...(more.message === undefined ? {} : { message: more.message }),
    ...(more.withoutAi === undefined ? {} : { withoutAi: more.withoutAi }),
  }
  return page(ReviewPage(props), more.status ?? ((more.errors ?? []).length > 0 ? 422 : 200))
}

/** Names of the people whom a page of this review may have to name, by id. */
export async function namesIn(
  { guard }: Visit,
  { decidedBy, decision, takenOver, claim }: ReviewView,
): Promise<ReadonlyMap<string, string>> {
  const ids = [decidedBy?.by, decision?.by, takenOver?.by, claim?.by].filter((id) => id !== undefined)
  const people = await Promise.all([...new Set(ids)].map((id) => guard.reviewers.find(id)))
  return new Map(people.filter((person) => person !== undefined).map(({ id, name }) => [id, name]))
}

/** Keeps what was typed on the server, if anything was, so that no answer can lose it. */
export async function keepDraft({ visit, reviewId, form }: ReviewRequest): Promise<Form> {
  const typed = typedIn(form)
  if (typed.size > 0) await visit.guard.reviews.saveDraft(reviewId, visit.reviewer.id, draftBody(typed))
  return typed
}

/**
 * Turns what the desk refuses into a page: the same one for unknown and forbidden, the present state with the typed
 * text for a conflict. Anything else is a fault, reported with a reference.
 */
export async function answerError(error: unknown, request: ReviewRequest): Promise<Response> {
  const { visit } = request
  if (!isGuardError(error)) return failure(error, request)
  switch (error.code) {
    case 'ERR_REVIEW_NOT_FOUND':
      return page(NotFoundPage({ visit }), 404)
    case 'ERR_REVIEW_ERASED':
      return page(ErasedPage({ visit, at: error.at }), 410)
    case 'ERR_REVIEW_CONFLICT':
    case 'ERR_REVIEW_STATE':
    case 'ERR_IDEMPOTENCY_MISMATCH':
      return present(request, { message: 'conflict', status: 409 })
    case 'ERR_REVIEWER_NOT_ALLOWED':
      if (error.reason === 'unknown-reviewer') return page(NotFoundPage({ visit }), 404)
      if (error.reason === 'too-many-claims') return tooMany(visit)
      return present(request, {
        status: 403,
        ...(error.reason === 'not-claimed-by-you' ? { message: 'lease-over' } : {}),
      })
    case 'ERR_DECISION_INVALID':
      // The desk is stricter than the form was: say so where the form begins.
      return present(request, {
        errors: error.issues.map(({ path }) => refusedField(path, request)),
        status: 422,
      })
    default:
      return failure(error, request)
  }
}

/** What is said of a fault that has no words of its own. */
export type FailureText = 'failure.text' | 'queue.failed'

/** Reports a fault and shows its reference. */
export async function failure(
  error: unknown,
  {
    visit,
    onError,
    whenFailed = 'failure.text',
  }: Pick<ReviewRequest, 'visit' | 'onError'> & { readonly whenFailed?: FailureText | undefined },
): Promise<Response> {
  const reference = randomUUID()
  onError(error, { reference })
  const { say, paths } = visit
  const code = isGuardError(error) ? error.code : undefined
  const text =
    code === 'ERR_TAMPERED'
      ? say('failure.tampered')
      : code === 'ERR_STORE_BUSY'
        ? say('failure.busy')
        : say(whenFailed)
  const retry = code === 'ERR_TAMPERED' ? {} : { retry: paths.queue }
  return page(
    FailurePage({ context: visit, visit, text, reference, ...retry }),
    code === 'ERR_STORE_BUSY' ? 503 : 500,
  )
}

function refusedField(path: string, { visit, form }: ReviewRequest): FormError {
  const { say } = visit
  const names: Readonly<Record<string, string>> = {
    motive: DECISION_NAMES.motive,
    textForPerson: DECISION_NAMES.text,
    changeReason: DECISION_NAMES.change,
    note: OPINION_NAMES.note,
    choice: OPINION_NAMES.choice,
    why: TAKE_OVER_NAME,
    text: REPORT_NAMES.text,
  }
  if (path.startsWith('criteria.'))
    return { name: criterionName(path.slice('criteria.'.length)), message: say('error.refused') }
  const name = names[path] ?? DECISION_NAMES.outcome
  return { name, message: tooLong(form.get(name) ?? '', say) ?? say('error.refused') }
}

interface Presented {
  readonly status: number
  readonly message?: ReviewMessage
  readonly errors?: readonly FormError[]
}

async function present(request: ReviewRequest, shown: Presented): Promise<Response> {
  const { visit, reviewId, form } = request
  try {
    const view = await visit.guard.reviews.view(reviewId, visit.reviewer.id)
    const typed = typedIn(form)
    return await reviewPage(visit, view, { ...shown, ...(typed.size > 0 ? { typed } : {}) })
  } catch (error) {
    // The review went out of reach meanwhile.
    if (isGuardError(error) && error.code === 'ERR_REVIEW_NOT_FOUND')
      return page(NotFoundPage({ visit }), 404)
    return failure(error, request)
  }
}
