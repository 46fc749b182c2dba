import { hash, randomBytes } from 'node:crypto'
import { canonicalJson } from './canonical-json.js'

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export type Sha256 = string

/** SHA-256 (FIPS 180-4) of a text's UTF-8 bytes or of bytes. */
export function sha256(data: string | Uint8Array): Sha256 {
  return hash('sha256', data, 'hex')
}

/** SHA-256 of a value's RFC 8785 form, preceded by a word that names the purpose and its version. */
export function digestOf(domain: string, value: unknown): Sha256 {
  return sha256(`${domain}\n${canonicalJson(value)}`)
}

/**
 * SHA-256 of a text under a random salt: the journal can commit to a text that is later erased, and nobody can
 * find the text again by trying candidates once the salt is gone with it.
 */
export function saltedDigest(salt: string, text: string): Sha256 {
  return sha256(`garde-fou/payload/v1\n${salt}\n${text}`)
}

/** 128 random bits in hexadecimal. */
export function newSalt(): string {
  return randomBytes(16).toString('hex')
}

/** A UUID of version 8 (RFC 9562, 5.8) made from a digest: an id that can be found again by what it is about. */
export function uuidOf(digest: Sha256): string {
  const variant = (8 + (Number.parseInt(digest.charAt(16), 16) % 4)).toString(16)
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-')
}
