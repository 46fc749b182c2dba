import { randomUUID } from 'node:crypto'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { ConfigInvalidError } from '../../errors.js'
import type { DecisionCheck } from '../../guard/check-decision.js'
import { LANGUAGES } from '../../i18n/language.js'
import { verifyTexts } from '../../i18n/verify.js'
import { systemClock } from '../../internal/clock.js'
import { safeUrl } from '../../internal/html.js'
import { accessibilityFaults } from '../../register/accessibility-declaration.js'
import { statedAt } from '../accessibility/stated.js'
import { ICON } from '../icon.js'
import type { Handler } from '../options.js'
import { file, page, plain, secureHeaders } from '../responses.js'
import { VERIFICATION_STYLESHEET } from '../style/verification.css.js'
import { AccessibilityPage } from './accessibility-page.js'
import { FormPage } from './form.js'
import { type CheckLimits, checkLimits } from './limits.js'
import { OFFLINE_SCRIPT } from './offline-script.js'
import type { VerificationGuard, VerificationOptions } from './options.js'
import {
  asking,
  LANGUAGE_FIELD,
  REFERENCE_FIELD,
  type VerificationPaths,
  verificationPaths,
} from './paths.js'
import { proofFileName } from './proof-part.js'
import { NoAnswerPage, ResultPage } from './result-page.js'
import type { CheckVisit } from './visit.js'

/** How many seconds until a proof that is being signed is worth asking for again. */
const SOON_SECONDS = 5

/** What a check leads to, as HTTP says it. */
const STATUS: Readonly<Record<DecisionCheck['status'], number>> = {
  verified: 200,
  'not-signed-yet': 200,
  'not-effective': 200,
  malformed: 400,
  unknown: 404,
  'not-verifiable': 409,
}

/**
 * The page where whoever holds a decision's letter checks it, at `/verifier`: open to everybody, without script, French
 * then English, nothing personal on it. `/verifier/preuve.json?reference=…` is the proof as a file.
 *
 * @throws ConfigInvalidError when an option cannot work.
 *
 * @example
 * const verification = verificationHandler(guard)
 * serve({ fetch: (request, from) => isVerification(request) ? verification.fetch(request, from) : app.fetch(request) })
 */
export function verificationHandler(guard: VerificationGuard, options: VerificationOptions = {}): Handler {
  checkOptions(options)
  const desk: CheckDesk = {
    guard,
    options,
    paths: verificationPaths(options.basePath ?? ''),
    limits: checkLimits(options.limits, options.clock ?? systemClock),
  }
  return { fetch: (request, from) => answer(desk, { request, address: from?.address }) }
}

interface CheckDesk {
  readonly guard: VerificationGuard
  readonly options: VerificationOptions
  readonly paths: VerificationPaths
  readonly limits: CheckLimits
}

interface Asking {
  readonly request: Request
  readonly address: string | undefined
}

async function answer(desk: CheckDesk, asking: Asking): Promise<Response> {
  const { paths, options } = desk
  const { request } = asking
  const url = new URL(request.url)
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed()
  switch (url.pathname) {
    case paths.page:
      return showPage(desk, asking, url)
    case paths.proof:
      return sendProof(desk, asking, url)
    case paths.accessibility:
      return page(AccessibilityPage({ visit: visitOf(desk, url) }))
    case paths.stylesheet:
      return file(VERIFICATION_STYLESHEET, 'text/css')
    case paths.icon:
      return file(ICON, 'image/svg+xml')
    case paths.script:
      return sendScript(options.offlineScript ?? OFFLINE_SCRIPT)
  }
  return plain('404', 404)
}

async function showPage(desk: CheckDesk, { address }: Asking, url: URL): Promise<Response> {
  const visit = visitOf(desk, url)
  const { say, typed } = visit
  if (typed === undefined) return page(FormPage({ visit }))
  const wait = desk.limits(address)
  if (wait !== undefined) {
    const text = say('verify.limited.text', { count: Math.ceil(wait / 60) })
    return later(await checked(NoAnswerPage({ visit, title: say('verify.limited.title'), text }), 429), wait)
  }
  const check = await lookUp(desk, typed)
  if ('incident' in check) {
    const text = say('verify.failed.text', check)
    return checked(NoAnswerPage({ visit, title: say('verify.failed.title'), text }), 503)
  }
  return checked(
    check.status === 'malformed' ? FormPage({ visit, fault: check.fault }) : ResultPage({ visit, check }),
    STATUS[check.status],
  )
}

