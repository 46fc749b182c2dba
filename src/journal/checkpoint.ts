import { JournalBrokenError } from '../errors.js'
import type { SigningKey, VerifyingKey } from '../internal/signing-key.js'
import { HASH_BYTES } from './merkle-tree.js'
import type { NoteVerifier } from './signed-note.js'
import { checkSignatures, decodeBase64, noteVerifiers, parseNote, signNote } from './signed-note.js'
import type { Checkpoint, Hash } from './tree-types.js'

/** What a checkpoint states (C2SP `tlog-checkpoint`). */
export interface TreeHead {
  /** Which log it is: by convention a schema-less URL, the name of its key. */
  readonly origin: string
  readonly size: number
  readonly rootHash: Hash
}

/**
 * Signs a tree's size and root as a C2SP `tlog-checkpoint`, synchronously.
 *
 * @throws JournalBrokenError when the origin or the tree head cannot be written in that format.
 */
export function signCheckpoint(
  head: TreeHead,
  options: { readonly key: SigningKey; readonly now: Date },
): Checkpoint {
  const { origin, size, rootHash } = head
  if (origin.trim() === '' || origin.includes('\n'))
    throw new JournalBrokenError('A checkpoint needs an origin of one line.')
  if (!Number.isSafeInteger(size) || size < 0)
    throw new JournalBrokenError(`A tree cannot have ${size} leaves.`)
  if (rootHash.length !== HASH_BYTES) throw new JournalBrokenError(`A root hash has ${HASH_BYTES} bytes.`)
  const text = `${origin}\n${size}\n${Buffer.from(rootHash).toString('base64')}\n`
  return { size, rootHash, at: options.now.toISOString(), note: signNote(text, options.key) }
}

/**
 * Reads what a checkpoint states, without checking who signed it.
 *
 * @throws JournalBrokenError when it is not a checkpoint.
 */
export function parseCheckpoint(note: string): TreeHead {
  return parseHead(parseNote(note).text)
}

/**
 * Checks a checkpoint's signature and reads what it states.
 *
 * @throws KeyInvalidError when none of the keys signed it. JournalBrokenError when it is not a checkpoint, or is one of
 * another log.
 */
export function verifyCheckpoint(
  note: string,
  options: { readonly keys: readonly VerifyingKey[]; readonly origin?: string },
): TreeHead {
  return openCheckpoint(note, { verifiers: noteVerifiers(options.keys), origin: options.origin })
}

/** {@link verifyCheckpoint} with prepared keys, for many checkpoints. */
export function openCheckpoint(
  note: string,
  options: { readonly verifiers: readonly NoteVerifier[]; readonly origin?: string | undefined },
): TreeHead {
  const parsed = parseNote(note)
  checkSignatures(parsed, options.verifiers)
  const head = parseHead(parsed.text)
  if (options.origin !== undefined && head.origin !== options.origin) {
    throw new JournalBrokenError(
      `The checkpoint is one of the log "${head.origin}", not of "${options.origin}".`,
    )
  }
  return head
}

function parseHead(text: string): TreeHead {
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split('\n')
  if (origin === undefined || origin === '') throw malformed('its origin is empty')
  if (sizeText === undefined || !/^(?:0|[1-9][0-9]{0,15})$/.test(sizeText))
    throw malformed('its size is not a decimal number')
  const size = Number(sizeText)
  if (!Number.isSafeInteger(size)) throw malformed('its size is too large')
  const rootHash = rootText === undefined ? undefined : decodeBase64(rootText)
  if (rootHash?.length !== HASH_BYTES) throw malformed('its root hash is not 32 bytes in base64')
  if (extensions.includes('')) throw malformed('an extension line is empty')
  return { origin, size, rootHash }
}

function malformed(why: string): JournalBrokenError {
  return new JournalBrokenError(`This is not a checkpoint: ${why}.`)
}
