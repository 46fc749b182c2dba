import { ConfigInvalidError } from '../errors.js'
import { type Clock, systemClock } from '../internal/clock.js'
import { digestOf } from '../internal/digest.js'
import type { Reviewer, ReviewerDirectory } from '../review/reviewer.js'
import type { Store } from '../store/store.js'
import { endedSessions } from './ended-sessions.js'
import { newSession, rootOf, type Session, sessionCookies, withRights } from './session-cookie.js'

/** How sessions are kept, whichever way people sign in. */
export interface SessionOptions {
  readonly reviewers: ReviewerDirectory
  /** At least 32 bytes that sign sessions. Keep them over restarts, or everybody is signed out then. */
  readonly secret: Uint8Array
  /** How long a session lasts without a request, in minutes. Default 60. */
  readonly idleMinutes?: number
  /** How long a session lasts at most, in minutes. Default 720. */
  readonly maxMinutes?: number
  /** `Secure` cookies. Default: when the request came by https. Set it to true behind a proxy that ends TLS. */
  readonly secure?: boolean
  /** The guard's store: a session that was ended is over in every process. Default: in this process alone. */
  readonly store?: Store
  readonly clock?: Clock
}

/** Begins, finds, renews and ends sessions. */
export interface Sessions {
  /** Who has a session that still counts. */
  readonly authenticate: (request: Request) => Promise<string | undefined>
  /** Whose session is over by time alone: who that person was is still certain. */
  readonly ended: (request: Request) => Promise<string | undefined>
  isSecure(request: Request): boolean
  /** A session of its own: one that was there before is not taken over (session fixation). */
  begin(person: Reviewer, request: Request, response: Response): Promise<void>
  end(request: Request, response: Response): Promise<void>
  /**
   * The answer with a fresh cookie when the session is a while old, and with another session when its person may do
   * something else now than when it began.
   */
  renew(request: Request, answer: () => Promise<Response>): Promise<Response>
}

const MINUTE_MS = 60_000
const SECRET_BYTES = 32

/**
 * Sessions in signed cookies.
 *
 * @throws ConfigInvalidError when the secret is too short.
 */
export function keepSessions(options: SessionOptions): Sessions {
  checkSecret(options.secret)
  const { clock = systemClock, reviewers, secure } = options
  const idleMs = (options.idleMinutes ?? 60) * MINUTE_MS
  const maxMs = (options.maxMinutes ?? 720) * MINUTE_MS
  const cookies = sessionCookies(options.secret)
  const over = endedSessions(options.store, clock)

  const isSecure = (request: Request): boolean => secure ?? new URL(request.url).protocol === 'https:'
  const cookieFor = (session: Session, request: Request): string =>
    cookies.write(session, { secure: isSecure(request), maxAgeSeconds: Math.floor(maxMs / 1000) })
  const signed = (request: Request): Session | undefined =>
    cookies.read(request, { secure: isSecure(request) })
  const read = async (request: Request): Promise<Session | undefined> => {
    const session = signed(request)
    return session === undefined || (await over.has(session)) ? undefined : session
  }
  const isInTime = ({ issuedAt, startedAt }: Session): boolean => {
    const now = clock.now().getTime()
    return now < issuedAt + idleMs && now < startedAt + maxMs
  }
  const current = async (request: Request): Promise<Session | undefined> => {
    const session = await read(request)
    return session !== undefined && isInTime(session) ? session : undefined
  }
  // Until when the cookies of a sign-in could be tried.
  const endOf = ({ startedAt }: Session): number => startedAt + maxMs
  // Also by a cookie that a change of rights has replaced: the one that replaced it may still be under way.
  const finish = async (session: Session | undefined): Promise<void> => {
    if (session === undefined) return
    const whole = { ...session, family: rootOf(session.family) }
    if (!(await over.has(whole))) await over.add(whole, endOf(session))
  }
  const replaced = async (session: Session, rights: string): Promise<Session | undefined> => {
    await over.add(session, endOf(session))
    const next = withRights(session, clock.now(), rights)
    return (await over.has(next)) ? undefined : next
  }

  return {
    isSecure,
    authenticate: async (request) => (await current(request))?.reviewerId,
    async ended(request) {
      const session = await read(request)
      return session === undefined || isInTime(session) ? undefined : session.reviewerId
    },
    async begin(person, request, response) {
      await finish(signed(request))
      const session = newSession(person.id, clock.now(), rightsOf(person))
      response.headers.append('set-cookie', cookieFor(session, request))
    },
    async end(request, response) {
      await finish(signed(request))
      response.headers.append('set-cookie', cookies.clear({ secure: isSecure(request) }))
    },
    async renew(request, answer) {
      const session = await current(request)
      const response = await answer()
      if (session === undefined || (await over.has(session))) return response
      const person = await reviewers.find(session.reviewerId)
      if (person === undefined) return response
      const now = clock.now()
      const rights = rightsOf(person)
      const changed = rights !== session.rights
      if (!changed && now.getTime() < session.issuedAt + idleMs / 4) return response
      const next = changed ? await replaced(session, rights) : { ...session, issuedAt: now.getTime() }
      if (next === undefined) return response
      const renewed = new Response(response.body, response)
      renewed.headers.append('set-cookie', cookieFor(next, request))
      return renewed
    },
  }
}

/** Changes whenever what somebody may do changes. */
function rightsOf({ roles, training }: Reviewer): string {
  return digestOf('garde-fou/rights/v1', { roles, training }).slice(0, 16)
}

function checkSecret(secret: Uint8Array): void {
  if (!(secret instanceof Uint8Array) || secret.byteLength < SECRET_BYTES)
    throw new ConfigInvalidError([
      {
        path: 'signIn.secret',
        reason: `is shorter than ${SECRET_BYTES} bytes.`,
        remedy: 'Make one with crypto.randomBytes(32) and keep it.',
      },
    ])
}
