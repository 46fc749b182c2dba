import { GuardError } from '../../errors.js'
import type { TreeHead } from '../checkpoint.js'
import { openCheckpoint } from '../checkpoint.js'
import { sameHash } from '../merkle-tree.js'
import type { Checkpoint } from '../tree-types.js'
import type { Walk } from './state.js'

/** Reads a checkpoint and reports what is wrong with it; undefined when it can vouch for nothing. */
export function openHead(
  walk: Pick<Walk, 'verifiers' | 'origin'> & { readonly problems: Pick<Walk['problems'], 'add'> },
  checkpoint: Checkpoint,
): TreeHead | undefined {
  const checkpointSize = checkpoint.size
  try {
    const head = openCheckpoint(checkpoint.note, { verifiers: walk.verifiers, origin: walk.origin })
    if (head.size === checkpointSize && sameHash(head.rootHash, checkpoint.rootHash)) return head
    const message = `The size or root stored beside the checkpoint of size ${checkpointSize} is not what its signed note says.`
    walk.problems.add({ kind: 'checkpoint', checkpointSize, message })
    // A note of another size says nothing about this place of the journal.
    return head.size === checkpointSize ? head : undefined
  } catch (error) {
    if (!(error instanceof GuardError)) throw error
    const kind = error.code === 'ERR_KEY_INVALID' ? 'signature' : 'checkpoint'
    const message = `The checkpoint of size ${checkpointSize} does not hold: ${error.message}`
    walk.problems.add({ kind, checkpointSize, message })
    return undefined
  }
}

/** Counts a checkpoint that is signed; the first one says which log this is. */
export function countHead(walk: Walk, head: TreeHead): void {
  walk.origin ??= head.origin
  walk.checkpoints += 1
  if (walk.lastHead === undefined || head.size >= walk.lastHead.size) walk.lastHead = head
}
