import { z } from 'zod'
import { sha256 } from '../internal/digest.js'
import type { PayloadRef } from '../review/review.js'
import type { RequestInput } from './request-input.js'
import type { SealedKind, StoredRecord } from './sealed-record.js'

/** What is known of a request without its texts: nothing personal. */
export interface RequestRecord {
  readonly kind: RequestInput['kind']
  readonly systemId: string
  /** ISO 8601, UTC. */
  readonly receivedAt: string
  readonly dueOn?: string
  readonly request: PayloadRef
  readonly answered?: { readonly at: string; readonly role: string; readonly answer: PayloadRef }
  /** Its texts and their key are gone; what remains is for the counts. */
  readonly erased?: { readonly at: string }
}

const ref = z.strictObject({ payloadId: z.string(), digest: z.string() })
const recordSchema: z.ZodType<RequestRecord> = z.strictObject({
  kind: z.enum(['explanation', 'feedback']),
  systemId: z.string(),
  receivedAt: z.string(),
  dueOn: z.string().exactOptional(),
  request: ref,
  answered: z.strictObject({ at: z.string(), role: z.string(), answer: ref }).exactOptional(),
  erased: z.strictObject({ at: z.string() }).exactOptional(),
})

/** How requests are sealed. */
export const REQUEST: SealedKind<RequestRecord> = {
  kind: 'request',
  word: 'garde-fou/request/v1',
  schema: recordSchema,
  what: (id) => `The request ${id}`,
}

/** A record and its place in the store. */
export type StoredRequest = StoredRecord<RequestRecord>

/** Under what a request is kept. With 120 random bits in the number, the id leads nobody back to it. */
export function requestId(number: string): string {
  return sha256(`garde-fou/request-number/v1\n${number}`)
}
