import type { SigningKey, VerifyingKey } from '../internal/signing-key.js'
import { isSealed, sealOf } from '../review/seal.js'
import type { JournalEntry } from './entry.js'

const WORD = 'garde-fou/effect/v1'

/**
 * Signs the entry of a decision's effect: `data.seal`, over everything else of it. Whatever waits in the journal's table is
 * given its place, so that its place alone would prove a decision that somebody wrote there behind the guard.
 */
export function sealEffect(entry: JournalEntry, key: SigningKey): JournalEntry {
  return { ...entry, data: { ...entry.data, seal: sealOf(WORD, entry, key) } }
}

/** Whether one of the keys made the seal of this entry, and of nothing else. */
export function isSealedEffect(entry: JournalEntry, keys: readonly VerifyingKey[]): boolean {
  const { seal, ...data } = entry.data
  if (typeof seal !== 'string') return false
  const content = { ...entry, data }
  return keys.some((key) => isSealed(WORD, content, { seal, key }))
}
