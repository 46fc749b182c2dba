import { sealEntries } from '../journal/sequence.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'

const BATCH = 1000
/** Long enough to gather a batch, short enough that every change is in the tree within a second. */
const PAUSE_MS = 200

/** Gives a place in the journal's tree to every entry that has none, and signs a checkpoint for each batch. */
export async function sequenceAll(core: Pick<GuardCore, 'store' | 'signingKey' | 'clock'>): Promise<number> {
  let total = 0
  for (;;) {
    const done = await core.store.sequence(BATCH, (entries, frontier) =>
      sealEntries(entries, frontier, {
        key: core.signingKey,
        origin: core.signingKey.name,
        now: core.clock.now(),
      }),
    )
    total += done
    if (done < BATCH) return total
  }
}

/** Sequences whenever something was committed, here or in another process. Returns what stops it, last entries included. */
export function startSequencer(core: GuardCore): () => Promise<void> {
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  const run = async (): Promise<void> => {
    try {
      await sequenceAll(core)
    } catch (error) {
      reportFault(core, error)
    }
  }
  const wake = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      // A batch that still runs leaves its successor the rest.
      if (running !== undefined) return wake()
      running = run().finally(() => {
        running = undefined
      })
    }, PAUSE_MS).unref()
  }
  const unwatch = core.store.watch(wake)
  wake()
  return async () => {
    unwatch()
    clearTimeout(timer)
    await running
    await run()
  }
}
