import { randomBytes, randomUUID } from 'node:crypto'
import { ConfigInvalidError, type Fault } from '../../errors.js'
import type { RequestInput } from '../../guard/requests.js'
import { LANGUAGES } from '../../i18n/language.js'
import { requestTexts } from '../../i18n/request.js'
import { systemClock } from '../../internal/clock.js'
import { safeUrl } from '../../internal/html.js'
import { accessibilityFaults } from '../../register/accessibility-declaration.js'
import { statedAt } from '../accessibility/stated.js'
import { clientOf } from '../client-of.js'
import { sameOrigin, TOKEN_FIELD } from '../form-token.js'
import { ICON } from '../icon.js'
import type { Handler } from '../options.js'
import { type RateRule, rateLimit } from '../rate-limit.js'
import { type Form, readForm } from '../read-form.js'
import { file, page, plain } from '../responses.js'
import { REQUESTS_STYLESHEET } from '../style/requests.css.js'
import { FormPage } from './form-page.js'
import type { RequestGuard, RequestHandlerOptions } from './options.js'
import { inLanguage, LANGUAGE_FIELD, type RequestPaths, readAddress, requestPaths } from './paths.js'
import { readRequest } from './read-request.js'
import { ReceiptPage } from './receipt-page.js'
import { SayingPage } from './shell.js'
import { type RequestTokens, requestTokens } from './token.js'
import type { PublicVisit } from './visit.js'

const CLIENT_RULE: RateRule = { times: 10, seconds: 600 }
const ALL_RULE: RateRule = { times: 300, seconds: 600 }
const SECRET_BYTES = 32
/** Largest form taken, in bytes: every field at its longest, percent-encoded. */
const MAX_BYTES = 100_000

/**
 * « Demander une explication » at `/registre/:id/demande` and « Donner votre avis » at `/registre/:id/avis`: open to
 * everybody, without script or cookie, French then English. What is sent is kept by `guard.requests`, encrypted.
 *
 * @throws ConfigInvalidError when an option cannot work.
 *
 * @example
 * const requests = requestHandler(guard)
 * const isRequest = ({ url }: Request) => /^\/registre\/[^/]+\/(?:demande|avis|style-.*)$/.test(new URL(url).pathname)
 * serve({ fetch: (request, from) => (isRequest(request) ? requests : app).fetch(request, from) })
 */
export function requestHandler(guard: RequestGuard, options: RequestHandlerOptions = {}): Handler {
  checkOptions(options)
  const clock = options.clock ?? systemClock
  const client = rateLimit(options.limits?.client ?? CLIENT_RULE, clock)
  const all = rateLimit(options.limits?.all ?? ALL_RULE, clock)
  const desk: RequestDesk = {
    guard,
    options,
    base: options.basePath ?? '',
    paths: requestPaths(options.basePath ?? ''),
    tokens: requestTokens(options.secret ?? randomBytes(SECRET_BYTES)),
    now: () => clock.now(),
    wait: (address) => client.take(clientOf(address)) ?? all.take('all'),
  }
  return { fetch: (request, from) => answer(desk, request, from?.address) }
}

interface RequestDesk {
  readonly guard: RequestGuard
  readonly options: RequestHandlerOptions
  readonly base: string
  readonly paths: RequestPaths
  readonly tokens: RequestTokens
  readonly now: () => Date
  /** How many seconds somebody has to wait before another form is taken; undefined when none. */
  readonly wait: (address: string | undefined) => number | undefined
}

async function answer(desk: RequestDesk, request: Request, address: string | undefined): Promise<Response> {
  const url = new URL(request.url)
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  if (isReading && url.pathname === desk.paths.stylesheet) return file(REQUESTS_STYLESHEET, 'text/css')
  if (isReading && url.pathname === desk.paths.icon) return file(ICON, 'image/svg+xml')
  const asked = readAddress(desk.base, url.pathname)
  const { kind = 'explanation' } = asked ?? {}
  const around = visitAround(desk, url, kind)
  const system = desk.guard.systems.find(({ id }) => id === asked?.systemId)
  if (system === undefined) {
    const { say } = around
    return page(
      SayingPage({ visit: around, title: say('request.unknown.title'), text: say('request.unknown.text') }),
      404,
    )
  }
  const visit = { ...around, system: system.record }
  if (isReading) return showForm(desk, visit, {})
  if (request.method !== 'POST') return notAllowed()
  return take(desk, visit, { request, address })
}

