import { InputInvalidError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { type Sha256, sha256 } from '../internal/digest.js'

/**
 * The digest by which a label belongs to its content: SHA-256 of a text after Unicode NFC (two ways of writing « é »
 * are one text), of any other value in its RFC 8785 form.
 *
 * @throws InputInvalidError for invalid UTF-16, and for a value that JSON cannot carry whole: cycles, functions, bigints,
 * NaN, `Map`, `Set`, binary data.
 */
export function contentDigest(content: unknown): Sha256 {
  if (typeof content === 'string') {
    // A lone surrogate has no UTF-8 form: two different texts would share a digest.
    if (!content.isWellFormed())
      throw new InputInvalidError('content', 'holds invalid UTF-16 (a lone surrogate)')
    return sha256(content.normalize('NFC'))
  }
  return sha256(jsonForm(content))
}

function jsonForm(content: unknown): string {
  let text: string
  try {
    text = canonicalJson(content)
  } catch (error) {
    throw new InputInvalidError('content', error instanceof Error ? error.message : 'has no JSON form')
  }
  requireWhole(content)
  return text
}

// JSON writes a Map or a Set as `{}`: all of them would share one digest. No cycles here: they were refused before.
function requireWhole(content: unknown): void {
  const open: unknown[] = [content]
  const seen = new Set<object>()
  for (let value = open.pop(); value !== undefined || open.length > 0; value = open.pop()) {
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new InputInvalidError('content', `holds a ${typeof value}, which JSON would leave out`)
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    if (
      value instanceof Map ||
      value instanceof Set ||
      ArrayBuffer.isView(value) ||
      value instanceof ArrayBuffer
    )
      throw new InputInvalidError('content', `holds a ${value.constructor.name}, which JSON cannot carry`)
    if (!('toJSON' in value && typeof value.toJSON === 'function'))
      for (const member of Object.values(value)) open.push(member)
  }
}
