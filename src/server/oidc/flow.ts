import { z } from 'zod'
import { isGuardError, SignInFailedError } from '../../errors.js'
import { type Clock, systemClock } from '../../internal/clock.js'
import type { Reviewer } from '../../review/reviewer.js'
import type { OidcConfiguration, OidcTokens } from './client.js'
import { isThisMachine, type OidcClaims, type OidcSignInOptions } from './options.js'

/** What the browser carries, sealed, from the way to the provider to the way back. */
export interface Flow {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** The path to come back to. */
  readonly back: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A person whom the provider has vouched for. */
export interface Vouched {
  readonly person: Reviewer
  /** For signing out at the provider, too. */
  readonly idToken?: string
}

/** The conversation with the provider. Every method rejects with SignInFailedError. */
export interface Provider {
  /** Where to send the browser. */
  start(back: string): Promise<{ readonly url: URL; readonly flow: Flow }>
  /** What came back: authorization code, PKCE, state, nonce, ID token and claims are checked here. */
  finish(search: string, flow: Flow): Promise<Vouched>
  /** Where to sign out at the provider; undefined when it offers no such thing. */
  signOutUrl(after: string, idToken: string | undefined): Promise<URL | undefined>
}

/** How long somebody may take at the provider, in milliseconds. */
export const FLOW_MS: number = 10 * 60_000
/** How long a discovery document is believed, in milliseconds. */
const DISCOVERY_MS = 3_600_000

const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  back: z.string(),
  at: z.number(),
})

/** Reads a flow from its cookie; undefined when it is none, or too old. */
export function readFlow(text: string | undefined, now: Date): Flow | undefined {
  if (text === undefined) return undefined
  const parsed = flowSchema.safeParse(JSON.parse(text))
  return parsed.success && now.getTime() < parsed.data.at + FLOW_MS ? parsed.data : undefined
}

/** Talks to the provider by `openid-client`. Authorization code with PKCE (S256), state and nonce, always. */
export function oidcProvider<Configuration extends OidcConfiguration>(
  options: OidcSignInOptions<Configuration>,
  redirectUri: string,
): Provider {
  const { client, clock = systemClock, scope = 'openid profile' } = options
  const configuration = discovered(options, clock)
  return {
    async start(back) {
      const config = await configuration()
      const [state, nonce, verifier] = [
        client.randomState(),
        client.randomNonce(),
        client.randomPKCECodeVerifier(),
      ]
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url, flow: { state, nonce, verifier, back, at: clock.now().getTime() } }
    },
    async finish(search, flow) {
      const config = await configuration()
      // The address as the browser knows it: behind a proxy the request's own differs.
      const url = new URL(redirectUri)
      url.search = search
      const checks = {
        pkceCodeVerifier: flow.verifier,
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        idTokenExpected: true,
      }
      const tokens = await asking(() => client.authorizationCodeGrant(config, url, checks))
      const person = await personOf(options, await claimsOf(options, config, tokens))
      return { person, ...(tokens.id_token === undefined ? {} : { idToken: tokens.id_token }) }
    },
    async signOutUrl(after, idToken) {
      const config = await configuration()
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined
      return client.buildEndSessionUrl(config, {
        post_logout_redirect_uri: after,
        ...(idToken === undefined ? {} : { id_token_hint: idToken }),
      })
    },
  }
}

/** Reads the discovery document when it is needed; a failure is not remembered. */
function discovered<Configuration extends OidcConfiguration>(
  options: OidcSignInOptions<Configuration>,
  clock: Clock,
): () => Promise<Configuration> {
  const { client, issuer, clientId, clientSecret, clockToleranceSeconds = 30, timeoutSeconds = 5 } = options
  let known: { readonly configuration: Promise<Configuration>; readonly until: number } | undefined
  return async () => {
    const now = clock.now().getTime()
    if (known !== undefined && now < known.until) return known.configuration
    const metadata = {
      ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
      [client.clockTolerance]: clockToleranceSeconds,
    }
    const configuration = asking(() =>
      client.discovery(new URL(issuer), clientId, metadata, undefined, {
        timeout: timeoutSeconds,
        ...(isThisMachine(issuer) ? { execute: [client.allowInsecureRequests] } : {}),
      }),
    )
    known = { configuration, until: now + DISCOVERY_MS }
    configuration.catch(() => {
      known = undefined
    })
    return configuration
  }
}

async function claimsOf<Configuration extends OidcConfiguration>(
  { client }: OidcSignInOptions<Configuration>,
  config: Configuration,
  tokens: OidcTokens,
): Promise<OidcClaims> {
  const claims = tokens.claims()
  if (claims === undefined) throw new SignInFailedError('refused', 'no-id-token')
  if (config.serverMetadata().userinfo_endpoint === undefined) return claims
  const more = await asking(() => client.fetchUserInfo(config, tokens.access_token, claims.sub))
  // What the signed token says counts before what the endpoint says.
  return { ...more, ...claims }
}

async function personOf(
  { person }: Pick<OidcSignInOptions, 'person'>,
  claims: OidcClaims,
): Promise<Reviewer> {
  let found: Reviewer | undefined
  try {
    found = await person(claims)
  } catch (error) {
    throw new SignInFailedError('no-person', nameOf(error), { cause: error })
  }
  if (found === undefined) throw new SignInFailedError('no-access', 'no-person')
  return found
}

/** Turns what goes wrong at the provider into one kind of error, which says nothing of what was sent. */
async function asking<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (isGuardError(error)) throw error
    const code = nameOf(error)
    if (isUnreachable(error)) throw new SignInFailedError('unreachable', code, { cause: error })
    const denied = code === 'access_denied'
    throw new SignInFailedError(denied ? 'denied' : 'refused', code, { cause: error })
  }
}

/** The network, a time limit, or an answer that is no answer of a provider at work. */
function isUnreachable(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : ''
    if (at instanceof TypeError && /fetch|network/i.test(at.message)) return true
    if (['TimeoutError', 'AbortError'].includes(at.name)) return true
    if (
      /^(?:OAUTH_TIMEOUT|OAUTH_ABORT|OAUTH_RESPONSE_IS_NOT_CONFORM|OAUTH_RESPONSE_IS_NOT_JSON|OAUTH_PARSE_ERROR|E[A-Z]+|UND_ERR_\w+)$/.test(
        code,
      )
    )
      return true
  }
  return false
}

/** A code or a class name; a message may quote tokens. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const words = [
    'error' in error ? error.error : undefined,
    'code' in error ? error.code : undefined,
    error.name,
  ]
  return (
    words.find((word): word is string => typeof word === 'string' && /^[\w.-]{1,60}$/.test(word)) ?? 'unknown'
  )
}
