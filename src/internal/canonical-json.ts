import serialize from 'canonicalize'

/** Any value that JSON can carry. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/**
 * Serialises a value in the one form that RFC 8785 (JSON Canonicalization Scheme) gives it, so that two
 * parties hash the same bytes.
 *
 * @throws TypeError when the value is cyclic or holds something JSON cannot carry.
 */
export function canonicalJson(value: unknown): string {
  const text = serialize(value)
  if (text === undefined) throw new TypeError('The value has no JSON form.')
  return text
}
