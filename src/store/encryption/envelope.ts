import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import { TamperedError } from '../../errors.js'
import { digestOf } from '../../internal/digest.js'

// AES-256-GCM with the 96-bit nonce and 128-bit tag of NIST SP 800-38D.
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What bytes belong to: sealed with them, so that they open in no other place. */
export type Place = Readonly<Record<string, string | number>>

/** Encrypts bytes for one place. Base64url of nonce, tag and ciphertext. */
export function sealBytes(key: KeyObject, place: Place, bytes: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(contextOf(place))
  const sealed = cipher.update(bytes)
  cipher.final()
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Decrypts what was sealed for this place. @throws TamperedError when it was altered, moved, or sealed with another key. */
export function openBytes(key: KeyObject, place: Place, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(contextOf(place))
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
  } catch {
    throw new TamperedError('A text of the store', 'it does not open with its key in its place')
  }
}

function contextOf(place: Place): Buffer {
  return Buffer.from(digestOf('garde-fou/envelope/v1', place))
}
