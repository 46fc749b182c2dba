import { z } from 'zod'
import { TamperedError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { sha256 } from '../internal/digest.js'
import { jsonOf } from '../internal/json-of.js'
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

/** A row as the guard wrote it, or undefined: it was altered, or cannot be read. */
export function openRequestRow(
  { signingKey }: Pick<GuardCore, 'signingKey'>,
  { id, version, body }: SettingRow,
): StoredRequest | undefined {
  const parsed = bodySchema.safeParse(jsonOf(body))
  if (!parsed.success) return undefined
  const { record, seal } = parsed.data
  return isSealed(SEAL_WORD, [id, version, record], { seal, key: signingKey })
    ? { id, version, record }
    : undefined
}

/** @throws TamperedError when a row is not as the guard wrote it. */
export function readRequestRow(core: Pick<GuardCore, 'signingKey'>, row: SettingRow): StoredRequest {
  const stored = openRequestRow(core, row)
  if (stored === undefined)
    throw new TamperedError(`The request ${row.id}`, 'it is not as the guard sealed it')
  return stored
}
