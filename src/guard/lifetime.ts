import { GuardClosedError } from '../errors.js'

/** Keeps count of what is under way, so that a guard closes without cutting it off. */
export interface Lifetime {
  /** Runs `work` unless the guard is closing. */
  track<Result>(work: () => Promise<Result>): Promise<Result>
  /** Takes nothing new, waits for what is under way, then runs `end` once. */
  close(): Promise<void>
}

/** A lifetime that begins now. `onClosing` runs at once when it ends, `end` when nothing is under way any more. */
export function lifetime(onClosing: () => void, end: () => Promise<void>): Lifetime {
  const underWay = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined
  const finish = async (): Promise<void> => {
    onClosing()
    await Promise.allSettled(underWay)
    await end()
  }
  return {
    track(work) {
      if (closing !== undefined) return Promise.reject(new GuardClosedError())
      // A fault of the call itself is a rejection, too: callers have one place to look.
      const running = (async () => work())()
      underWay.add(running)
      const forget = (): void => {
        underWay.delete(running)
      }
      running.then(forget, forget)
      return running
    },
    close() {
      closing ??= finish()
      return closing
    },
  }
}
