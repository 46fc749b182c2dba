import type { JsonValue } from '../internal/canonical-json.js'
import { readReference, referenceDigest } from '../review/reference.js'
import type { Review } from '../review/review.js'
import { ownerOf } from '../store/encryption/data-keys.js'
import { reviewIdIn } from './check-decision.js'
import type { GuardCore } from './core.js'
import { isHeld } from './legal-holds.js'
import { entryOf } from './record.js'
import { REQUEST, type RequestRecord, requestId, type StoredRequest } from './request-record.js'
import { type LegibleRequest, legibleRequest, type RequestText } from './request-texts.js'
import { REFERENCE_KIND } from './review-write.js'
import { openSealed, sealedRow } from './sealed-record.js'
import type { ExportedText, SubjectQuery } from './subject-export.js'

/** What is kept of one request of the public. */
export interface ExportedRequest {
  readonly id: string
  /** When it came and was answered, by which role. Absent where that was altered in the database. */
  readonly record?: Pick<RequestRecord, 'kind' | 'systemId' | 'receivedAt' | 'dueOn'> & {
    readonly answered?: { readonly at: string; readonly role: string }
  }
  readonly texts: readonly ExportedText[]
}

/** A request of a case, with what can be read of it. */
export interface SubjectRequest extends LegibleRequest {
  readonly id: string
  /** Absent where the record was altered. */
  readonly stored?: StoredRequest
}

/** Requests of a case, and those of which nobody can tell any more whether they are. */
export interface SubjectRequests {
  readonly found: readonly SubjectRequest[]
  readonly unreadable: readonly string[]
}

/**
 * Requests that were sent with the reference of one of these decisions, and the one whose receipt bears the number that
 * was asked for. References are encrypted with the rest: each request is opened for it.
 */
export async function requestsOfSubject(
  core: GuardCore,
  { subject, systemId }: SubjectQuery,
  reviews: readonly Review[],
): Promise<SubjectRequests> {
  const references = new Set(
    reviews.flatMap(({ state }) => ('decision' in state ? [state.decision.reference] : [])),
  )
  const number = readReference(subject)
  const own = number.ok ? requestId(number.reference) : undefined
  const found: SubjectRequest[] = []
  const unreadable: string[] = []
  if (references.size === 0 && own === undefined) return { found, unreadable }
  for (const row of await core.store.listSettings(REQUEST.kind)) {
    if (references.size === 0 && row.id !== own) continue
    const stored = openSealed(core, REQUEST, row)
    if (stored?.record.erased !== undefined) continue
    const text = await legibleRequest(core, row.id)
    if (text === undefined) {
      unreadable.push(row.id)
      continue
    }
    const digest = referenceOf(text)
    const isOfSystem = systemId === undefined || stored?.record.systemId === systemId
    if ((row.id === own && isOfSystem) || (digest !== undefined && references.has(digest)))
      found.push({ id: row.id, ...text, ...(stored === undefined ? {} : { stored }) })
  }
  return { found, unreadable }
}

function referenceOf({ input }: RequestText): string | undefined {
  const read =
    input.kind === 'explanation' && input.reference !== undefined ? readReference(input.reference) : undefined
  return read?.ok === true ? referenceDigest(read.reference) : undefined
}

/** A request in a form that can be handed to the person: without the name of who answered. */
export function exportRequest({ id, stored, payloads }: SubjectRequest): ExportedRequest {
  const texts = payloads.flatMap(({ kind, createdAt: at, body }): ExportedText[] => {
    if (kind === 'consultation') return []
    const value = JSON.parse(body) as JsonValue
    return [{ kind, at, value: kind === 'answer' ? withoutName(value) : value }]
  })
  if (stored === undefined) return { id, texts }
  const { kind, systemId, receivedAt, dueOn, answered } = stored.record
  return {
    id,
    record: {
      kind,
      systemId,
      receivedAt,
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(answered === undefined ? {} : { answered: { at: answered.at, role: answered.role } }),
    },
    texts,
  }
}

function withoutName(answer: JsonValue): JsonValue {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'by'))
}

/**
 * True while nothing of a request may be erased: its number is held, or the case that its reference leads to.
 *
 * @throws TamperedError when nobody can tell.
 */
export async function isRequestHeld(core: GuardCore, text: RequestText): Promise<boolean> {
  if (await isHeld(core, text.number)) return true
  const digest = referenceOf(text)
  const row = digest === undefined ? undefined : await core.store.getSetting(REFERENCE_KIND, digest)
  const review = row === undefined ? undefined : await core.store.getReview(reviewIdIn(row.body))
  return review?.subject !== undefined && (await isHeld(core, review.subject))
}

/**
 * Erases the texts of a request with their key, in one change with its journal entry. The record stays for the counts;
 * one that was altered stays as it is, to be seen. False when somebody else changed it first.
 */
export async function eraseRequest(
  core: GuardCore,
  { id, stored }: Pick<SubjectRequest, 'id' | 'stored'>,
  cause: 'request' | 'retention',
): Promise<boolean> {
  const now = core.clock.now()
  const entry = entryOf(
    {
      event: 'request.erased',
      ...(stored === undefined ? {} : { systemId: stored.record.systemId }),
      actor: { kind: 'guard' },
      data: { request: id, cause },
    },
    now,
  )
  const gone = {
    texts: { reviewId: id },
    keys: { owner: ownerOf({ reviewId: id }), reviewId: id },
  }
  if (stored === undefined) {
    await core.store.erase({ write: { entries: [entry] }, ...gone })
    return true
  }
  const record = { ...stored.record, erased: { at: now.toISOString() } }
  const setting = sealedRow(core, REQUEST, { id, version: stored.version + 1, record })
  return (await core.store.erase({ write: { entries: [entry], setting }, ...gone })) === 'committed'
}
