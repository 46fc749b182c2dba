import type { Guard } from '../guard/guard.js'
import { secureHeaders } from './responses.js'

/**
 * Whether this server should be given work, for load balancers: 200, or 503 with the reasons (`NotReady`). Nothing of it
 * is secret. However many ask at once, the store is asked once.
 */
export function readyRoute(guard: Pick<Guard, 'readiness'>): () => Promise<Response> {
  let asking: ReturnType<Guard['readiness']> | undefined
  return async () => {
    asking ??= guard.readiness().finally(() => {
      asking = undefined
    })
    const reasons = await asking
    return new Response(`${JSON.stringify({ ready: reasons.length === 0, reasons })}\n`, {
      status: reasons.length === 0 ? 200 : 503,
      headers: secureHeaders({ 'content-type': 'application/json; charset=utf-8' }),
    })
  }
}
