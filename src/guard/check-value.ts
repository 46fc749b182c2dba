import type { z } from 'zod'
import type { ModelOutput } from '../call/model-call.js'
import { readValue } from '../call/read-value.js'
import { OutputInvalidError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import { pathText } from '../internal/faults.js'
import type { Use } from '../system/use.js'
import type { CallCore } from './call-core.js'

/** A value in both forms: as the schema reads it, and as the JSON it was read from. */
export interface CheckedValue {
  readonly parsed: unknown
  readonly json: JsonValue
}

/**
 * Checks an answer against the use's schema. Text is read as JSON when the schema wants more than text.
 *
 * @throws OutputInvalidError with the paths that do not fit; never with the answer itself.
 */
export async function checkValue(use: Use, value: unknown): Promise<CheckedValue> {
  const direct = await parse(use, value)
  if (direct.success) return { parsed: direct.data, json: asJson(value) }
  const fromText = typeof value === 'string' ? jsonIn(value) : undefined
  if (fromText === undefined) throw unfit(use, direct.error)
  const parsed = await parse(use, fromText.value)
  if (!parsed.success) throw unfit(use, parsed.error)
  return { parsed: parsed.data, json: asJson(fromText.value) }
}

function parse(use: Use, value: unknown): Promise<z.ZodSafeParseResult<unknown>> {
  return use.output.safeParseAsync(value).catch(() => {
    // What a schema's own code throws may quote the answer.
    throw new OutputInvalidError([{ path: 'output', reason: 'the schema failed on it' }])
  })
}

/** Keys that the schema does not know are the model's words, and stay out of the error. */
function unfit(use: Use, error: z.ZodError): OutputInvalidError {
  const known = propertyNames(use.record.outputSchema)
  const named = (key: PropertyKey): PropertyKey => (typeof key !== 'string' || known.has(key) ? key : '*')
  return new OutputInvalidError(
    error.issues.map((issue) => ({ path: pathText('output', issue.path.map(named)), reason: issue.code })),
  )
}

function propertyNames(schema: JsonValue | undefined, names: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return names
  for (const [key, below] of Object.entries(schema)) {
    if (key === 'properties' && typeof below === 'object' && below !== null)
      for (const name of Object.keys(below)) names.add(name)
    propertyNames(below, names)
  }
  return names
}

/** How a JSON text begins (RFC 8259 §2, §3): what begins otherwise needs no parser to fail on it. */
const MAY_BE_JSON = /^[ \t\n\r]*["{[\dtfn-]/

function jsonIn(text: string): { readonly value: unknown } | undefined {
  if (!MAY_BE_JSON.test(text)) return undefined
  try {
    return { value: JSON.parse(text) }
  } catch {
    // Not JSON: the schema's own verdict on the text stands.
    return undefined
  }
}

function asJson(value: unknown): JsonValue {
  const text = JSON.stringify(value)
  if (text === undefined) throw new OutputInvalidError([{ path: 'output', reason: 'is not JSON data' }])
  return JSON.parse(text) as JsonValue
}

/**
 * A text that is JSON says what its JSON spells, too: escapes such as `\\u0053` would hide words from the checks that the
 * reader of the parsed value sees.
 *
 * @throws OutputInvalidError when the JSON spells what cannot be read.
 */
export function withSpelled(
  output: ModelOutput,
  value: unknown,
  core: Pick<CallCore, 'maxTextLength'>,
): ModelOutput {
  const spelled = typeof value === 'string' ? jsonIn(value) : undefined
  if (spelled === undefined || typeof spelled.value !== 'object') return output
  const read = readValue(spelled.value, { root: 'output', role: 'assistant', maxLength: core.maxTextLength })
  if (!read.ok) throw new OutputInvalidError([{ path: 'output', reason: read.unreadable.reason }])
  return { parts: [...output.parts, ...read.parts] }
}
