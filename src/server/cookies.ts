import { parse, serialize } from 'hono/utils/cookie'

/** How a cookie is sent. */
export interface CookieOptions {
  /** Over https: `Secure`, and the prefix `__Host-`, so that no other host, port or path can set it. */
  readonly secure: boolean
  /** Absent: until the browser closes. */
  readonly maxAgeSeconds?: number
  /** Default `Lax`: also sent when a link of another site is followed. */
  readonly sameSite?: 'Lax' | 'Strict'
}

/** A `Set-Cookie` header: `HttpOnly`, for every path of this host. */
export function writeCookie(name: string, value: string, options: CookieOptions): string {
  const { secure, maxAgeSeconds, sameSite = 'Lax' } = options
  return serialize(nameOf(name, secure), value, {
    httpOnly: true,
    sameSite,
    path: '/',
    secure,
    ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
  })
}

/** A `Set-Cookie` header that takes a cookie away. */
export function clearCookie(name: string, options: CookieOptions): string {
  return writeCookie(name, '', { ...options, maxAgeSeconds: 0 })
}

/** What a request's cookie holds. Over https only the one with the prefix counts. */
export function readCookie(
  request: Request,
  name: string,
  { secure }: Pick<CookieOptions, 'secure'>,
): string | undefined {
  const full = nameOf(name, secure)
  return parse(request.headers.get('cookie') ?? '', full)[full]
}

function nameOf(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name
}
