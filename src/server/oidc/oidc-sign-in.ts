import { randomUUID } from 'node:crypto'
import { isGuardError, SignInFailedError } from '../../errors.js'
import { systemClock } from '../../internal/clock.js'
import { clientOf } from '../client-of.js'
import { pageContext } from '../console/page-context.js'
import { sameOrigin } from '../form-token.js'
import type { Handler } from '../options.js'
import { type RateRule, rateLimit } from '../rate-limit.js'
import { page, seeOther } from '../responses.js'
import { keepSessions } from '../sessions.js'
import { tooManyTries } from '../sign-in-page.js'
import type { OidcConfiguration } from './client.js'
import { FLOW_MS, oidcProvider, readFlow } from './flow.js'
import { checkOidcOptions, type OidcSignInOptions } from './options.js'
import { OidcFailurePage, SignedOutPage, SigningOutPage } from './pages.js'
import { sealedCookie } from './sealed-cookie.js'

/** Signing in by OpenID Connect. */
export interface OidcSignIn {
  /** For `createHandler({ authenticate })`. */
  readonly authenticate: (request: Request) => Promise<string | undefined>
  /** For `createHandler({ endedSession })`. */
  readonly endedSession: (request: Request) => Promise<string | undefined>
  /** For `createHandler({ signInPath })`. */
  readonly signInPath: (back: string) => string
  /** `redirectUri` is what the provider must be told, with the public address before it. */
  readonly paths: { readonly signIn: string; readonly redirectUri: string; readonly signOut: string }
  /** Serves signing in and out before `handler`, and renews sessions in its answers. */
  around(handler: Handler): Handler
}

const BACK_PARAMETER = 'retour'
const SIGN_IN_RULE: RateRule = { times: 300, seconds: 300 }
/** Browsers take cookies up to 4096 bytes; a longer ID token is not kept, and the provider asks once more. */
const LONGEST_ID_TOKEN = 2_800

/**
 * Signing in at the city's identity provider: authorization code with PKCE, state and nonce. Nothing is asked of the
 * provider before somebody signs in, so that the console starts without it.
 *
 * @throws ConfigInvalidError listing every fault.
 *
 * @example
 * import * as client from 'openid-client'
 * const signIn = oidcSignIn({ client, issuer, clientId, clientSecret, publicUrl, reviewers, secret, person: (claims) => ({ … }) })
 * serve(signIn.around(createHandler(guard, { authenticate: signIn.authenticate, signInPath: signIn.signInPath, … })))
 */
