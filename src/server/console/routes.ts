import { Hono } from 'hono'
import { ICON } from '../icon.js'
import type { RequestOrigin } from '../options.js'
import type { Form } from '../read-form.js'
import { file, page } from '../responses.js'
import { SCRIPT } from '../script/script.js'
import { STYLESHEET } from '../style/stylesheet.js'
import { AccessibilityPage } from './accessibility-page.js'
import { failure, type ReviewRequest } from './answer.js'
import { showPrint, showState } from './aside-routes.js'
import { REPORT_PATH, SAVE_FIELD } from './document-page.js'
import { reportDocument, showDocument } from './document-routes.js'
import { type Door, type DoorOptions, errorHandler, openDoor } from './door.js'
import { LANGUAGE_NAME } from './explanation-page.js'
import { showExplanation } from './explanation-route.js'
import { recordGroup, showGroupResult } from './grouped-record.js'
import { checkGroup, renewGroup, saveGroup, showGroup, showGroupCheck } from './grouped-routes.js'
import { HelpPage } from './help-page.js'
import { dropKeptForm, showKeptForm } from './kept-form.js'
import { liveCounts } from './live.js'
import { NotFoundPage } from './message-page.js'
import type { ReviewPathAction } from './paths.js'
import { PreferencesPage } from './preferences-page.js'
import { handleProblem, showProblem, showProblems } from './problem-routes.js'
import { showQueue, takeNext } from './queue-routes.js'
import { answerRequest, showRequest, showRequests } from './request-routes.js'
import {
  answer,
  examine,
  REVIEW_ACTIONS,
  type ReviewRoute,
  SCRIPT_ACTIONS,
  showCheck,
  showReview,
  showWithoutAi,
} from './review-routes.js'
import { showOwnStatistics, showTeamStatistics } from './statistics-pages.js'
import type { Visit } from './visit.js'

/** What the console's routes are made of. */
export type ConsoleRoutesOptions = DoorOptions

/** The console's pages as routes. Each goes through the door. */
export function consoleRoutes(parts: ConsoleRoutesOptions): Hono<{ Bindings: RequestOrigin }> {
  const { context, options } = parts
  const { paths } = context
  const door = openDoor(parts)
  const onError = errorHandler(options)
  const app = new Hono<{ Bindings: RequestOrigin }>()

  const onReview = (visit: Visit, reviewId: string, form: Form = new Map()): ReviewRequest => ({
    visit,
    reviewId,
    form,
    onError,
  })
  const draw = (route: ReviewRoute) =>
    door.get((visit, c) => answer(route, onReview(visit, c.req.param('id') ?? '')))
  const [followed, merelyShown] = [draw(examine), draw(showReview)]

  app.get(paths.stylesheet, () => file(STYLESHEET, 'text/css'))
  app.get(paths.icon, () => file(ICON, 'image/svg+xml'))
  app.get(paths.script, () => file(SCRIPT, 'text/javascript'))
  app.get(paths.accessibility, () =>
    page(AccessibilityPage({ context, authority: parts.guard.charter.authority })),
  )
  app.get(
    paths.queue,
    door.get((visit, c) =>
      showQueue(visit, new URL(c.req.url)).catch((error: unknown) =>
        failure(error, { visit, onError, whenFailed: 'queue.failed' }),
      ),
    ),
  )
  addPages(app, { door, parts })
  addGrouped(app, { door, parts })
  app.post(
    paths.next,
    door.post((visit) => takeNext(visit)),
  )
  app.get(
    paths.resume,
    door.get((visit) => showKeptForm(visit)),
  )
  app.post(
    paths.resume,
    door.post((visit) => dropKeptForm(visit)),
  )
  app.get(`${paths.queue}/:id`, draw(showReview))
  app.get(`${paths.queue}/:id/sans-ia`, draw(showWithoutAi))
  app.get(`${paths.queue}/:id/verifier`, draw(showCheck))
  app.get(`${paths.queue}/:id/fiche`, draw(showPrint))
  app.get(`${paths.queue}/:id/explication`, (c) =>
    draw((request) => showExplanation(request, c.req.query(LANGUAGE_NAME)))(c),
  )
  app.get(`${paths.queue}/:id/etat`, draw(showState))
  app.get(
    `${paths.queue}/:id/piece/:document`,
    door.get((visit, c) =>
      answer(
        (request) =>
          showDocument(request, {
            documentId: c.req.param('document') ?? '',
            save: c.req.query(SAVE_FIELD) !== undefined,
            signal: c.req.raw.signal,
          }),
        onReview(visit, c.req.param('id') ?? ''),
      ),
    ),
  )
  app.post(
    `${paths.queue}/:id/piece/:document/${REPORT_PATH}`,
    door.post((visit, form, c) =>
      answer(
        (request) => reportDocument(request, { documentId: c.req.param('document') ?? '' }),
        onReview(visit, c.req.param('id') ?? '', form),
      ),
    ),
  )
  // Only a followed link of this site reserves: neither another site, nor a browser that fetches ahead.
  app.get(`${paths.queue}/:id/examiner`, (c) => (isFollowedLink(c.req.raw) ? followed(c) : merelyShown(c)))
  app.post(
    `${paths.queue}/:id/:action`,
    door.post((visit, form, c) => {
      const actions = wantsData(c.req.raw) ? SCRIPT_ACTIONS : REVIEW_ACTIONS
      const route = actions.get(c.req.param('action') as ReviewPathAction)
      return route === undefined
        ? page(NotFoundPage({ visit }), 404)
        : answer(route, onReview(visit, c.req.param('id') ?? '', form))
    }),
  )
  app.get(
    `${paths.queue}/*`,
    door.get((visit) => page(NotFoundPage({ visit }), 404)),
  )
  return app
}

