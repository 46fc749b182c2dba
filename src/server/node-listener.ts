import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Handler, RequestOrigin } from './options.js'

/** How requests reach a server. */
export interface NodeListenerOptions {
  /**
   * True when a proxy of the city's own stands in front, and nobody can go around it: the last address of its
   * `X-Forwarded-For` is then the caller's. Default false: the connection's own address.
   */
  readonly trustProxy?: boolean
}

/** What Node calls for each request; Express too. */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

/**
 * A handler for `http.createServer`, or as middleware of Express or Connect. Put it before any middleware that reads
 * bodies, such as `express.json()`: what was read is gone.
 *
 * @example
 * app.use('/ia', nodeListener(createHandler(guard, { basePath: '/ia', authenticate })))
 */
export function nodeListener(handler: Handler, options: NodeListenerOptions = {}): NodeListener {
  const listen = getRequestListener((request, { incoming }) =>
    handler.fetch(request, originOf(request, incoming.socket, options)),
  )
  return async (incoming, outgoing) => {
    // Express cuts off the path where a middleware is mounted; the handler's own paths begin there.
    const whole: unknown = Reflect.get(incoming, 'originalUrl')
    if (typeof whole === 'string') incoming.url = whole
    await listen(incoming, outgoing)
  }
}

/** Where a request came from, as the connection or the trusted proxy says. */
export function originOf(
  request: Request,
  socket: { readonly remoteAddress?: string | undefined } | undefined,
  { trustProxy = false }: NodeListenerOptions,
): RequestOrigin {
  const forwarded = trustProxy ? request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const address = forwarded === undefined || forwarded === '' ? socket?.remoteAddress : forwarded
  return address === undefined ? {} : { address }
}