export function oidcSignIn<Configuration extends OidcConfiguration>(
  options: OidcSignInOptions<Configuration>,
): OidcSignIn {
  checkOidcOptions(options)
  const { basePath = '', secret, clock = systemClock, reviewers } = options
  const publicUrl = options.publicUrl.replace(/\/$/, '')
  const secure = options.secure ?? publicUrl.startsWith('https:')
  const sessions = keepSessions({ ...options, secure })
  const paths = {
    signIn: `${basePath}/connexion`,
    redirectUri: `${basePath}/connexion/retour`,
    signOut: `${basePath}/deconnexion`,
  }
  const provider = oidcProvider(options, `${publicUrl}${paths.redirectUri}`)
  const signInPath = (back: string): string =>
    `${paths.signIn}?${new URLSearchParams({ [BACK_PARAMETER]: back })}`
  const context = pageContext({ ...options, signInPath })
  const flows = sealedCookie('garde-fou-oidc', secret)
  const idTokens = sealedCookie('garde-fou-oidc-id', secret)
  const tries = rateLimit(options.signInLimit ?? SIGN_IN_RULE, clock)

  const failed = async (error: unknown, back: string): Promise<Response> => {
    const known = isGuardError(error) && error.code === 'ERR_SIGN_IN_FAILED'
    const fault = known ? error : new SignInFailedError('no-person', 'unknown', { cause: error })
    const reference = randomUUID()
    options.onError?.(fault, { reference })
    const content = OidcFailurePage({ context, reason: fault.reason, reference, retry: signInPath(back) })
    const response = await page(content, STATUS[fault.reason])
    response.headers.append('set-cookie', flows.clear({ secure }))
    return response
  }

  const start = async (url: URL): Promise<Response> => {
    const back = pathOfConsole(url.searchParams.get(BACK_PARAMETER), context.paths)
    try {
      const { url: to, flow } = await provider.start(back)
      const response = seeOther(to.href)
      const cookie = flows.write(JSON.stringify(flow), { secure, maxAgeSeconds: FLOW_MS / 1000 })
      response.headers.append('set-cookie', cookie)
      return response
    } catch (error) {
      return failed(error, back)
    }
  }

  const finish = async (request: Request, url: URL): Promise<Response> => {
    const flow = readFlow(flows.read(request, { secure }), clock.now())
    if (flow === undefined) return failed(new SignInFailedError('refused', 'no-flow'), context.paths.queue)
    try {
      const { person, idToken } = await provider.finish(url.search, flow)
      await reviewers.remember(person)
      const response = seeOther(flow.back)
      await sessions.begin(person, request, response)
      response.headers.append('set-cookie', flows.clear({ secure }))
      if (idToken !== undefined && idToken.length <= LONGEST_ID_TOKEN)
        response.headers.append('set-cookie', idTokens.write(idToken, { secure }))
      return response
    } catch (error) {
      const response = await failed(error, flow.back)
      // Turned away, nobody goes on in this browser with the session they had before.
      if (isGuardError(error) && error.code === 'ERR_SIGN_IN_FAILED' && error.reason === 'no-access') {
        await sessions.end(request, response)
        response.headers.append('set-cookie', idTokens.clear({ secure }))
      }
      return response
    }
  }

  const signOut = async (request: Request): Promise<Response> => {
    if (!sameOrigin(request)) return seeOther(context.paths.queue)
    const idToken = idTokens.read(request, { secure })
    const done = `${paths.signIn}?fin`
    // A provider that does not answer keeps nobody from signing out here.
    const elsewhere = await provider.signOutUrl(`${publicUrl}${done}`, idToken).catch(() => undefined)
    // A page and not a redirect: the policy of our own pages lets no form lead to another site.
    const response =
      elsewhere === undefined ? seeOther(done) : await page(SigningOutPage({ context, url: elsewhere.href }))
    if (elsewhere !== undefined) response.headers.set('refresh', `0; url=${elsewhere.href}`)
    await sessions.end(request, response)
    response.headers.append('set-cookie', idTokens.clear({ secure }))
    return response
  }

  const signInPage = (url: URL): Promise<Response> =>
    url.searchParams.has('fin')
      ? page(SignedOutPage({ context, again: signInPath(context.paths.queue) }))
      : start(url)

  return {
    authenticate: sessions.authenticate,
    endedSession: sessions.ended,
    signInPath,
    paths,
    around: (handler) => ({
      async fetch(request, from) {
        const url = new URL(request.url)
        const isRead = request.method === 'GET'
        if (isRead && (url.pathname === paths.signIn || url.pathname === paths.redirectUri)) {
          const wait = tries.take(clientOf(from?.address))
          if (wait !== undefined) return tooManyTries(context, wait)
          return url.pathname === paths.signIn ? signInPage(url) : finish(request, url)
        }
        if (url.pathname === paths.signOut && request.method === 'POST') return signOut(request)
        return sessions.renew(request, () => handler.fetch(request, from))
      },
    }),
  }
}

const STATUS: Readonly<Record<SignInFailedError['reason'], number>> = {
  unreachable: 503,
  refused: 400,
  denied: 403,
  'no-access': 403,
  'no-person': 500,
}

/** Only a path of this very console is come back to: nobody is sent elsewhere from a link that begins here. */
function pathOfConsole(
  wanted: string | null,
  { queue, home }: { readonly queue: string; readonly home: string },
): string {
  const here = 'https://console.invalid'
  // Backslashes and control characters are read as slashes, or not at all, by some browsers.
  if (wanted === null || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(wanted) || !URL.canParse(wanted, here))
    return queue
  const { origin, pathname, search } = new URL(wanted, here)
  const base = home === '/' ? '/' : `${home}/`
  return origin === here && pathname.startsWith(base) && !pathname.startsWith('//')
    ? `${pathname}${search}`
    : queue
}
