import type { JSX } from 'hono/jsx/jsx-runtime'
import type { JsonValue } from '../internal/canonical-json.js'

/**
 * No script and no style but this console's own files, no frame, nothing from elsewhere: an injected text has nothing to
 * run with. `no-store` keeps personal data out of caches.
 */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
}

/** Headers of every answer, with those of one answer. */
export function secureHeaders(own: Readonly<Record<string, string>> = {}): Headers {
  return new Headers({ ...HEADERS, ...own })
}

/** A whole page. */
export async function page(content: JSX.Element, status = 200): Promise<Response> {
  const body = `<!doctype html>${await content}`
  return new Response(body, {
    status,
    headers: secureHeaders({ 'content-type': 'text/html; charset=utf-8' }),
  })
}

/** Post/redirect/get: the browser asks for `path` anew. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: secureHeaders({ location: path }) })
}

/** A short text, for machines. */
export function plain(text: string, status = 200): Response {
  return new Response(text, {
    status,
    headers: secureHeaders({ 'content-type': 'text/plain; charset=utf-8' }),
  })
}

/** Data for the console's own scripts. */
export function json(body: JsonValue): Response {
  return new Response(JSON.stringify(body), {
    headers: secureHeaders({ 'content-type': 'application/json; charset=utf-8' }),
  })
}

/** A file of the console whose address changes with its content. */
export function file(text: string, type: 'text/css' | 'text/javascript' | 'image/svg+xml'): Response {
  return new Response(text, {
    headers: secureHeaders({
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'public, max-age=31536000, immutable',
    }),
  })
}
