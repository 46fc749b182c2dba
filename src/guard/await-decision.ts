import { ReviewNotFoundError } from '../errors.js'
import type { Decision, Undecided } from '../review/decision.js'
import { nextTimerOf } from '../review/timers.js'
import { reportFault } from './announce.js'
import { changedReviews, markOf } from './changed-reviews.js'
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

/** What one wait sleeps on. */
interface Sleep {
  readonly reviewId: string
  /** `markOf` the review that was read. */
  readonly mark: string
  readonly milliseconds: number
  readonly signal: AbortSignal | undefined
}

/** One look at a review: how it ended, that it has to be looked at again at once, or how long nothing happens by itself. */
type Look =
  | { readonly decision: Decision<unknown> | Undecided }
  | 'again'
  | { readonly mark: string; readonly milliseconds: number }

/** Makes the waits of one guard. */
export function decisionWaits(core: GuardCore): DecisionWaits {
  const reviews = changedReviews(core)
  const stops = new Set<(reason: Error) => void>()
  let open = 0
  let changes = 0
  let unwatch: (() => void) | undefined
  let closed: { readonly reason: Error } | undefined
  const onChange = (): void => {
    changes++
    reviews.changed()
  }

  const pause = ({ reviewId, mark, milliseconds, signal }: Sleep): Promise<void> =>
    new Promise((resolve, reject) => {
      // Who gave up, or was closed, while the review was being read is not woken by an event any more.
      if (closed !== undefined) return reject(closed.reason)
      if (signal?.aborted === true) return reject(signal.reason)
      const done = (settle: () => void): void => {
        forget()
        stops.delete(stop)
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        settle()
      }
      const wake = (): void => done(resolve)
      const stop = (reason: unknown): void => done(() => reject(reason))
      const abort = (): void => stop(signal?.reason)
      const timer = setTimeout(wake, Math.min(milliseconds, LONGEST_SLEEP_MS))
      const forget = reviews.add({ reviewId, mark, wake })
      signal?.addEventListener('abort', abort, { once: true })
      stops.add(stop)
    })

  /** Apart from the loop, so that a wait that sleeps holds nothing of the review. */
  const look = async (reviewId: string): Promise<Look> => {
    const seen = changes
    const review = await core.store.getReview(reviewId)
    // A control case is nobody's request: there is nothing to learn of it here.
    if (review === undefined || review.control !== undefined) throw new ReviewNotFoundError(reviewId)
    const decision = await readDecision(core, review)
    if (decision !== undefined) return { decision }
    // Something was committed while we read: what we saw may be old.
    if (changes !== seen) return 'again'
    const timer = nextTimerOf(review)
    const milliseconds =
      timer === undefined ? LONGEST_SLEEP_MS : Date.parse(timer) - core.clock.now().getTime()
    return { mark: markOf(review), milliseconds }
  }

  const untilDecided = async (
    reviewId: string,
    signal: AbortSignal | undefined,
  ): Promise<Decision<unknown> | Undecided> => {
    for (let overdue = 0; ; ) {
      signal?.throwIfAborted()
      const found = await look(reviewId)
      if (found === 'again') continue
      if ('decision' in found) return found.decision
      if (found.milliseconds > 0) {
        overdue = 0
        await pause({ reviewId, signal, ...found })
        continue
      }
      // What is due is made effective and journalled first; only then may it be seen.
      await runTimers(core).catch((error: unknown) => reportFault(core, error))
      if (overdue++ > 0) await pause({ reviewId, signal, mark: found.mark, milliseconds: RETRY_MS })
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
      for (const stop of [...stops]) stop(reason)
    },
  }
}
