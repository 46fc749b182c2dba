import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { type CookieOptions, clearCookie, readCookie, writeCookie } from '../cookies.js'

/** A cookie whose content its bearer can neither read nor alter. */
export interface SealedCookie {
  write(value: string, options: CookieOptions): string
  /** Undefined when there is none, or one that was not made here. */
  read(request: Request, options: Pick<CookieOptions, 'secure'>): string | undefined
  clear(options: Pick<CookieOptions, 'secure'>): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM under a key of its own, derived from the console's secret (HKDF-SHA-256). */
export function sealedCookie(name: string, secret: Uint8Array): SealedCookie {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `garde-fou/cookie/v1/${name}`, 32))
  return {
    write(value, options) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
      return writeCookie(
        name,
        Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url'),
        options,
      )
    },
    read(request, options) {
      const bytes = Buffer.from(readCookie(request, name, options) ?? '', 'base64url')
      if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      try {
        return (
          decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        )
      } catch {
        // Forged, altered, or from before the secret changed: as good as none.
        return undefined
      }
    },
    clear: (options) => clearCookie(name, options),
  }
}
