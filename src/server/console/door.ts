import type { Context } from 'hono'
import { systemClock } from '../../internal/clock.js'
import { clientOf } from '../client-of.js'
import { type FormTokens, sameOrigin, TOKEN_FIELD } from '../form-token.js'
import type { ConsoleGuard, HandlerOptions, RequestOrigin } from '../options.js'
import { rateLimit } from '../rate-limit.js'
import { type Form, readForm } from '../read-form.js'
import { page, plain, seeOther } from '../responses.js'
import { failure } from './answer.js'
import { forgetForm, keepForm, RESUMED_FIELD } from './kept-form.js'
import { FailurePage, FormKeptPage, SignedOutPage, StaleFormPage } from './message-page.js'
import type { PageContext, Visit } from './visit.js'

/** What Hono hands to a route of the console. */
export type RouteContext = Context<{ Bindings: RequestOrigin }>

/** Draws a page for somebody who is signed in. */
export type Draw = (visit: Visit, context: RouteContext) => Promise<Response>

/** Carries out what somebody who is signed in has sent from a form of this console. */
export type Post = (visit: Visit, form: Form, context: RouteContext) => Promise<Response>

/** Lets people in: every route of the console goes through it, and it asks who is calling before anything else. */
export interface Door {
  get(draw: Draw): (context: RouteContext) => Promise<Response>
  post(run: Post): (context: RouteContext) => Promise<Response>
}

/** What a door is made of. */
export interface DoorOptions {
  readonly guard: ConsoleGuard
  readonly options: HandlerOptions
  readonly tokens: FormTokens
  readonly context: PageContext
}

const PERSON_RULE = { times: 120, seconds: 60 }
const ADDRESS_RULE = { times: 1_200, seconds: 60 }

/** Opens the door of a console. */
export function openDoor(parts: DoorOptions): Door {
  const { options, tokens, context } = parts
  const { clock = systemClock, commandLimits = {} } = options
  const onError = errorHandler(options)
  const perPerson = rateLimit(commandLimits.person ?? PERSON_RULE, clock)
  const perAddress = rateLimit(commandLimits.address ?? ADDRESS_RULE, clock)
  const visitOf = visits(parts)

  const withToken = async (
    visit: Visit,
    request: Request,
    answer: (visit: Visit) => Promise<Response>,
  ): Promise<Response> => {
    const issued = tokens.issue(request, { reviewerId: visit.reviewer.id })
    const full = { ...visit, token: issued.token }
    const response = await answer(full).catch((error: unknown) => failure(error, { visit: full, onError }))
    if (issued.setCookie !== undefined) response.headers.append('set-cookie', issued.setCookie)
    return response
  }

  return {
    get: (draw) => async (c) => {
      const request = c.req.raw
      const visit = await visitOf(request)
      if (visit === undefined) return signedOut(parts, request)
      return withToken(visit, request, (full) => draw(full, c))
    },
    post: (run) => async (c) => {
      const request = c.req.raw
      const wait = perAddress.take(clientOf(c.env.address))
      if (wait !== undefined) return tooMany(context, wait)
      const visit = await visitOf(request)
      const form = await readForm(request)
      if (form === 'wrong-type') return plain(context.say('failure.wrong-type'), 415)
      if (form === 'too-large') return tooLarge(context)
      if (visit === undefined) return signedOut(parts, request, form)
      const token = form.get(TOKEN_FIELD) ?? ''
      const fits = tokens.check(request, { reviewerId: visit.reviewer.id, token })
      return withToken(visit, request, async (full) => {
        if (!fits) return staleForm(full, request, form)
        const again = perPerson.take(visit.reviewer.id)
        if (again !== undefined) return tooMany(full, again, { visit: full, request, form })
        const response = await run(full, form, c)
        if (form.has(RESUMED_FIELD)) await forgetForm(full)
        return response
      })
    },
  }
}

/** Where faults are reported. */
export function errorHandler(options: HandlerOptions): NonNullable<HandlerOptions['onError']> {
  return options.onError ?? (() => undefined)
}

function visits({ guard, options, context }: DoorOptions): (request: Request) => Promise<Visit | undefined> {
  return async (request) => {
    const id = await options.authenticate(request)
    const reviewer = id === undefined ? undefined : await guard.reviewers.find(id)
    if (reviewer === undefined) return undefined
    return {
      ...context,
      guard,
      reviewer,
      token: '',
      cases: options.cases ?? {},
      trainingUrl: options.trainingUrl ?? `${context.paths.help}#habilitation`,
      ...(options.requestSuggestion === undefined ? {} : { requestSuggestion: options.requestSuggestion }),
      now: options.clock?.now() ?? new Date(),
      ...(options.signOutPath === undefined ? {} : { signOutPath: options.signOutPath }),
    }
  }
}

async function signedOut(
  { guard, options, tokens, context }: DoorOptions,
  request: Request,
  form?: Form,
): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  if (form === undefined) {
    const path = context.signInPathFor?.(`${pathname}${search}`)
    return path === undefined ? page(SignedOutPage({ context }), 401) : seeOther(path)
  }
  // Another site must not have its text shown or kept here.
  if (!sameOrigin(request)) return page(SignedOutPage({ context }), 401)
  const path = context.signInPathFor?.(context.paths.resume)
  const reviewerId = await options.endedSession?.(request)
  // The token proves that this form was drawn for that very person.
  const theirs =
    reviewerId !== undefined && tokens.check(request, { reviewerId, token: form.get(TOKEN_FIELD) ?? '' })
  const at = options.clock?.now() ?? new Date()
  const { queue } = context.paths
  if (
    path !== undefined &&
    theirs &&
    // It is about several cases, and an erasure of one of them has to find what is kept of it: it stays in the page.
    !pathname.startsWith(context.paths.grouped()) &&
    (await keepForm(guard.store, { reviewerId, action: pathname, form, at, queue }))
  ) {
    // A page, not a redirect: the way from a form to a provider elsewhere is closed to it (`form-action`).
    const response = await page(FormKeptPage({ context, signInPath: path }), 401)
    response.headers.set('refresh', `0; url=${path.replace(/[^!-~]/gu, encodeURIComponent)}`)
    return response
  }
  return page(SignedOutPage({ context, resend: { action: pathname, form } }), 401)
}

async function staleForm(visit: Visit, request: Request, form: Form): Promise<Response> {
  const { say } = visit
  if (sameOrigin(request))
    return page(StaleFormPage({ visit, action: new URL(request.url).pathname, form }), 403)
  return page(FailurePage({ context: visit, visit, text: say('stale-form.foreign'), reference: '403' }), 403)
}

async function tooLarge(context: PageContext): Promise<Response> {
  return page(FailurePage({ context, text: context.say('failure.too-large'), reference: '413' }), 413)
}

/** What was sent stays in the page, to be sent again. */
async function tooMany(
  context: PageContext,
  seconds: number,
  sent?: { readonly visit: Visit; readonly request: Request; readonly form: Form },
): Promise<Response> {
  const response = await page(
    sent === undefined
      ? FailurePage({ context, text: context.say('failure.too-many', { count: seconds }), reference: '429' })
      : StaleFormPage({
          visit: sent.visit,
          action: new URL(sent.request.url).pathname,
          form: sent.form,
          text: context.say('failure.too-many', { count: seconds }),
        }),
    429,
  )
  response.headers.set('retry-after', String(seconds))
  return response
}
