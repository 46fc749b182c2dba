import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { clearCookie, readCookie, writeCookie } from './cookies.js'

const COOKIE = 'garde-fou-session'

/** A session, as its cookie carries it. Times in milliseconds since 1970. */
export interface Session {
  readonly reviewerId: string
  /**
   * Two parts. The first stays the same from signing in on, so that signing out ends every cookie since, also one that an
   * answer under way brings later; the second is another one whenever the person's rights change.
   */
  readonly family: string
  /** When the person signed in. */
  readonly startedAt: number
  /** When this cookie was made. */
  readonly issuedAt: number
  /** A digest of what the person might do then. */
  readonly rights: string
}

/** Reads and writes session cookies. */
export interface SessionCookies {
  write(session: Session, options: { readonly secure: boolean; readonly maxAgeSeconds: number }): string
  /** The session of a request, if its cookie was signed here. Says nothing of its age. */
  read(request: Request, options: { readonly secure: boolean }): Session | undefined
  /** A cookie that takes the session away. */
  clear(options: { readonly secure: boolean }): string
}

const schema = z.object({
  reviewerId: z.string(),
  family: z.string(),
  startedAt: z.number(),
  issuedAt: z.number(),
  rights: z.string(),
})

/**
 * Session cookies signed by HMAC-SHA-256: `HttpOnly; SameSite=Lax`, over https `Secure` and with the prefix `__Host-`,
 * which browsers take from this very host only. They hold no role and no name. They outlive the session's idle time, so
 * that it is known whose typed text to keep.
 */
export function sessionCookies(secret: Uint8Array): SessionCookies {
  const sign = (payload: string): string =>
    createHmac('sha256', secret).update(`garde-fou/session/v2\n${payload}`).digest('base64url')
  return {
    write(session, { secure, maxAgeSeconds }) {
      const payload = Buffer.from(JSON.stringify(session)).toString('base64url')
      return writeCookie(COOKIE, `${payload}.${sign(payload)}`, { secure, maxAgeSeconds })
    },
    read(request, { secure }) {
      const value = readCookie(request, COOKIE, { secure })
      const [payload, signature, ...rest] = value?.split('.') ?? []
      if (payload === undefined || signature === undefined || rest.length > 0) return undefined
      const expected = Buffer.from(sign(payload))
      const given = Buffer.from(signature)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
      const parsed = schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
      return parsed.success ? parsed.data : undefined
    },
    clear: ({ secure }) => clearCookie(COOKIE, { secure }),
  }
}

/** A new session. */
export function newSession(reviewerId: string, now: Date, rights: string): Session {
  const at = now.getTime()
  return { reviewerId, family: `${randomPart()}.${randomPart()}`, startedAt: at, issuedAt: at, rights }
}

/** The same sign-in with other rights: ends with it, and the cookies before can be ended alone. */
export function withRights(session: Session, now: Date, rights: string): Session {
  return {
    ...session,
    family: `${rootOf(session.family)}.${randomPart()}`,
    issuedAt: now.getTime(),
    rights,
  }
}

/** What all cookies of one sign-in share. */
export function rootOf(family: string): string {
  return family.split('.', 1)[0] ?? family
}

function randomPart(): string {
  return randomBytes(18).toString('base64url')
}
