import { ReviewNotFoundError } from '../errors.js'
import type { Decision, Undecided } from '../review/decision.js'
import { nextTimerOf } from '../review/timers.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import { readDecision } from './read-decision.js'
import { runTimers } from './timekeeper.js'

/** Longest sleep of one timer; also the longest that a lost wake-up can cost. */
const LONGEST_SLEEP_MS = 60_000
/** Between two tries when what is due could not be made effective. */
const RETRY_MS = 200

/** Waits for ends of reviews. One subscription to the store serves every wait. */
export interface DecisionWaits {
  wait(reviewId: string, signal?: AbortSignal): Promise<Decision<unknown> | Undecided>
  /** Rejects every wait that is open, and those that come later. */
  close(reason: Error): void
}

interface Wait {
  readonly wake: () => void
  readonly stop: (reason: unknown) => void
}

/** Makes the waits of one guard. */
export function decisionWaits(core: GuardCore): DecisionWaits {
  const waits = new Set<Wait>()
  let open = 0
  let changes = 0
  let unwatch: (() => void) | undefined
  let closed: { readonly reason: Error } | undefined
  const onChange = (): void => {
    changes++
    for (const wait of [...waits]) wait.wake()
  }

  const pause = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      // Who gave up, or was closed, while the review was being read is not woken by an event any more.
      if (closed !== undefined) return reject(closed.reason)
      if (signal?.aborted === true) return reject(signal.reason)
      const done = (settle: () => void): void => {
        waits.delete(wait)
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        settle()
      }
      const wait: Wait = { wake: () => done(resolve), stop: (reason) => done(() => reject(reason)) }
      const abort = (): void => wait.stop(signal?.reason)
      const timer = setTimeout(wait.wake, Math.min(milliseconds, LONGEST_SLEEP_MS))
      signal?.addEventListener('abort', abort, { once: true })
      waits.add(wait)
    })

  const untilDecided = async (
    reviewId: string,
    signal: AbortSignal | undefined,
  ): Promise<Decision<unknown> | Undecided> => {
    for (let overdue = 0; ; ) {
      signal?.throwIfAborted()
      const seen = changes
      const review = await core.store.getReview(reviewId)
      // A control case is nobody's request: there is nothing to learn of it here.
      if (review === undefined || review.control !== undefined) throw new ReviewNotFoundError(reviewId)
      const decision = await readDecision(core, review)
      if (decision !== undefined) return decision
      // Something was committed while we read: what we saw may be old.
      if (changes !== seen) continue
      const timer = nextTimerOf(review)
      const sleep = timer === undefined ? LONGEST_SLEEP_MS : Date.parse(timer) - core.clock.now().getTime()
      if (sleep > 0) {
        overdue = 0
        await pause(sleep, signal)
        continue
      }
      // What is due is made effective and journalled first; only then may it be seen.
      await runTimers(core).catch((error: unknown) => reportFault(core, error))
      if (overdue++ > 0) await pause(RETRY_MS, signal)
    }
  }

  return {
    async wait(reviewId, signal) {
      open++
      unwatch ??= core.store.watch(onChange)
      try {
        return await untilDecided(reviewId, signal)
      } finally {
        open--
        if (open === 0) {
          unwatch?.()
          unwatch = undefined
        }
      }
    },
    close(reason) {
      closed = { reason }
      for (const wait of [...waits]) wait.stop(reason)
    },
  }
}
