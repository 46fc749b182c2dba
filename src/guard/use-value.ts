import { readValue } from '../call/read-value.js'
import { DecisionInvalidError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { pathText } from '../internal/faults.js'
import type { Review } from '../review/review.js'
import type { Use } from '../system/use.js'
import type { GuardCore } from './core.js'

/** Largest value taken from a reviewer, in UTF-16 code units of all texts together. */
const MAX_VALUE_LENGTH = 1_000_000

/**
 * Largest draft, in the same units: more than a decision may hold, and as much as the console takes in one form, so that
 * what is too long is kept and can be shortened.
 */
export const MAX_DRAFT_LENGTH = 4_000_000

/**
 * A plain copy of a value that somebody handed in, as JSON.
 *
 * @throws DecisionInvalidError when it is cyclic, too large, too deep, or holds something that JSON cannot carry.
 */
export function toJson(value: unknown, path: string, maxLength: number = MAX_VALUE_LENGTH): JsonValue {
  const read = readValue(value, { root: path, role: 'data', maxLength })
  if (!read.ok) throw new DecisionInvalidError([read.unreadable])
  return JSON.parse(canonicalJson(value)) as JsonValue
}

/** The declared use of a review, if this guard still declares it. */
export function useOf(core: GuardCore, review: Pick<Review, 'systemId' | 'useId'>): Use | undefined {
  const uses = core.systems.get(review.systemId)?.uses
  return uses !== undefined && Object.hasOwn(uses, review.useId) ? uses[review.useId] : undefined
}

/**
 * Checks a value against the use's schema and returns what leaves the guard.
 *
 * @throws DecisionInvalidError with paths and the kind of fault; a schema's own messages may quote the value.
 */
export async function parseValue(use: Use | undefined, value: JsonValue): Promise<unknown> {
  if (use === undefined)
    throw new DecisionInvalidError([{ path: 'value', reason: 'the use is no longer declared' }])
  const parsed = await use.output.safeParseAsync(value)
  if (parsed.success) return parsed.data
  throw new DecisionInvalidError(
    parsed.error.issues.map((issue) => ({
      path: pathText('value', issue.path),
      reason: `does not fit the schema (${issue.code})`,
    })),
  )
}
