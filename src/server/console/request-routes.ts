import { isGuardError } from '../../errors.js'
import type { RequestDetail } from '../../guard/requests.js'
import type { Form } from '../read-form.js'
import { page, seeOther } from '../responses.js'
import { NotFoundPage } from './message-page.js'
import { seesRequests } from './request-access.js'
import { RequestListPage } from './request-list.js'
import { ANSWER_FIELD, RequestPage, type RequestPageProps } from './request-page.js'
import { tooLong } from './text-error.js'
import type { Visit } from './visit.js'

/** The address's parameter that says what became of an answer. */
const DONE = 'fait'

/** Requests of the public about the reader's systems. */
export async function showRequests(visit: Visit): Promise<Response> {
  if (!seesRequests(visit)) return page(NotFoundPage({ visit }), 404)
  const requests = await visit.guard.requests.list(visit.reviewer.id)
  return page(RequestListPage({ visit, requests }))
}

/** One of them. */
export async function showRequest(visit: Visit, id: string, url: URL): Promise<Response> {
  const done = url.searchParams.get(DONE)
  const request = await visit.guard.requests.get(id, visit.reviewer.id)
  if (request === undefined) return page(NotFoundPage({ visit }), 404)
  return requestPage(visit, request, done === 'recorded' || done === 'answered-before' ? { done } : {})
}

/** Records the answer that was typed. */
export async function answerRequest(visit: Visit, id: string, form: Form): Promise<Response> {
  const { guard, reviewer, say, paths } = visit
  const request = await guard.requests.get(id, reviewer.id)
  if (request === undefined) return page(NotFoundPage({ visit }), 404)
  if (!request.mayAnswer && request.answered === undefined) return page(NotFoundPage({ visit }), 404)
  const text = form.get(ANSWER_FIELD) ?? ''
  if (request.answered !== undefined) return requestPage(visit, request, { done: 'answered-before' })
  try {
    const result = await guard.requests.answer(id, { by: reviewer.id, text })
    return seeOther(`${paths.request(id)}?${DONE}=${result}`)
  } catch (error) {
    if (!isGuardError(error) || error.code !== 'ERR_INPUT_INVALID') throw error
    const errors = [{ name: ANSWER_FIELD, message: tooLong(text, say) ?? say('requests.answer-missing') }]
    return requestPage(visit, request, { typed: text.toWellFormed(), errors })
  }
}

async function requestPage(
  visit: Visit,
  request: RequestDetail,
  shown: Pick<RequestPageProps, 'done' | 'typed' | 'errors'>,
): Promise<Response> {
  const { guard, reviewer } = visit
  const { input, answer } = request
  const reference = input.kind === 'explanation' ? input.reference : undefined
  const found =
    reference === undefined ? undefined : await guard.reviews.findByReference(reference, reviewer.id)
  const answeredBy = answer === undefined ? undefined : (await guard.reviewers.find(answer.by))?.name
  return page(
    RequestPage({
      visit,
      request,
      ...(found === undefined ? {} : { found }),
      ...(answeredBy === undefined ? {} : { answeredBy }),
      ...shown,
    }),
    shown.errors === undefined ? 200 : 422,
  )
}
