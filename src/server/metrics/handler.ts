import { createHash, timingSafeEqual } from 'node:crypto'
import { ConfigInvalidError } from '../../errors.js'
import type { Guard } from '../../guard/guard.js'
import { type Clock, systemClock } from '../../internal/clock.js'
import type { Handler } from '../options.js'
import { plain, secureHeaders } from '../responses.js'
import { backlogMetrics } from './backlog-metrics.js'
import { countEvents } from './counters.js'
import { EXPOSITION_TYPE, exposition } from './exposition.js'
import { processMetrics } from './process-metrics.js'

/** What metrics are read from. */
export type MetricsGuard = Pick<Guard, 'events' | 'store' | 'systems'>

/** How metrics are served. */
export interface MetricsOptions {
  /**
   * Who may read them: whoever sends `Authorization: Bearer <token>` (32 characters or more), or everybody who reaches
   * the handler. `everybody` is for a listener of its own that only the city's Prometheus reaches.
   */
  readonly access: { readonly token: string } | 'everybody'
  /** Where it is mounted, such as `/ia`. Default: the root. */
  readonly basePath?: string
  /** Default: the machine's clock. */
  readonly clock?: Clock
}

/** Shortest token that is not guessed. */
export const SHORTEST_TOKEN = 32

/**
 * Figures for Prometheus at `/metrics`: what waits in each queue and for how long, what is overdue, how far the journal
 * is behind, what became of calls, deliveries that failed. What waits is read from the store, so every process says the
 * same; events are counted in this process, from now on. Labels hold ids of systems and uses, never a case or a person.
 *
 * @throws ConfigInvalidError when the token is missing or too short.
 *
 * @example
 * const metrics = metricsHandler(guard, { access: { token: process.env.METRICS_TOKEN ?? '' } })
 */
export function metricsHandler(guard: MetricsGuard, options: MetricsOptions): Handler {
  checkAccess(options?.access)
  const { access, basePath = '', clock = systemClock } = options
  const counted = countEvents(guard)
  const path = `${basePath}/metrics`
  let reading: Promise<string> | undefined
  const read = async (): Promise<string> =>
    exposition([...(await backlogMetrics(guard, clock)), ...counted(), ...processMetrics()])
  return {
    async fetch(request) {
      if (new URL(request.url).pathname !== path) return plain('404', 404)
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return withHeader('405', 405, 'allow', 'GET, HEAD')
      if (access !== 'everybody' && !isBearer(request, access.token))
        return withHeader('401', 401, 'www-authenticate', 'Bearer')
      // However many ask at once, the store is asked once.
      reading ??= read().finally(() => {
        reading = undefined
      })
      return new Response(await reading, { headers: secureHeaders({ 'content-type': EXPOSITION_TYPE }) })
    },
  }
}

function withHeader(text: string, status: number, name: string, value: string): Response {
  const response = plain(text, status)
  response.headers.set(name, value)
  return response
}

function isBearer(request: Request, token: string): boolean {
  const sent = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  // Digests have one length, which the comparison needs and a token need not have.
  return sent !== undefined && timingSafeEqual(digest(sent), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function checkAccess(access: unknown): void {
  if (access === 'everybody') return
  const token: unknown =
    typeof access === 'object' && access !== null ? Reflect.get(access, 'token') : undefined
  if (typeof token === 'string' && token.length >= SHORTEST_TOKEN && /^\S+$/.test(token)) return
  throw new ConfigInvalidError([
    {
      path: 'metricsHandler.access',
      reason: `is neither 'everybody' nor a token of ${SHORTEST_TOKEN} characters or more without spaces.`,
      remedy: 'Make one with "openssl rand -hex 32" and read it from the environment.',
    },
  ])
}
