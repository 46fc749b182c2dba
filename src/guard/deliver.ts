import { isGuardError, ReviewNotFoundError } from '../errors.js'
import type { Decision, Undecided } from '../review/decision.js'
import type { Review } from '../review/review.js'
import type { OutboxMessage } from '../store/store.js'
import { announce, reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import type { DecisionHandler } from './options.js'
import { readDecision } from './read-decision.js'
import { entryOf } from './record.js'
import { DECISION_TOPIC } from './review-write.js'

/** How decisions are handed over. */
export interface DeliveryOptions {
  /** Milliseconds a handler may take; then its signal fires and the message comes again. Default 30 s. */
  readonly timeLimitMs?: number
  /** Messages handled side by side. Default 10. */
  readonly limit?: number
  /** Stops handlers that are under way; their messages come again. */
  readonly signal?: AbortSignal
  /** Takes nothing more; handlers that are under way go on. */
  readonly draining?: AbortSignal
}

const TIME_LIMIT_MS = 30_000
const LIMIT = 10
const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 3_600_000
/** What cannot be read will hardly heal by itself: it waits for somebody to look. */
const PARKED_MS = 6 * 3_600_000

/** How long to wait after so many attempts: doubles from 5 seconds to an hour. */
export function retryDelay(attempts: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_RETRY_MS)
}

/**
 * Hands every decision that is due to the handler: at least once, since a process may end between the handler's success
 * and its record. A handler that fails is asked again later; a decision that was altered is never handed over, is
 * journalled and announced, and does not hold up the others.
 *
 * @returns how many messages were handled, successfully or not.
 * @throws a store error.
 */
export async function deliverDue(
  core: GuardCore,
  handler: DecisionHandler,
  options: DeliveryOptions = {},
): Promise<number> {
  const timeLimitMs = options.timeLimitMs ?? TIME_LIMIT_MS
  let total = 0
  for (;;) {
    options.signal?.throwIfAborted()
    if (options.draining?.aborted === true) return total
    const now = core.clock.now()
    // Hidden for longer than a handler may take, so that nobody else takes a message that is still under way.
    const hideUntil = new Date(now.getTime() + 2 * timeLimitMs + 10_000).toISOString()
    const messages = await core.store.takeOutbox({
      now: now.toISOString(),
      hideUntil,
      topic: DECISION_TOPIC,
      limit: options.limit ?? LIMIT,
    })
    await Promise.all(
      messages.map((message) => deliver(core, message, { handler, timeLimitMs, signal: options.signal })),
    )
    total += messages.length
    if (messages.length === 0) return total
  }
}

interface Delivery {
  readonly handler: DecisionHandler
  readonly timeLimitMs: number
  readonly signal: AbortSignal | undefined
}

type Attempt =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: string; readonly retryInMs: number }

async function deliver(core: GuardCore, message: OutboxMessage, delivery: Delivery): Promise<void> {
  const attempt = Math.max(1, message.attempts)
  const review = await core.store.getReview(message.reviewId)
  const result = await tryOnce(core, { message, review, attempt }, delivery)
  const at = core.clock.now()
  if (!result.ok && delivery.signal?.aborted === true) {
    // Interrupted, not failed: whoever delivers next takes it at once.
    return core.store.settleOutbox(message.id, { retryAt: at.toISOString(), error: 'interrupted' })
  }
  const retryAt = result.ok ? undefined : new Date(at.getTime() + result.retryInMs).toISOString()
  await core.store.commit({ entries: [deliveryEntry(message, review, { at, attempt, result, retryAt })] })
  await core.store.settleOutbox(
    message.id,
    result.ok || retryAt === undefined ? { done: true } : { retryAt, error: result.error },
  )
  if (retryAt === undefined || review === undefined) return
  const { id: reviewId, callId, systemId, useId } = review
  announce(core, 'decision.delivery-failed', {
    reviewId,
    callId,
    systemId,
    useId,
    at: at.toISOString(),
    attempts: attempt,
    retryAt,
  })
}

async function tryOnce(
  core: GuardCore,
  { message, review, attempt }: { message: OutboxMessage; review: Review | undefined; attempt: number },
  delivery: Delivery,
): Promise<Attempt> {
  let decision: Decision<unknown> | Undecided | undefined
  try {
    if (message.topic !== DECISION_TOPIC) throw new Error('This message is for nobody here.')
    if (review === undefined) throw new ReviewNotFoundError(message.reviewId)
    decision = await readDecision(core, review)
  } catch (error) {
    reportFault(core, error)
    const busy = isGuardError(error) && error.code === 'ERR_STORE_BUSY'
    return { ok: false, error: nameOf(error), retryInMs: busy ? retryDelay(attempt) : PARKED_MS }
  }
  if (decision === undefined) return { ok: false, error: 'not-effective-yet', retryInMs: retryDelay(attempt) }
  try {
    await handOver(decision, message.reviewId, { ...delivery, attempt })
    return { ok: true }
  } catch (error) {
    return { ok: false, error: nameOf(error), retryInMs: retryDelay(attempt) }
  }
}

async function handOver(
  decision: Decision<unknown> | Undecided,
  reviewId: string,
  { handler, timeLimitMs, signal, attempt }: Delivery & { readonly attempt: number },
): Promise<void> {
  const limit = AbortSignal.timeout(timeLimitMs)
  const either = signal === undefined ? limit : AbortSignal.any([limit, signal])
  either.throwIfAborted()
  let abort: (() => void) | undefined
  const interrupted = new Promise<never>((_, reject) => {
    abort = () => reject(either.reason)
    either.addEventListener('abort', abort, { once: true })
  })
  try {
    // A handler that does not listen to its signal is not waited for; its message comes again.
    const handled = (async () => handler(decision, { idempotencyKey: reviewId, attempt, signal: either }))()
    await Promise.race([handled, interrupted])
  } finally {
    if (abort !== undefined) either.removeEventListener('abort', abort)
  }
}

function deliveryEntry(
  message: OutboxMessage,
  review: Review | undefined,
  {
    at,
    attempt,
    result,
    retryAt,
  }: { at: Date; attempt: number; result: Attempt; retryAt: string | undefined },
): ReturnType<typeof entryOf> {
  return entryOf(
    {
      event: result.ok ? 'decision.delivered' : 'decision.delivery-failed',
      reviewId: message.reviewId,
      ...(review === undefined
        ? {}
        : { callId: review.callId, systemId: review.systemId, useId: review.useId }),
      actor: { kind: 'guard' },
      data: {
        attempt,
        ...(result.ok ? {} : { error: result.error }),
        ...(retryAt === undefined ? {} : { retryAt }),
      },
    },
    at,
  )
}

/** A code or the name of an error's class: its message may hold a text of the decision. */
function nameOf(error: unknown): string {
  if (isGuardError(error)) return error.code
  return error instanceof Error ? error.name : 'not-an-error'
}
