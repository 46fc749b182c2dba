import { InputInvalidError } from '../../errors.js'
import type { JsonObject } from './json-shapes.js'

const MAX_DEPTH = 200

/**
 * Copies a request body as `JSON.stringify` would write it, so that what was checked is what is sent, whatever the
 * caller does to their object meanwhile. Hidden (not enumerable) properties are kept by reference: the vendor's
 * package hangs its parsers there, and JSON never carries them.
 *
 * @throws InputInvalidError when the body is no object, is cyclic, or holds what JSON cannot carry.
 */
export function snapshotBody(body: unknown): JsonObject {
  const copy = copyOf(body, 'body', new Set())
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) {
    throw new InputInvalidError('body', 'must be a JSON object.')
  }
  return copy as JsonObject
}

function copyOf(value: unknown, path: string, above: Set<object>): unknown {
  if (typeof value === 'bigint') throw new InputInvalidError(path, 'is a bigint, not JSON data.')
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null) return value
  if (above.has(value)) throw new InputInvalidError(path, 'refers to itself.')
  if (above.size >= MAX_DEPTH)
    throw new InputInvalidError(path, `is nested more than ${MAX_DEPTH} levels deep.`)
  if (isBinary(value)) throw new InputInvalidError(path, 'is not JSON data.')
  above.add(value)
  const copy = copyObject(value, path, above)
  above.delete(value)
  return copy
}

function copyObject(value: object, path: string, above: Set<object>): unknown {
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return copyOf((value.toJSON as (key: string) => unknown)(''), path, above)
  }
  if (Array.isArray(value))
    return value.map((item, index) => omitted(copyOf(item, `${path}[${index}]`, above)) ?? null)
  const copy: Record<string, unknown> = {}
  for (const [key, child] of Object.entries(value)) {
    const copied = omitted(copyOf(child, `${path}.${key}`, above))
    if (copied !== undefined) define(copy, key, { value: copied, enumerable: true })
  }
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (!descriptor.enumerable && 'value' in descriptor && key !== 'toJSON') define(copy, key, descriptor)
  }
  return copy
}

/** `defineProperty` rather than assignment: a key named `__proto__` stays a key. */
function define(copy: object, key: string, descriptor: PropertyDescriptor): void {
  const { value, enumerable = false } = descriptor
  Object.defineProperty(copy, key, { value, enumerable, writable: true, configurable: true })
}

/** JSON leaves functions and symbols out. */
function omitted(value: unknown): unknown {
  return typeof value === 'function' || typeof value === 'symbol' ? undefined : value
}

function isBinary(value: object): boolean {
  return (
    ArrayBuffer.isView(value) ||
    value instanceof ArrayBuffer ||
    value instanceof String ||
    value instanceof Number ||
    value instanceof Boolean ||
    (typeof Blob !== 'undefined' && value instanceof Blob) ||
    (typeof FormData !== 'undefined' && value instanceof FormData) ||
    (typeof ReadableStream !== 'undefined' && value instanceof ReadableStream)
  )
}
