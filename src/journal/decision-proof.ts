import { z } from 'zod'
import { JournalBrokenError } from '../errors.js'
import type { VerifyingKey } from '../internal/signing-key.js'
import { referenceDigest } from '../review/reference.js'
import { verifyCheckpoint } from './checkpoint.js'
import { isSealedEffect } from './effect-seal.js'
import type { JournalEntry } from './entry.js'
import { leafHash } from './merkle-tree.js'
import { verifyInclusion } from './proofs.js'
import { decodeBase64 } from './signed-note.js'
import { parseEntry } from './tree-types.js'

/** Name and version of the file. */
export const DECISION_PROOF_FORMAT = 'garde-fou/decision-proof/v1'

/**
 * The proof that a journal holds a decision, as one file: the entry, its way up the tree, and the signed root. With
 * the public key of the journal it is verified without this package and without a network.
 */
export interface DecisionProof {
  readonly format: typeof DECISION_PROOF_FORMAT
  /** The letter's reference; the entry holds its digest. */
  readonly reference: string
  /** The exact text of the journal's entry `review.effective`. */
  readonly entry: string
  /** Its place in the tree, from 0. */
  readonly index: number
  /** The siblings on its way to the root (RFC 9162 §2.1.3), in base64. */
  readonly hashes: readonly string[]
  /** A C2SP `tlog-checkpoint` signed note, exactly as signed. */
  readonly checkpoint: string
  /** The journal's public key as C2SP tools read it. For comparison only: a file cannot vouch for itself. */
  readonly key: string
}

/** What a proof proves. */
export interface ProvedDecision {
  readonly reviewId: string
  readonly systemId: string
  readonly outcome: string
  readonly role: string
  /** ISO 8601, UTC. */
  readonly decidedAt: string
  readonly effectiveAt: string
  /** When the entry was written. */
  readonly at: string
}

const proofSchema = z.object({
  format: z.literal(DECISION_PROOF_FORMAT),
  reference: z.string().max(100),
  entry: z.string().max(100_000),
  index: z.int().min(0),
  hashes: z.array(z.string().max(100)).max(64),
  checkpoint: z.string().max(100_000),
  key: z.string().max(1_000),
})

const entrySchema = z.object({
  at: z.string(),
  event: z.literal('review.effective'),
  reviewId: z.string(),
  systemId: z.string(),
  data: z.object({
    outcome: z.string(),
    role: z.string(),
    decidedAt: z.string(),
    since: z.string(),
    reference: z.string(),
  }),
})

/**
 * Verifies a proof: the signature of its checkpoint, the way from the entry to the signed root, that the guard signed the
 * entry itself, and that it is the one of this reference.
 *
 * @throws JournalBrokenError saying what does not hold; KeyInvalidError when none of the keys signed the checkpoint.
 */
export function verifyDecisionProof(proof: unknown, keys: readonly VerifyingKey[]): ProvedDecision {
  const read = proofSchema.safeParse(proof)
  if (!read.success) throw new JournalBrokenError('This is not the proof of a decision.')
  const { reference, entry: text, index, hashes, checkpoint } = read.data
  const { size, rootHash } = verifyCheckpoint(checkpoint, { keys })
  const way = hashes.map((hash) => decodeBase64(hash) ?? new Uint8Array())
  if (!verifyInclusion({ index, size, hashes: way, leafHash: leafHash(text), rootHash }))
    throw new JournalBrokenError('The entry is not in the tree that the checkpoint signs.')
  const written = parsed(text)
  const entry = entrySchema.safeParse(written)
  if (written === undefined || !entry.success)
    throw new JournalBrokenError('The entry is not that of a decision’s effect.')
  const { at, reviewId, systemId, data } = entry.data
  if (!isSealedEffect(written, keys))
    throw new JournalBrokenError(
      'The entry does not carry the guard’s seal: it was written by something else.',
    )
  if (data.reference !== referenceDigest(reference))
    throw new JournalBrokenError('The entry is that of another reference.')
  const { outcome, role, decidedAt, since } = data
  return { reviewId, systemId, outcome, role, decidedAt, effectiveAt: since, at }
}

function parsed(text: string): JournalEntry | undefined {
  try {
    return parseEntry(text)
  } catch {
    // No JSON is no entry: the schema says so.
    return undefined
  }
}
