import type { KeyObject } from 'node:crypto'
import { hash } from 'node:crypto'

/** Some hundred bytes each: a working day's open reviews, and less than a megabyte. */
const MOST = 4096

/** Seals of one key that hold, as far as this process knows. */
export interface KnownSeals {
  /** True when this very seal was found to hold for these very bytes. */
  has(seal: string, bytes: Uint8Array): boolean
  /** Only for a seal that holds. */
  add(seal: string, bytes: Uint8Array): void
}

const byKey = new WeakMap<KeyObject, KnownSeals>()

/**
 * What is known of a public key's seals: a digest of the bytes by the seal, so that a change of either is nothing known.
 * Nothing wrong is ever kept. The longest known are forgotten first.
 */
export function knownSeals(key: KeyObject): KnownSeals {
  const known = byKey.get(key) ?? noneYet()
  byKey.set(key, known)
  return known
}

function noneYet(): KnownSeals {
  const digests = new Map<string, string>()
  return {
    has: (seal, bytes) => digests.get(seal) === hash('sha256', bytes, 'base64url'),
    add(seal, bytes) {
      const [oldest] = digests.keys()
      if (digests.size >= MOST && oldest !== undefined) digests.delete(oldest)
      digests.set(seal, hash('sha256', bytes, 'base64url'))
    },
  }
}
