import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import { type DeliveryOptions, deliverDue } from './deliver.js'
import type { DecisionHandler } from './options.js'

/** How decisions are handed over while a guard is open. */
export interface StartedDeliveryOptions extends Omit<DeliveryOptions, 'draining'> {
  /** How long handlers that are under way may go on when the guard closes, in milliseconds. Default 5 s. */
  readonly graceMs?: number
}

/** Between two looks at the outbox; also the longest that a lost wake-up can cost. */
const PAUSE_MS = 5_000
const SHORTEST_PAUSE_MS = 50
const GRACE_MS = 5_000

/**
 * Delivers decisions for as long as the guard is open: on start, so that nothing is lost by a restart, then whenever
 * something was committed, and regularly for what comes again. Its timer does not keep the process alive. Returns what
 * stops it.
 */
export function startDelivery(
  core: GuardCore,
  handler: DecisionHandler,
  options: StartedDeliveryOptions = {},
): () => Promise<void> {
  const stopping = new AbortController()
  const draining = new AbortController()
  const signal =
    options.signal === undefined ? stopping.signal : AbortSignal.any([options.signal, stopping.signal])
  let running: Promise<void> | undefined
  let again = false
  let timer: NodeJS.Timeout | undefined

  const sleep = (milliseconds: number): void => {
    clearTimeout(timer)
    if (!draining.signal.aborted) timer = setTimeout(run, milliseconds).unref()
  }
  const run = (): void => {
    if (running !== undefined) {
      again = true
      return
    }
    again = false
    running = pass(core, handler, { ...options, signal, draining: draining.signal }).then(() => {
      running = undefined
      sleep(again ? SHORTEST_PAUSE_MS : PAUSE_MS)
    })
  }
  let woken = false
  const unwatch = core.store.watch(() => {
    if (woken) return
    woken = true
    setTimeout(() => {
      woken = false
      if (!draining.signal.aborted) run()
    }, SHORTEST_PAUSE_MS).unref()
  })
  run()
  return async () => {
    draining.abort()
    unwatch()
    clearTimeout(timer)
    // What a handler has begun is better finished than begun again.
    const cut = setTimeout(
      () => stopping.abort(new Error('The guard is closing.')),
      options.graceMs ?? GRACE_MS,
    )
    await running
    clearTimeout(cut)
  }
}

async function pass(core: GuardCore, handler: DecisionHandler, options: DeliveryOptions): Promise<void> {
  try {
    await deliverDue(core, handler, options)
  } catch (error) {
    if (options.signal?.aborted !== true) reportFault(core, error)
  }
}