/** The pages beside the reviews'. */
function addPages(
  app: Hono<{ Bindings: RequestOrigin }>,
  { door, parts }: { readonly door: Door; readonly parts: ConsoleRoutesOptions },
): void {
  const { paths } = parts.context
  const live = liveCounts(parts.options)
  app.get(
    paths.live,
    door.get(async (visit, c) => live.answer(visit, c.req.raw)),
  )
  app.get(
    paths.help,
    door.get((visit) => page(HelpPage({ visit }))),
  )
  app.get(
    paths.preferences,
    door.get((visit) => page(PreferencesPage({ visit }))),
  )
  app.get(
    paths.requests,
    door.get((visit) => showRequests(visit)),
  )
  app.get(
    `${paths.requests}/:id`,
    door.get((visit, c) => showRequest(visit, c.req.param('id') ?? '', new URL(c.req.url))),
  )
  app.post(
    `${paths.requests}/:id`,
    door.post((visit, form, c) => answerRequest(visit, c.req.param('id') ?? '', form)),
  )
  app.get(
    paths.problems,
    door.get((visit) => showProblems(visit)),
  )
  app.get(
    `${paths.problems}/:id`,
    door.get((visit, c) => showProblem(visit, c.req.param('id') ?? '', new URL(c.req.url))),
  )
  app.post(
    `${paths.problems}/:id`,
    door.post((visit, form, c) => handleProblem(visit, c.req.param('id') ?? '', form)),
  )
  app.get(paths.ownStatistics, door.get(showOwnStatistics))
  app.get(paths.teamStatistics, door.get(showTeamStatistics))
}

/** Grouped processing: several decisions in one form. */
function addGrouped(
  app: Hono<{ Bindings: RequestOrigin }>,
  { door, parts }: { readonly door: Door; readonly parts: ConsoleRoutesOptions },
): void {
  const { paths } = parts.context
  const onError = errorHandler(parts.options)
  const orFailure = (work: (visit: Visit) => Promise<Response>) => (visit: Visit) =>
    work(visit).catch((error: unknown) => failure(error, { visit, onError }))
  const show = (path: string, work: (visit: Visit, url: URL) => Promise<Response>): void => {
    app.get(
      path,
      door.get((visit, c) => orFailure((v) => work(v, new URL(c.req.url)))(visit)),
    )
  }
  const take = (
    path: string,
    work: (visit: Visit, form: Form, request: Request) => Promise<Response>,
  ): void => {
    app.post(
      path,
      door.post((visit, form, c) => orFailure((v) => work(v, form, c.req.raw))(visit)),
    )
  }
  show(paths.grouped(), showGroup)
  show(paths.grouped('verifier'), showGroupCheck)
  show(paths.grouped('enregistre'), showGroupResult)
  take(paths.grouped('brouillon'), (visit, form, request) => saveGroup(visit, form, wantsData(request)))
  take(paths.grouped('prolonger'), renewGroup)
  take(paths.grouped('verifier'), checkGroup)
  take(paths.grouped('enregistrer'), (visit, form) => recordGroup(visit, form, onError))
}

/** True for the console's own scripts, which ask for data. */
function wantsData(request: Request): boolean {
  return request.headers.get('accept') === 'application/json'
}

function isFollowedLink(request: Request): boolean {
  const { headers } = request
  return (
    headers.get('sec-fetch-site') === 'same-origin' &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    !headers.has('sec-purpose') &&
    !headers.has('purpose')
  )
}
