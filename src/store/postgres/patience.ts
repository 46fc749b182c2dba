import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresFault, storeError } from './faults.js'

const LONGEST_PAUSE_MS = { busy: 40, lost: 250 } as const

/** How the tries before went. */
export interface Try {
  /** An earlier one lost its connection: what it did may be done. */
  readonly mayBeDone: boolean
}

/**
 * Tries again after serialisation failures, deadlocks and lost connections, with pauses that grow and differ from process
 * to process.
 *
 * @throws StoreBusyError or StoreFailedError when `timeoutMs` is over; the typed form of any other fault of the database;
 * whatever else `work` throws.
 */
export async function patiently<Result>(
  work: (state: Try) => Promise<Result>,
  { target, timeoutMs }: { readonly target: string; readonly timeoutMs: number },
): Promise<Result> {
  const deadline = performance.now() + timeoutMs
  let mayBeDone = false
  for (let attempt = 0; ; attempt++) {
    let longest: number
    try {
      return await work({ mayBeDone })
    } catch (error) {
      if (!(error instanceof PostgresFault)) throw error
      const { kind } = error
      if (kind === 'lost') mayBeDone = true
      if ((kind !== 'busy' && kind !== 'lost') || performance.now() >= deadline)
        throw storeError(error, target)
      longest = LONGEST_PAUSE_MS[kind]
    }
    const pause = Math.min(2 ** attempt, longest) * (0.5 + Math.random())
    await sleep(Math.min(pause, Math.max(deadline - performance.now(), 0)))
  }
}