function visitAround(
  { guard, options, paths, base, now }: RequestDesk,
  url: URL,
  kind: RequestInput['kind'],
): Omit<PublicVisit, 'system'> {
  const asked = url.searchParams.get(LANGUAGE_FIELD)
  const language = LANGUAGES.find((one) => one === asked) ?? options.lang ?? 'fr'
  return {
    authority: guard.charter.authority,
    say: (key, ...params) => requestTexts.text(language, key, ...params),
    language,
    paths,
    kind,
    homeUrl: options.homeUrl ?? `${base}/registre`,
    accessibility: {
      stated: statedAt(options.accessibility, now()),
      page: inLanguage(paths.accessibility, language),
    },
    now: now(),
  }
}

function showForm(
  { tokens, paths, guard }: RequestDesk,
  visit: PublicVisit,
  shown: Pick<Parameters<typeof FormPage>[0], 'typed' | 'errors' | 'expired'> & { readonly status?: number },
): Promise<Response> {
  const { status = 200, ...rest } = shown
  const token = tokens.issue(paths.form(visit.system.id, visit.kind), visit.now)
  return page(FormPage({ visit, token, due: guard.requests.dueIfReceivedNow(), ...rest }), status)
}

async function take(
  desk: RequestDesk,
  visit: PublicVisit,
  sent: { readonly request: Request; readonly address: string | undefined },
): Promise<Response> {
  const { say, system, kind, now } = visit
  const wait = desk.wait(sent.address)
  if (wait !== undefined) {
    const text = say('request.limited.text', { count: Math.ceil(wait / 60) })
    const response = await page(SayingPage({ visit, title: say('request.limited.title'), text }), 429)
    response.headers.set('retry-after', String(wait))
    return response
  }
  const form = await formOf(sent.request)
  if (typeof form === 'number')
    return page(
      SayingPage({ visit, title: say('request.large.title'), text: say('request.large.text') }),
      form,
    )
  const place = desk.paths.form(system.id, kind)
  const number = desk.tokens.check(place, form.get(TOKEN_FIELD) ?? '', now)
  if (number === undefined) return showForm(desk, visit, { typed: form, expired: true, status: 403 })
  const read = readRequest(visit, form)
  if (!read.ok) return showForm(desk, visit, { typed: form, errors: read.errors, status: 422 })
  try {
    const receipt = await desk.guard.requests.receive(system.id, read.input, { number })
    return page(ReceiptPage({ visit, receipt }))
  } catch (error) {
    const incident = randomUUID().slice(0, 8)
    desk.options.onError?.(error, { reference: incident })
    const text = say('request.failed.text', { incident })
    return page(SayingPage({ visit, title: say('request.failed.title'), text }), 503)
  }
}

/** The form, or the status of a refusal. Nothing of what another site sends is read or shown. */
async function formOf(request: Request): Promise<Form | 403 | 413 | 415> {
  if (!sameOrigin(request)) return 403
  const form = await readForm(request, MAX_BYTES)
  if (form === 'wrong-type') return 415
  return form === 'too-large' ? 413 : form
}

function notAllowed(): Response {
  const response = plain('405', 405)
  response.headers.set('allow', 'GET, HEAD, POST')
  return response
}

function checkOptions({ basePath, homeUrl, secret, accessibility }: RequestHandlerOptions): void {
  const faults: Fault[] = []
  const fault = (name: string, reason: string, remedy: string): void => {
    faults.push({ path: `requestHandler.${name}`, reason, remedy })
  }
  if (basePath !== undefined && !/^(?:\/[\w-]+)*$/.test(basePath))
    fault('basePath', 'is not a path such as `/ia`.', 'Begin with a slash and leave out the one at the end.')
  if (homeUrl !== undefined && safeUrl(homeUrl) === undefined)
    fault('homeUrl', 'is neither an address nor a path of this site.', 'Begin it with https:// or one slash.')
  if (secret !== undefined && secret.byteLength < SECRET_BYTES)
    fault('secret', `is shorter than ${SECRET_BYTES} bytes.`, 'Make one with crypto.randomBytes(32).')
  faults.push(...accessibilityFaults('requestHandler.accessibility', accessibility))
  if (faults.length > 0) throw new ConfigInvalidError(faults)
}
