import { z } from 'zod'
import { PROBLEM_STATUSES, type ProblemStatus } from '../review/problem-status.js'
import { type PayloadRef, PROBLEM_KINDS, type ProblemKind } from '../review/review.js'
import type { SealedKind, StoredRecord } from './sealed-record.js'

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

/** How reports are sealed. */
export const PROBLEM: SealedKind<ProblemRecord> = {
  kind: 'problem',
  word: 'garde-fou/problem/v1',
  schema: recordSchema,
  what: (id) => `The report ${id}`,
}

/** A record and its place in the store. */
export type StoredProblem = StoredRecord<ProblemRecord>
