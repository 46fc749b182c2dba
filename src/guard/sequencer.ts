import { JournalBrokenError } from '../errors.js'
import { rootOf, sameHash } from '../journal/merkle-tree.js'
import { sealEntries } from '../journal/sequence.js'
import type { Checkpoint, Frontier, Sealed } from '../journal/tree-types.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'

const BATCH = 1000
/** Long enough to gather a batch, short enough that every change is in the tree within a second. */
const PAUSE_MS = 200

type Core = Pick<GuardCore, 'store' | 'signingKey' | 'clock'>

/** Gives a place in the journal's tree to every entry that has none, and signs a checkpoint for each batch. */
export function sequenceAll(core: Core): Promise<number> {
  return sequencer(core)()
}

/**
 * The same, again and again, by one process that remembers what it signed: a journal that is shorter by then, or another one,
 * is not gone on with. Signed over, only a checkpoint kept elsewhere would tell that something is gone.
 *
 * Its runs throw JournalBrokenError then, until the process is started anew; a store error.
 */
function sequencer(core: Core): () => Promise<number> {
  let signed: Pick<Checkpoint, 'size' | 'rootHash'> | undefined
  const batch = async (): Promise<number> => {
    let sealed: Sealed | undefined
    const done = await core.store.sequence(BATCH, (entries, frontier) => {
      if (signed !== undefined) mustHold(signed, frontier)
      sealed = sealEntries(entries, frontier, {
        key: core.signingKey,
        origin: core.signingKey.name,
        now: core.clock.now(),
      })
      return sealed
    })
    if (done > 0) signed = sealed?.checkpoint ?? signed
    return done
  }
  return async () => {
    let total = 0
    for (;;) {
      const done = await batch()
      total += done
      if (done < BATCH) return total
    }
  }
}

/** What another process added behind it is not looked at here: `journal verify` does. */
function mustHold({ size, rootHash }: Pick<Checkpoint, 'size' | 'rootHash'>, frontier: Frontier): void {
  if (frontier.size > size) return
  if (frontier.size === size && sameHash(rootOf(frontier), rootHash)) return
  throw new JournalBrokenError(
    `The journal had ${size} entries when this process signed it, and has ${frontier.size} now or other ones. Nothing is signed over that: see docs/operations.md, "When verification fails".`,
  )
}

/** Sequences whenever something was committed, here or in another process. Returns what stops it, last entries included. */
export function startSequencer(core: GuardCore): () => Promise<void> {
  const sequence = sequencer(core)
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  const run = async (): Promise<void> => {
    try {
      await sequence()
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
