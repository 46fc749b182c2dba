import type { Clock } from '../internal/clock.js'

/** A clock that stands still until it is moved. */
export interface FixedClock extends Clock {
  /** Moves on, or back with a negative number of milliseconds. */
  advance(milliseconds: number): void
  set(at: Date): void
}

/** A clock for tests, standing at `at`. */
export function fixedClock(at: Date | string): FixedClock {
  let now = new Date(at).getTime()
  return {
    now: () => new Date(now),
    advance(milliseconds) {
      now += milliseconds
    },
    set(next) {
      now = next.getTime()
    },
  }
}
