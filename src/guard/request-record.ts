import { z } from 'zod'
import { TamperedError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { sha256 } from '../internal/digest.js'
import type { PayloadRef } from '../review/review.js'
import { isSealed, sealOf } from '../review/seal.js'
import type { SettingRow } from '../store/store.js'
import type { GuardCore } from './core.js'
import type { RequestInput } from './request-input.js'

/** The kind of settings that requests are. */
export const REQUEST_KIND = 'request'
const SEAL_WORD = 'garde-fou/request/v1'

/** What is known of a request without its texts: nothing personal. */
export interface RequestRecord {
  readonly kind: RequestInput['kind']
  readonly systemId: string
  /** ISO 8601, UTC. */
  readonly receivedAt: string
  readonly dueOn?: string
  readonly request: PayloadRef
  readonly answered?: { readonly at: string; readonly role: string; readonly answer: PayloadRef }
}

const ref = z.strictObject({ payloadId: z.string(), digest: z.string() })
const recordSchema: z.ZodType<RequestRecord> = z.strictObject({
  kind: z.enum(['explanation', 'feedback']),
  systemId: z.string(),
  receivedAt: z.string(),
  dueOn: z.string().exactOptional(),
  request: ref,
  answered: z.strictObject({ at: z.string(), role: z.string(), answer: ref }).exactOptional(),
})
const bodySchema = z.strictObject({ record: recordSchema, seal: z.string() })

/** A record and its place in the store. */
export interface StoredRequest {
  readonly id: string
  readonly version: number
  readonly record: RequestRecord
}

/** Under what a request is kept. With 120 random bits in the number, the id leads nobody back to it. */
export function requestId(number: string): string {
  return sha256(`garde-fou/request-number/v1\n${number}`)
}

/** A record as it is stored, sealed. */
export function requestRow(
  { signingKey }: Pick<GuardCore, 'signingKey'>,
  { id, version, record }: StoredRequest,
): SettingRow {
  const seal = sealOf(SEAL_WORD, [id, version, record], signingKey)
  return { kind: REQUEST_KIND, id, version, body: canonicalJson({ record, seal }) }
}

/** @throws TamperedError when a row does not carry the guard's seal. */
export function readRequestRow(
  { signingKey }: Pick<GuardCore, 'signingKey'>,
  { id, version, body }: SettingRow,
): StoredRequest {
  const parsed = bodySchema.safeParse(jsonOf(body))
  if (!parsed.success) throw new TamperedError('A request', 'it cannot be read')
  const { record, seal } = parsed.data
  if (!isSealed(SEAL_WORD, [id, version, record], { seal, key: signingKey }))
    throw new TamperedError('A request', 'it does not carry the guard’s seal')
  return { id, version, record }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
