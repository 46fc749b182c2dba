import type { Clock } from '../internal/clock.js'

/** How often something may be done. */
export interface RateRule {
  readonly times: number
  /** In so many seconds. */
  readonly seconds: number
}

/** Counts by key in fixed windows. */
export interface RateLimit {
  /** Undefined when it may go on; otherwise the seconds to wait. An undefined key is not counted. */
  take(key: string | undefined): number | undefined
}

/** Keys kept at most: beyond it the oldest are forgotten, so that nobody can fill the memory. */
const MOST_KEYS = 10_000

/** A limit for this process. */
export function rateLimit({ times, seconds }: RateRule, clock: Clock): RateLimit {
  const windows = new Map<string, { count: number; readonly until: number }>()
  return {
    take(key) {
      if (key === undefined) return undefined
      const now = clock.now().getTime()
      const found = windows.get(key)
      if (found !== undefined && found.until > now) {
        found.count += 1
        return found.count > times ? Math.ceil((found.until - now) / 1000) : undefined
      }
      windows.delete(key)
      windows.set(key, { count: 1, until: now + seconds * 1000 })
      const [oldest] = windows.keys()
      if (windows.size > MOST_KEYS && oldest !== undefined) windows.delete(oldest)
      return undefined
    },
  }
}
