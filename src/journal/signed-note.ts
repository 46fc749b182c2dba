import { createHash, type KeyObject, sign, verify } from 'node:crypto'
import { JournalBrokenError, KeyInvalidError } from '../errors.js'
import type { SigningKey, VerifyingKey } from '../internal/signing-key.js'
import { importVerifyingKey, publicBytes } from '../internal/signing-key.js'
import { isWellFormed } from '../internal/well-formed.js'

/** A text with signatures below it (C2SP `signed-note`). */
export interface SignedNote {
  /** What is signed, its last newline included. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** One signature line: `— <name> base64(key id ‖ signature)`. */
export interface NoteSignature {
  readonly name: string
  /** Four bytes, in hexadecimal. */
  readonly keyId: string
  readonly signature: Uint8Array
}

/** A public key prepared for many notes. */
export interface NoteVerifier {
  readonly name: string
  readonly keyId: string
  readonly publicKey: KeyObject
}

/** C2SP `signed-note`: signature type of Ed25519. */
const ED25519 = 0x01
/** More than any witness set needs (the specification asks for 16 at least), and a bound on hostile notes. */
const MAX_SIGNATURES = 100
/** UTF-16 units; a hundred signatures fit with room to spare. */
const MAX_NOTE_LENGTH = 1_000_000

/** Key id of a signed note: the first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), in hexadecimal. */
export function noteKeyId(key: VerifyingKey): string {
  const bytes = Buffer.concat([Buffer.from(`${key.name}\n`), Buffer.of(ED25519), publicBytes(key.publicKey)])
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8)
}

/** Prepares public keys; computing a key id for each note would cost as much as the verification. */
export function noteVerifiers(keys: readonly VerifyingKey[]): NoteVerifier[] {
  return keys.map((key) => ({ name: key.name, keyId: noteKeyId(key), publicKey: key.publicKey }))
}

/**
 * Signs a text (Ed25519, RFC 8032), synchronously.
 *
 * @throws JournalBrokenError when the text cannot be a note's: no final newline, control characters.
 */
export function signNote(text: string, key: SigningKey): string {
  if (!text.endsWith('\n') || !isNoteText(text)) {
    throw new JournalBrokenError('A note ends in a newline and holds no other control character.')
  }
  const signature = sign(null, Buffer.from(text), key.privateKey)
  const blob = Buffer.concat([Buffer.from(noteKeyId(key), 'hex'), signature])
  return `${text}\n— ${key.name} ${blob.toString('base64')}\n`
}

/**
 * Takes a signed note apart without checking its signatures.
 *
 * @throws JournalBrokenError when it is not a signed note.
 */
export function parseNote(note: string): SignedNote {
  if (typeof note !== 'string' || note.length > MAX_NOTE_LENGTH)
    throw malformed('it is not a text of a reasonable size')
  if (!isNoteText(note)) throw malformed('it holds control characters or is not valid Unicode')
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n'))
    throw malformed('it has no blank line before its signatures, or no final newline')
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > MAX_SIGNATURES) throw malformed(`it has more than ${MAX_SIGNATURES} signatures`)
  return { text: note.slice(0, split + 1), signatures: lines.map(parseSignature) }
}

/**
 * Checks a note: signatures of unknown keys are ignored, each one of a known key must be right, and there must be one.
 *
 * @throws KeyInvalidError when no known key signed it or a known key's signature is wrong.
 */
export function checkSignatures(note: SignedNote, verifiers: readonly NoteVerifier[]): NoteSignature {
  const message = Buffer.from(note.text)
  let good: NoteSignature | undefined
  for (const line of note.signatures) {
    const key = verifiers.find((each) => each.name === line.name && each.keyId === line.keyId)
    if (key === undefined) continue
    if (line.signature.length !== 64 || !verify(null, message, key.publicKey, line.signature)) {
      throw new KeyInvalidError(
        `The signature of key "${line.name}" (${line.keyId}) is not one of this text.`,
      )
    }
    good ??= line
  }
  if (good !== undefined) return good
  const signers = note.signatures.map((line) => `"${line.name}" (${line.keyId})`).join(', ')
  throw new KeyInvalidError(`The note is signed by ${signers}, and by none of the keys that were given.`)
}

/** A public key in the form that Go's `sumdb/note` and other C2SP tools read: `<name>+<key id>+<base64>`. */
export function formatVerifierKey(key: VerifyingKey): string {
  const typed = Buffer.concat([Buffer.of(ED25519), publicBytes(key.publicKey)])
  return `${key.name}+${noteKeyId(key)}+${typed.toString('base64')}`
}

/**
 * Reads a public key in that form.
 *
 * @throws KeyInvalidError when it is malformed, of another type, or its key id is not its own.
 */
export function parseVerifierKey(text: string): VerifyingKey {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text)
  const [, name, keyId, base64] = match ?? []
  if (name === undefined || keyId === undefined || base64 === undefined) {
    throw new KeyInvalidError('A verifier key has the form <name>+<key id>+<base64>.')
  }
  const typed = decodeBase64(base64)
  if (typed?.length !== 33 || typed[0] !== ED25519)
    throw new KeyInvalidError('The verifier key is not an Ed25519 key.')
  const x = Buffer.from(typed.subarray(1)).toString('base64url')
  const key = importVerifyingKey({ name, key: { kty: 'OKP', crv: 'Ed25519', x } })
  if (noteKeyId(key) !== keyId)
    throw new KeyInvalidError("The verifier key's id does not belong to its name and key.")
  return key
}

/** Strict base64 (RFC 4648 §4): undefined for what would not be written that way. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

function parseSignature(line: string): NoteSignature {
  const match = /^— ([^\p{White_Space}+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line)
  const [, name, base64] = match ?? []
  const blob = base64 === undefined ? undefined : decodeBase64(base64)
  if (name === undefined || blob === undefined || blob.length < 5)
    throw malformed('a signature line is not "— <name> <base64>"')
  return { name, keyId: blob.subarray(0, 4).toString('hex'), signature: blob.subarray(4) }
}

function isNoteText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the specification forbids them
  return isWellFormed(text) && !/[\u0000-\u0009\u000b-\u001f]/.test(text)
}

function malformed(why: string): JournalBrokenError {
  return new JournalBrokenError(`This is not a signed note: ${why}.`)
}
