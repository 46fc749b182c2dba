import { hkdfSync } from 'node:crypto'
import type { ServerConfig } from '../../guard/config.js'
import type { Guard } from '../../guard/guard.js'
import type { Logger } from '../../internal/logger.js'
import { exportPrivateJwk, type SigningKey } from '../../internal/signing-key.js'
import { createHandler } from '../../server/handler.js'
import { faultFields } from '../../server/log/fault-fields.js'
import { logRequests } from '../../server/log/log-requests.js'
import { metricsHandler } from '../../server/metrics/handler.js'
import type { Handler } from '../../server/options.js'
import { registerHandler } from '../../server/register/handler.js'
import { reportHandler } from '../../server/report/handler.js'
import { requestHandler } from '../../server/requests/handler.js'
import { type OneTimeSignIn, oneTimeSignIn } from '../../server/sign-in.js'
import { verificationHandler } from '../../server/verification/handler.js'

/** Where every client seems to be the proxy, only the limit of all can count. */
const PROXY_RULE = { times: 1200, seconds: 60 }

/** What the web faces are made of. */
export interface FacesOptions {
  readonly guard: Guard
  readonly signingKey: SigningKey
  readonly server: ServerConfig
  readonly logger: Logger
}

/** Everything that `garde-fou serve` answers. */
export interface Faces {
  readonly handler: Handler
  readonly signIn: OneTimeSignIn
  /** Metrics that have a listener of their own. */
  readonly metrics?: Handler
}

/** Puts the web faces of a guard together: each logged, each with its own part of the addresses. */
export function webFaces({ guard, signingKey, server, logger }: FacesOptions): Faces {
  const { publicUrl, trustProxy } = server
  const accessibility = server.accessibility === undefined ? {} : { accessibility: server.accessibility }
  const secret = consoleSecret(signingKey)
  const secure = publicUrl?.startsWith('https://') === true ? { secure: true } : {}
  const onError = (error: unknown, { reference }: { readonly reference: string }): void =>
    logger.error({ reference, ...faultFields(error) }, 'fault')
  const signIn = oneTimeSignIn({
    reviewers: guard.reviewers,
    store: guard.store,
    secret,
    ...secure,
    ...accessibility,
  })
  const console = createHandler(guard, {
    authenticate: signIn.authenticate,
    endedSession: signIn.endedSession,
    ...secure,
    ...accessibility,
    signInPath: signIn.paths.signIn,
    signOutPath: signIn.paths.signOut,
    secret,
    onError,
  })
  const metrics = metricsOf(guard, server.metrics)
  const byPath = facesByPath({
    console: signIn.around(console),
    verification: verificationHandler(guard, {
      ...(publicUrl === undefined || trustProxy === true ? {} : { limits: { client: PROXY_RULE } }),
      ...accessibility,
      onError,
    }),
    register: registerHandler(guard, {
      verificationUrl: '/verifier',
      reportUrl: '/registre/rapport',
      requests: true,
      ...accessibility,
      ...(publicUrl === undefined ? {} : { origin: new URL(publicUrl).origin }),
      onError,
    }),
    report: reportHandler(guard, {
      ...(server.statements === undefined ? {} : { statements: server.statements }),
      ...accessibility,
      onError,
    }),
    requests: requestHandler(guard, { secret, ...accessibility, onError }),
    metrics: server.metrics?.port === undefined ? metrics : undefined,
  })
  const logged = (handler: Handler): Handler =>
    logRequests(handler, { logger, trustRequestId: trustProxy === true })
  return {
    handler: logged(byPath),
    signIn,
    ...(metrics === undefined || server.metrics?.port === undefined ? {} : { metrics: logged(metrics) }),
  }
}

interface Parts {
  readonly console: Handler
  readonly verification: Handler
  readonly register: Handler
  readonly report: Handler
  readonly requests: Handler
  readonly metrics: Handler | undefined
}

/** Open to everybody: the check of decisions, the register with its forms, the annual report. The rest belongs to the console. */
function facesByPath({ console, verification, register, report, requests, metrics }: Parts): Handler {
  const faceFor = ({ url }: Request): Handler => {
    const { pathname } = new URL(url)
    if (pathname === '/metrics' && metrics !== undefined) return metrics
    if (/^\/verifier(?:\/|$)/.test(pathname)) return verification
    if (/^\/registre\/rapport(?:\/|$)/.test(pathname)) return report
    if (/^\/registre\/[^/]+\/(?:demande|avis|style-[^/]*)$/.test(pathname)) return requests
    return /^\/registre(?:\/|$)/.test(pathname) ? register : console
  }
  return { fetch: (request, from) => faceFor(request).fetch(request, from) }
}

function metricsOf(guard: Guard, config: ServerConfig['metrics']): Handler | undefined {
  if (config === undefined) return undefined
  const { token } = config
  return metricsHandler(guard, { access: token === undefined ? 'everybody' : { token } })
}

/** Signs sessions and forms. Derived from the signing key, so that people stay signed in over a restart. */
function consoleSecret(key: SigningKey): Uint8Array {
  const { d = '' } = exportPrivateJwk(key)
  return new Uint8Array(
    hkdfSync('sha256', Buffer.from(d, 'base64url'), '', 'garde-fou/console-secret/v1', 32),
  )
}
