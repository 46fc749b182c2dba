import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { sha256 } from '../internal/digest.js'
import type { Review } from '../review/review.js'
import type { GuardCore } from './core.js'
import type { GuardEvents } from './events.js'

/** So many reviews are read at once. */
const AT_ONCE = 32
/** A look at all of them is followed by a pause of so many times its length: waiting takes a fifth of the process at most. */
const PAUSES = 4
const TOLD = [
  'review.decided',
  'review.effective',
  'review.withdrawn',
  'review.expired',
] as const satisfies readonly (keyof GuardEvents)[]

/** Somebody who waits for a review to be another than the one they read. */
export interface Waiter {
  readonly reviewId: string
  /** `markOf` the review that they read. */
  readonly mark: string
  readonly wake: () => void
}

/** Those who wait, and what wakes them. */
export interface ChangedReviews {
  /** Wakes the waiter once, when the review has changed or cannot be read, or not at all. Returns what forgets it. */
  add(waiter: Waiter): () => void
  /** Something was committed, here or elsewhere. */
  changed(): void
}

/** What tells one state of a stored review from another, altered ones included. */
export function markOf(review: Review): string {
  return sha256(JSON.stringify(review))
}

/**
 * Finds who waits for a review that has changed. What this guard did itself is told by its events, at once; what others did
 * is found by looking at each review again, since a database only tells that something was committed. Thousands may wait:
 * they are not woken by every commit, and looking never takes more than its share of the process.
 */
export function changedReviews(core: GuardCore): ChangedReviews {
  const waiting = new Map<string, Set<Waiter>>()
  let fresh = false
  let looking = false

  const wake = (reviewId: string): void => {
    for (const waiter of [...(waiting.get(reviewId) ?? [])]) waiter.wake()
  }
  const onEvent = ({ reviewId }: { readonly reviewId: string }): void => wake(reviewId)
  const lookAt = async (reviewId: string): Promise<void> => {
    let mark: string | undefined
    try {
      const review = await core.store.getReview(reviewId)
      mark = review && markOf(review)
    } catch {
      // Whoever waits reads it for themselves and gets the typed error.
    }
    for (const waiter of [...(waiting.get(reviewId) ?? [])]) if (waiter.mark !== mark) waiter.wake()
  }
  const look = async (): Promise<void> => {
    while (fresh && waiting.size > 0) {
      fresh = false
      const start = performance.now()
      const ids = [...waiting.keys()]
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        await Promise.all(ids.slice(at, at + AT_ONCE).map(lookAt))
        await nextTurn()
      }
      const pause = PAUSES * (performance.now() - start)
      if (pause >= 1) await sleep(pause, undefined, { ref: false })
    }
    looking = false
  }
  return {
    add(waiter) {
      if (waiting.size === 0) for (const name of TOLD) core.events.on(name, onEvent)
      const others = waiting.get(waiter.reviewId) ?? new Set()
      waiting.set(waiter.reviewId, others.add(waiter))
      return () => {
        others.delete(waiter)
        if (others.size === 0 && waiting.get(waiter.reviewId) === others) waiting.delete(waiter.reviewId)
        if (waiting.size === 0) for (const name of TOLD) core.events.off(name, onEvent)
      }
    },
    changed() {
      fresh = true
      if (looking || waiting.size === 0) return
      looking = true
      void look()
    },
  }
}
