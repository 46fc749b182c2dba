import { JournalBrokenError } from '../errors.js'
import type { PendingEntry, Sealed } from '../journal/tree-types.js'

/**
 * Checks what a sequencer made of the waiting entries before any of it is written.
 *
 * @throws JournalBrokenError when it is not these entries at the end of a tree of `size` leaves.
 */
export function mustContinue(
  sealed: Sealed,
  { pending, size }: { readonly pending: readonly PendingEntry[]; readonly size: number },
): void {
  const end = size + pending.length
  const same =
    sealed.entries.length === pending.length &&
    sealed.entries.every(({ id, index }, at) => id === pending[at]?.id && index === size + at)
  if (!same || sealed.frontier.size !== end || sealed.checkpoint.size !== end)
    throw new JournalBrokenError('What was sealed does not continue this journal; nothing was written.')
}
