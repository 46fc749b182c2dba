import { createAdaptorServer } from '@hono/node-server'
import { type NodeListenerOptions, originOf } from './node-listener.js'
import type { Handler } from './options.js'

/** A server that listens. */
export interface RunningServer {
  /** Where it is reached, such as `http://127.0.0.1:3000`. */
  readonly url: string
  readonly port: number
  /** Takes no new connection, lets what is under way end, cuts what is still open after `graceMs` (default 5000). */
  close(options?: { readonly graceMs?: number }): Promise<void>
}

/** Where to listen. */
export interface ServeOptions extends NodeListenerOptions {
  /** Default 3000. 0 takes a free one. */
  readonly port?: number
  /** Default `127.0.0.1`: this machine only. */
  readonly hostname?: string
  /** How long clients may take; one that takes longer is answered 408 and cut off. */
  readonly timeouts?: ClientTimeouts
}

/** Milliseconds. A client that sends a byte now and then must not hold a connection for ever. */
export interface ClientTimeouts {
  /** Until the headers are there. Default 15,000. */
  readonly headersMs?: number
  /** Until the whole request is there. Default 60,000. */
  readonly requestMs?: number
  /** How often this is looked at. Default 5,000. */
  readonly checkEveryMs?: number
}

const DEFAULT_PORT = 3000
const DEFAULT_GRACE_MS = 5_000
const IDLE_CHECK_MS = 50
const HEADERS_MS = 15_000
const REQUEST_MS = 60_000
const TIMEOUT_CHECK_MS = 5_000

/**
 * Serves a handler over HTTP on Node. Put a proxy that speaks TLS in front before anybody else can reach it.
 *
 * @throws the system's error (`EADDRINUSE`, `EACCES`) when it cannot listen.
 */
export async function serve(handler: Handler, options: ServeOptions = {}): Promise<RunningServer> {
  const { port = DEFAULT_PORT, hostname = '127.0.0.1', timeouts = {} } = options
  const server = createAdaptorServer({
    fetch: (request, { incoming }) => handler.fetch(request, originOf(request, incoming.socket, options)),
    serverOptions: {
      headersTimeout: timeouts.headersMs ?? HEADERS_MS,
      requestTimeout: timeouts.requestMs ?? REQUEST_MS,
      connectionsCheckingInterval: timeouts.checkEveryMs ?? TIMEOUT_CHECK_MS,
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, hostname, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : port
  let closing: Promise<void> | undefined
  const end = (graceMs: number): Promise<void> =>
    new Promise((resolve, reject) => {
      // A browser keeps its connection open after the last answer: it is closed as soon as it is idle.
      const idle = setInterval(() => {
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      }, IDLE_CHECK_MS)
      const cut = setTimeout(() => {
        if ('closeAllConnections' in server) server.closeAllConnections()
      }, graceMs)
      server.close((error) => {
        clearTimeout(cut)
        clearInterval(idle)
        if (error === undefined) resolve()
        else reject(error)
      })
      if ('closeIdleConnections' in server) server.closeIdleConnections()
    })
  const host = hostname.includes(':') ? `[${hostname}]` : hostname
  return {
    url: `http://${host}:${actual}`,
    port: actual,
    close: ({ graceMs = DEFAULT_GRACE_MS } = {}) => {
      closing ??= end(graceMs)
      return closing
    },
  }
}
