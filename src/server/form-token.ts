import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readCookie, writeCookie } from './cookies.js'

/** The cookie that binds forms to one browser. */
const COOKIE = 'garde-fou-form'

/** The hidden field that carries the token. */
export const TOKEN_FIELD = 'jeton'

/** A request's form token, and the cookie to set when the browser had none. */
export interface FormToken {
  readonly token: string
  readonly setCookie?: string
}

/** Makes and checks the tokens that prove that a form came from this console, for this person, in this browser. */
export interface FormTokens {
  issue(request: Request, session: { readonly reviewerId: string }): FormToken
  check(request: Request, session: { readonly reviewerId: string; readonly token: string }): boolean
}

/**
 * Signed double submit: the token is an HMAC over a random value in an `HttpOnly; SameSite=Strict` cookie and the
 * reviewer's id, so that neither another site, nor another person in the same browser, can make one. Requests that the
 * browser itself says come from another site are refused besides.
 */
export function formTokens(
  secret: Uint8Array,
  isSecure: (request: Request) => boolean = overHttps,
): FormTokens {
  const tokenFor = (nonce: string, reviewerId: string): string =>
    createHmac('sha256', secret).update(`garde-fou/form/v1\n${nonce}\n${reviewerId}`).digest('base64url')
  return {
    issue(request, { reviewerId }) {
      const secure = isSecure(request)
      const known = nonceOf(request, secure)
      const nonce = known ?? randomBytes(24).toString('base64url')
      const token = tokenFor(nonce, reviewerId)
      if (known !== undefined) return { token }
      return { token, setCookie: writeCookie(COOKIE, nonce, { secure, sameSite: 'Strict' }) }
    },
    check(request, { reviewerId, token }) {
      const nonce = nonceOf(request, isSecure(request))
      if (nonce === undefined || !sameOrigin(request)) return false
      const expected = Buffer.from(tokenFor(nonce, reviewerId))
      const given = Buffer.from(token)
      return given.length === expected.length && timingSafeEqual(given, expected)
    },
  }
}

/**
 * False when the browser says that the request was made by another site. Hosts are compared without the scheme: behind
 * a proxy that ends TLS this server is addressed by http.
 */
export function sameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return false
  const origin = request.headers.get('origin')
  if (origin === null) return true
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host
}

function overHttps(request: Request): boolean {
  return new URL(request.url).protocol === 'https:'
}

function nonceOf(request: Request, secure: boolean): string | undefined {
  const nonce = readCookie(request, COOKIE, { secure })
  return nonce !== undefined && /^[\w-]{32}$/.test(nonce) ? nonce : undefined
}
