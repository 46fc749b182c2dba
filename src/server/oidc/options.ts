import { ConfigInvalidError, type Fault, type SignInFailedError } from '../../errors.js'
import type { Language } from '../../i18n/language.js'
import type { AccessibilityDeclaration } from '../../register/accessibility-declaration.js'
import type { Reviewer, ReviewerDirectory } from '../../review/reviewer.js'
import type { RateRule } from '../rate-limit.js'
import type { SessionOptions } from '../sessions.js'
import type { OidcClient, OidcConfiguration } from './client.js'

/** What the provider says of a person: the claims of the ID token and of the UserInfo endpoint together. */
export type OidcClaims = { readonly sub: string } & Readonly<Record<string, unknown>>

/** A directory that takes what a provider says, such as `storedReviewers`. The guard must be given the same one. */
export interface OidcReviewers extends ReviewerDirectory {
  remember(person: Reviewer): Promise<void>
}

/** How people sign in by OpenID Connect. */
export interface OidcSignInOptions<Configuration extends OidcConfiguration = OidcConfiguration>
  extends Omit<SessionOptions, 'reviewers'> {
  /** The package `openid-client`: `import * as client from 'openid-client'`. */
  readonly client: OidcClient<Configuration>
  /** The provider's issuer, such as `https://connexion.ville.example`. Its discovery document is read from there. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  /** The console's address in people's browsers, without `basePath`, such as `https://ia.ville.example`. */
  readonly publicUrl: string
  /** Where the console is mounted. Default: the root. */
  readonly basePath?: string
  /** Default `openid profile`. */
  readonly scope?: string
  readonly reviewers: OidcReviewers
  /**
   * Who somebody is and what they may do, from what the provider says: the city's own rule. Undefined for somebody who
   * has no business here. Asked at each sign-in, so that a role that was taken away is gone at the next one.
   */
  readonly person: (claims: OidcClaims) => Promise<Reviewer | undefined> | Reviewer | undefined
  /** How far the clocks of provider and console may be apart, in seconds. Default 30. */
  readonly clockToleranceSeconds?: number
  /** How long the provider may take to answer, in seconds. Default 5. */
  readonly timeoutSeconds?: number
  /** How often signing in may begin or end from one address. Default 300 in 5 minutes: a city hall has one address. */
  readonly signInLimit?: RateRule
  /** Told of every sign-in that failed, with the reference that the page shows. */
  readonly onError?: (error: SignInFailedError, context: { readonly reference: string }) => void
  /** Default `fr`. */
  readonly lang?: Language
  /** As for `createHandler`. */
  readonly accessibility?: AccessibilityDeclaration
}

/** @throws ConfigInvalidError listing every fault. */
export function checkOidcOptions(options: Omit<OidcSignInOptions, 'client'> & { client: object }): void {
  const faults: Fault[] = []
  const fault = (name: string, reason: string, remedy: string): void => {
    faults.push({ path: `oidcSignIn.${name}`, reason, remedy })
  }
  if (typeof Reflect.get(options.client ?? {}, 'authorizationCodeGrant') !== 'function')
    fault(
      'client',
      'is not the package openid-client.',
      "Install it and pass: import * as client from 'openid-client'.",
    )
  if (typeof options.clientId !== 'string' || options.clientId === '')
    fault('clientId', 'is missing.', 'Register the console at the provider.')
  if (typeof options.person !== 'function')
    fault('person', 'is missing.', 'Say who somebody is and what they may do, from their claims.')
  if (typeof options.reviewers?.remember !== 'function')
    fault('reviewers', 'cannot take what a provider says.', 'Pass storedReviewers({ store, signingKey }).')
  for (const name of ['issuer', 'publicUrl'] as const)
    if (!isSafeUrl(options[name]))
      fault(
        name,
        'is not an https address (http is for this machine alone).',
        'Write it such as https://ville.example.',
      )
  if (options.basePath !== undefined && !/^(?:\/[\w-]+)*$/.test(options.basePath))
    fault('basePath', 'is not a path such as `/ia`.', 'Begin with a slash and leave out the one at the end.')
  if (faults.length > 0) throw new ConfigInvalidError(faults)
}

/** True for https, and for http on this very machine. */
function isSafeUrl(text: unknown): boolean {
  if (typeof text !== 'string' || !URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false
  return protocol === 'https:' || isThisMachine(text)
}

/** True for http on this very machine: for trials and tests. */
export function isThisMachine(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
