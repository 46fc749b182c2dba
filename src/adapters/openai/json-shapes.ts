import type { TextPart } from '../../call/model-call.js'
import { readValue } from '../../call/read-value.js'
import { rewriteValue, type TextChanges } from '../../call/rewrite-value.js'
import { CallUnreadableError } from '../../errors.js'

/** A JSON object of a shape not yet known. */
export type JsonObject = Readonly<Record<string, unknown>>

/** True for objects that are not arrays. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as an object. @throws CallUnreadableError */
export function objectAt(value: unknown, path: string): JsonObject {
  if (!isObject(value)) throw new CallUnreadableError(path, 'is not an object.')
  return value
}

/** The value as an array; nothing counts as an empty one. @throws CallUnreadableError */
export function arrayAt(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new CallUnreadableError(path, 'is not an array.')
  return value
}

/** The value as text. @throws CallUnreadableError */
export function textAt(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new CallUnreadableError(path, 'is not text.')
  return value
}

/** A request with texts replaced, by the paths that reading it gives them. */
export function rewriteRequest(request: JsonObject, changes: TextChanges): JsonObject {
  return objectAt(rewriteValue(request, '', changes), 'request')
}

/** What every text of one place has in common. */
export interface Voice {
  readonly kind: TextPart['kind']
  readonly role: TextPart['role']
}

/** One text as a part; none when there is no text. @throws CallUnreadableError when it is anything else. */
export function textPart(value: unknown, path: string, voice: Voice): readonly TextPart[] {
  if (value === undefined || value === null || value === '') return []
  return [{ path, ...voice, text: textAt(value, path) }]
}

/**
 * Every text of any JSON value: strings, and numbers beside their keys.
 *
 * @throws CallUnreadableError for what is not JSON.
 */
export function jsonParts(value: unknown, path: string, voice: Voice): readonly TextPart[] {
  if (value === undefined || value === null) return []
  // The length of all texts together is the guard's to limit; here it only must be read in full.
  const read = readValue(value, { root: path, role: voice.role, maxLength: Number.MAX_SAFE_INTEGER })
  if (!read.ok) throw new CallUnreadableError(read.unreadable.path, `${read.unreadable.reason}.`)
  return read.parts.map((part) => ({ ...part, kind: voice.kind }))
}

/** A word without spaces that names something for machines, such as `gpt-5.1`, `call_9f`, `auto`. */
const IDENTIFIER = /^[\w.:/@+-]{0,128}$/

/** True when a text can only be a name for machines. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text)
}

/** A field that should hold a name for machines: read as text all the same when it holds anything longer. */
export function identifierParts(value: unknown, path: string): readonly TextPart[] {
  if (typeof value === 'string' && isIdentifier(value)) return []
  return textPart(value, path, { kind: 'declaration', role: 'system' })
}

/** Reads one field of a request. */
export type FieldReader = (value: unknown, path: string) => readonly TextPart[]

/**
 * Reads the fields of an object by the readers given for them. A field without a reader may hold numbers and
 * booleans, which are settings; anything else in it could carry content that nobody checked.
 *
 * @throws CallUnreadableError for a field that is not known.
 */
export function fieldParts(
  object: JsonObject,
  path: string,
  readers: Readonly<Record<string, FieldReader>>,
): readonly TextPart[] {
  return Object.entries(objectAt(object, path || 'request')).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`
    const reader = Object.hasOwn(readers, key) ? readers[key] : undefined
    if (reader !== undefined) return reader(value, at)
    if (value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean')
      return []
    throw new CallUnreadableError(at, 'is not a field that can be checked. Leave it out.')
  })
}

/** Reader of a field that must be absent; says why. */
export function forbidden(reason: string): FieldReader {
  return (value, path) => {
    if (value === undefined || value === null || value === false) return []
    throw new CallUnreadableError(path, reason)
  }
}

/** Reader of a field that carries no content: numbers, token ids, switches. */
export const nothing: FieldReader = () => []
