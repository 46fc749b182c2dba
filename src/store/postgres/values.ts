import { StoreFailedError } from '../../errors.js'
import { isWellFormed } from '../../internal/well-formed.js'

/** A value to search by. PostgreSQL knows no NUL: a text that holds one cannot be found, so any other stranger will do. */
export function readable(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\u{fffd}') : value
  return Array.isArray(value) ? value.map(readable) : value
}

/**
 * A value to be stored.
 *
 * @throws StoreFailedError for a text that would come back altered, or that PostgreSQL cannot hold.
 */
export function writable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(writable)
  if (typeof value !== 'string') return value
  if (!isWellFormed(value))
    throw new StoreFailedError(
      'other',
      'A text is not valid Unicode: it would come back altered, so nothing was written.',
    )
  if (value.includes('\0'))
    throw new StoreFailedError(
      'other',
      'A text holds a NUL character, which PostgreSQL cannot store; nothing was written.',
    )
  return value
}
