import { setTimeout as sleep } from 'node:timers/promises'
import { isBusy, storeError } from './faults.js'

const LONGEST_PAUSE_MS = 40

/**
 * How long to stay away from a locked database before try number `attempt` (from 0), in milliseconds: longer each time,
 * and at random, so that processes which wait do not all come back at once.
 */
export function pauseBefore(attempt: number): number {
  return Math.min(2 ** attempt, LONGEST_PAUSE_MS) * (0.5 + Math.random())
}

/**
 * Tries again while another process holds the lock, without blocking this one meanwhile.
 *
 * @throws StoreBusyError when `timeoutMs` is over; the typed form of any other database error.
 */
export async function whileBusy<Result>(
  work: () => Result,
  { path, timeoutMs }: { readonly path: string; readonly timeoutMs: number },
): Promise<Result> {
  const deadline = performance.now() + timeoutMs
  for (let attempt = 0; ; attempt++) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw storeError(error, path)
    }
    await sleep(Math.min(pauseBefore(attempt), Math.max(deadline - performance.now(), 0)))
  }
}
