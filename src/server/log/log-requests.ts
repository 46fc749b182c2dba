import { newId } from '../../internal/ids.js'
import type { Logger } from '../../internal/logger.js'
import type { Handler } from '../options.js'
import { secureHeaders } from '../responses.js'
import { faultFields } from './fault-fields.js'
import { routeOf } from './route-of.js'

/** How requests are logged. */
export interface RequestLogOptions {
  readonly logger: Logger
  /** True when a proxy of the city's own sets `X-Request-Id`, a UUID; it is taken over then. Default: a new one. */
  readonly trustRequestId?: boolean
}

/** Probes come every few seconds; only what they find out is worth a line. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Logs every request that `handler` answers: its id (also in the answer, `X-Request-Id`), method, route, status, and the
 * milliseconds until the answer began. Nothing else of a request is ever read: no query, no header, no body, no
 * address, and of a path only the words of our own addresses. A handler that throws is logged, and answered by 500.
 *
 * @example
 * serve(logRequests(handler, { logger: pino() }))
 */
export function logRequests(
  handler: Handler,
  { logger, trustRequestId = false }: RequestLogOptions,
): Handler {
  return {
    async fetch(request, from) {
      const begun = performance.now()
      const sent = trustRequestId ? (request.headers.get('x-request-id') ?? '') : ''
      const requestId = UUID.test(sent) ? sent.toLowerCase() : newId()
      const response = await handler.fetch(request, from).catch((error: unknown) => {
        logger.error({ requestId, ...faultFields(error) }, 'request failed')
        return new Response('500', { status: 500, headers: secureHeaders({ 'content-type': 'text/plain' }) })
      })
      const { status } = response
      const route = routeOf(new URL(request.url).pathname)
      if (!PROBES.has(route) || status >= 400)
        logger[status >= 500 ? 'error' : 'info'](
          {
            requestId,
            method: /^[A-Z]{1,10}$/.test(request.method) ? request.method : 'OTHER',
            route,
            status,
            durationMs: Math.round((performance.now() - begun) * 10) / 10,
          },
          'request',
        )
      return withId(response, requestId)
    },
  }
}

function withId(response: Response, requestId: string): Response {
  const named = new Response(response.body, response)
  named.headers.set('x-request-id', requestId)
  return named
}