async function sendProof(desk: CheckDesk, { address }: Asking, url: URL): Promise<Response> {
  const wait = desk.limits(address)
  if (wait !== undefined) return later(data({ status: 'limited' }, 429), wait)
  const check = await lookUp(desk, url.searchParams.get(REFERENCE_FIELD) ?? '')
  if ('incident' in check) return data({ status: 'failed', incident: check.incident }, 503)
  if (check.status === 'not-signed-yet') return later(data({ status: check.status }, 503), SOON_SECONDS)
  if (check.status !== 'verified')
    return data({ status: check.status }, check.status === 'not-effective' ? 404 : STATUS[check.status])
  const response = data(check.proof, 200)
  response.headers.set('content-disposition', `attachment; filename="${proofFileName(check.reference)}"`)
  return response
}

/** A fault of the store says nothing about a decision, and is told as such. */
async function lookUp(
  { guard, options }: CheckDesk,
  typed: string,
): Promise<DecisionCheck | { readonly incident: string }> {
  try {
    return await guard.checkDecision(typed)
  } catch (error) {
    const incident = randomUUID().slice(0, 8)
    options.onError?.(error, { reference: incident })
    return { incident }
  }
}

function visitOf({ guard, options, paths }: CheckDesk, url: URL): CheckVisit {
  const asked = url.searchParams.get(LANGUAGE_FIELD)
  const language = LANGUAGES.find((one) => one === asked) ?? options.lang ?? 'fr'
  return {
    guard,
    language,
    paths,
    say: (key, ...params) => verifyTexts.text(language, key, ...params),
    typed: url.searchParams.get(REFERENCE_FIELD) ?? undefined,
    homeUrl: options.homeUrl ?? paths.page,
    accessibility: {
      stated: statedAt(options.accessibility, (options.clock ?? systemClock).now()),
      page: asking(paths.accessibility, { language }),
    },
  }
}

/** A page about a reference: nothing for search engines. */
async function checked(content: JSX.Element, status: number): Promise<Response> {
  const response = await page(content, status)
  response.headers.set('x-robots-tag', 'noindex')
  return response
}

function data(body: unknown, status: number): Response {
  return new Response(`${JSON.stringify(body, null, 2)}\n`, {
    status,
    headers: secureHeaders({
      'content-type': 'application/json; charset=utf-8',
      'x-robots-tag': 'noindex',
    }),
  })
}

/** To be read and kept. Its address does not change with it, so that no old one is taken from a cache. */
function sendScript(text: string): Response {
  return new Response(text, {
    headers: secureHeaders({
      'content-type': 'text/javascript; charset=utf-8',
      'content-disposition': 'attachment; filename="verify-decision.mjs"',
    }),
  })
}

function later(response: Response, seconds: number): Response {
  response.headers.set('retry-after', String(seconds))
  return response
}

function notAllowed(): Response {
  const response = plain('405', 405)
  response.headers.set('allow', 'GET, HEAD')
  return response
}

function checkOptions({ basePath, homeUrl, accessibility }: VerificationOptions): void {
  const faults = []
  if (basePath !== undefined && !/^(?:\/[\w-]+)*$/.test(basePath))
    faults.push({
      path: 'verificationHandler.basePath',
      reason: 'is not a path such as `/ia`.',
      remedy: 'Begin with a slash and leave out the one at the end.',
    })
  if (homeUrl !== undefined && safeUrl(homeUrl) === undefined)
    faults.push({
      path: 'verificationHandler.homeUrl',
      reason: 'is neither an address nor a path of this site.',
      remedy: 'Begin it with https:// or one slash.',
    })
  faults.push(...accessibilityFaults('verificationHandler.accessibility', accessibility))
  if (faults.length > 0) throw new ConfigInvalidError(faults)
}
