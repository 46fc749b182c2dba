import { createHash, randomBytes } from 'node:crypto'
import { ConfigInvalidError } from '../errors.js'
import type { Language } from '../i18n/language.js'
import { systemClock } from '../internal/clock.js'
import type { AccessibilityDeclaration } from '../register/accessibility-declaration.js'
import { clientOf } from './client-of.js'
import { pageContext } from './console/page-context.js'
import { sameOrigin } from './form-token.js'
import type { Handler } from './options.js'
import { type RateRule, rateLimit } from './rate-limit.js'
import { readForm } from './read-form.js'
import { page, seeOther } from './responses.js'
import { keepSessions, type SessionOptions } from './sessions.js'
import { LINK_FIELD, SignInPage, tooManyTries } from './sign-in-page.js'

/** What signing in by one-time link needs. */
export interface OneTimeSignInOptions extends SessionOptions {
  /** Where the console is mounted. Default: the root. */
  readonly basePath?: string
  /** How long a link works, in minutes. Default 15. */
  readonly linkMinutes?: number
  /** How often a link may be tried from one address. Default 300 in 5 minutes: a city hall has one address. */
  readonly signInLimit?: RateRule
  /** Default `fr`. */
  readonly lang?: Language
  /** As for `createHandler`. */
  readonly accessibility?: AccessibilityDeclaration
}

/** Signing in on one machine: links from the terminal, never a default password. */
export interface OneTimeSignIn {
  /** For `createHandler({ authenticate })`. */
  readonly authenticate: (request: Request) => Promise<string | undefined>
  /** For `createHandler({ endedSession })`. */
  readonly endedSession: (request: Request) => Promise<string | undefined>
  readonly paths: { readonly signIn: string; readonly signOut: string }
  /**
   * A path that signs this person in, once, within its time.
   *
   * @throws ConfigInvalidError when the directory does not know the person.
   */
  issueLink(reviewerId: string): Promise<string>
  /** Serves the pages of signing in and out before `handler`, and renews sessions in its answers. */
  around(handler: Handler): Handler
}

const MINUTE_MS = 60_000
const SIGN_IN_RULE: RateRule = { times: 300, seconds: 300 }

/**
 * Signing in for a first start on one machine. A link holds 256 random bits, works once and for a short time, and is
 * only used up by pressing the button of its page: programs that look at links do no harm. Links and sign-outs are
 * known to this process alone.
 *
 * @throws ConfigInvalidError when the secret is too short.
 */
export function oneTimeSignIn(options: OneTimeSignInOptions): OneTimeSignIn {
  const sessions = keepSessions(options)
  const { reviewers, basePath = '', clock = systemClock } = options
  const linkMs = (options.linkMinutes ?? 15) * MINUTE_MS
  const paths = { signIn: `${basePath}/connexion`, signOut: `${basePath}/deconnexion` }
  const tries = rateLimit(options.signInLimit ?? SIGN_IN_RULE, clock)
  // Digests, so that a memory dump holds no link that works.
  const links = new Map<string, { readonly reviewerId: string; readonly until: number }>()
  const context = pageContext({ ...options, signInPath: paths.signIn })

  const exchange = async (request: Request, address: string | undefined): Promise<Response> => {
    const wait = tries.take(clientOf(address))
    if (wait !== undefined) return tooManyTries(context, wait)
    const form = await readForm(request)
    if (typeof form === 'string' || !sameOrigin(request))
      return page(SignInPage({ context, state: 'refused' }), 400)
    const digest = digestOf(form.get(LINK_FIELD) ?? '')
    const link = links.get(digest)
    links.delete(digest)
    const person =
      link === undefined || link.until <= clock.now().getTime()
        ? undefined
        : await reviewers.find(link.reviewerId)
    if (person === undefined) return page(SignInPage({ context, state: 'refused' }), 400)
    const response = seeOther(context.paths.resume)
    await sessions.begin(person, request, response)
    return response
  }

  const signOut = async (request: Request): Promise<Response> => {
    if (!sameOrigin(request)) return seeOther(paths.signIn)
    const response = seeOther(`${paths.signIn}?fin`)
    await sessions.end(request, response)
    return response
  }

  const show = (url: URL): Promise<Response> => {
    const link = url.searchParams.get(LINK_FIELD)
    if (link !== null) return page(SignInPage({ context, state: 'link', action: paths.signIn, link }))
    return page(SignInPage({ context, state: url.searchParams.has('fin') ? 'signed-out' : 'no-link' }))
  }

  return {
    authenticate: sessions.authenticate,
    endedSession: sessions.ended,
    paths,
    async issueLink(reviewerId) {
      if ((await reviewers.find(reviewerId)) === undefined)
        throw new ConfigInvalidError([
          {
            path: 'reviewerId',
            reason: 'is not in the directory of reviewers.',
            remedy: 'Add the person there first.',
          },
        ])
      const now = clock.now().getTime()
      for (const [digest, { until }] of links) if (until <= now) links.delete(digest)
      const link = randomBytes(32).toString('base64url')
      links.set(digestOf(link), { reviewerId, until: now + linkMs })
      return `${paths.signIn}?${LINK_FIELD}=${link}`
    },
    around: (handler) => ({
      async fetch(request, from) {
        const url = new URL(request.url)
        if (url.pathname === paths.signIn)
          return request.method === 'POST' ? exchange(request, from?.address) : show(url)
        if (url.pathname === paths.signOut && request.method === 'POST') return signOut(request)
        return sessions.renew(request, () => handler.fetch(request, from))
      },
    }),
  }
}

function digestOf(link: string): string {
  return createHash('sha256').update(`garde-fou/sign-in/v1\n${link}`).digest('base64url')
}
