import { z } from 'zod'
import { TamperedError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { jsonOf } from '../internal/json-of.js'
import { PROBLEM_STATUSES, type ProblemStatus } from '../review/problem-status.js'
import { type PayloadRef, PROBLEM_KINDS, type ProblemKind } from '../review/review.js'
import { isSealed, sealOf } from '../review/seal.js'
import type { SettingRow } from '../store/store.js'
import type { GuardCore } from './core.js'

/** The kind of settings that reports of problems are. */
export const PROBLEM_KIND = 'problem'
const SEAL_WORD = 'garde-fou/problem/v1'

/** What is known of a report without its texts, which belong to its case and are erased with it. */
export interface ProblemRecord {
  readonly reviewId: string
  readonly systemId: string
  /** Who reported. */
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly kind: ProblemKind
  readonly urgent: boolean
  readonly text: PayloadRef
  readonly status: ProblemStatus
  /** Since when, and in which role somebody said so. Absent while it is only received. */
  readonly handled?: { readonly at: string; readonly role: string; readonly answer?: PayloadRef }
}

const ref = z.strictObject({ payloadId: z.string(), digest: z.string() })
const recordSchema: z.ZodType<ProblemRecord> = z.strictObject({
  reviewId: z.string(),
  systemId: z.string(),
  by: z.string(),
  at: z.string(),
  kind: z.enum(PROBLEM_KINDS),
  urgent: z.boolean(),
  text: ref,
  status: z.enum(PROBLEM_STATUSES),
  handled: z.strictObject({ at: z.string(), role: z.string(), answer: ref.exactOptional() }).exactOptional(),
})
const bodySchema = z.strictObject({ record: recordSchema, seal: z.string() })

/** A record and its place in the store. */
export interface StoredProblem {
  readonly id: string
  readonly version: number
  readonly record: ProblemRecord
}

/** A record as it is stored, sealed. */
export function problemRow(
  { signingKey }: Pick<GuardCore, 'signingKey'>,
  { id, version, record }: StoredProblem,
): SettingRow {
  const seal = sealOf(SEAL_WORD, [id, version, record], signingKey)
  return { kind: PROBLEM_KIND, id, version, body: canonicalJson({ record, seal }) }
}

/** A row as the guard wrote it, or undefined: it was altered, or cannot be read. */
export function openProblemRow(
  { signingKey }: Pick<GuardCore, 'signingKey'>,
  { id, version, body }: SettingRow,
): StoredProblem | undefined {
  const parsed = bodySchema.safeParse(jsonOf(body))
  if (!parsed.success) return undefined
  const { record, seal } = parsed.data
  return isSealed(SEAL_WORD, [id, version, record], { seal, key: signingKey })
    ? { id, version, record }
    : undefined
}

/** @throws TamperedError when a row is not as the guard wrote it. */
export function readProblemRow(core: Pick<GuardCore, 'signingKey'>, row: SettingRow): StoredProblem {
  const stored = openProblemRow(core, row)
  if (stored === undefined)
    throw new TamperedError(`The report ${row.id}`, 'it is not as the guard sealed it')
  return stored
}
