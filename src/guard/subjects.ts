import { ErasureRefusedError } from '../errors.js'
import { newId } from '../internal/ids.js'
import type { Review } from '../review/review.js'
import { ownerOf } from '../store/encryption/data-keys.js'
import { applyRetention, type RetentionReport } from './apply-retention.js'
import type { GuardCore } from './core.js'
import { deskApplication } from './desk-application.js'
import { eraseTexts } from './erase-texts.js'
import { isHeld, type LegalHold, listHolds, setHold } from './legal-holds.js'
import { entryOf } from './record.js'
import { REQUEST } from './request-record.js'
import { readSealedRow } from './sealed-record.js'
import {
  exportSubject,
  placeholdersOfSubject,
  reviewsOfSubject,
  type SubjectExport,
  type SubjectQuery,
} from './subject-export.js'
import { eraseRequest, isRequestHeld, requestsOfSubject, type SubjectRequest } from './subject-requests.js'
import { bringUpToDate } from './timekeeper.js'

export type { RetentionReport } from './apply-retention.js'
export type { LegalHold } from './legal-holds.js'
export type { ExportedReview, ExportedText, SubjectExport, SubjectQuery } from './subject-export.js'
export type { ExportedRequest } from './subject-requests.js'

/** How to erase. */
export interface EraseOptions {
  /** Withdraws reviews that are still open; without it they make the erasure be refused. */
  readonly withdraw?: boolean
}

/** What was erased. */
export interface SubjectErasure {
  readonly reviewIds: readonly string[]
  /** Systems that had placeholders of the case. */
  readonly placeholders: readonly string[]
  /** Requests of the public. */
  readonly requestIds: readonly string[]
  /** Requests that were altered so far that nobody can tell whether they are of this case: left as they are. */
  readonly unreadableRequests: readonly string[]
  /** False when other connections kept the database from giving the space back at once; it comes with its next upkeep. */
  readonly compacted: boolean
}

/** The rights of the person whom a case is about (GDPR, art. 15 and 17). */
export interface Subjects {
  /**
   * Everything that is kept of a case, requests of the public about its decisions included. Names no agent: roles only. That it was given out is journalled.
   *
   * @throws InputInvalidError, TamperedError, a store error.
   */
  export(query: SubjectQuery): Promise<SubjectExport>
  /**
   * Erases every text of a case, its number, what placeholders stand for, and its keys. What remains are states, dates,
   * figures and digests; the journal goes on verifying. A legal hold that is set meanwhile keeps what is not erased yet.
   *
   * @throws InputInvalidError, ErasureRefusedError, TamperedError when a review was altered, a store error.
   */
  erase(query: SubjectQuery, options?: EraseOptions): Promise<SubjectErasure>
  /**
   * Keeps everything of a case from being erased, or lets it go again. The journal holds the reason's digest.
   *
   * @throws InputInvalidError, TamperedError, a store error.
   */
  hold(subject: string, reason: string): Promise<void>
  release(subject: string, reason: string): Promise<void>
  /** The holds in force. */
  holds(): Promise<readonly LegalHold[]>
  /**
   * Erases what has been kept for as long as its use says (`retention`), or only counts it.
   *
   * @throws a store error.
   */
  applyRetention(options: { readonly apply: boolean }): Promise<RetentionReport>
}

/** The rights of people, over a guard's store. */
export function createSubjects(core: GuardCore): Subjects {
  return {
    export: (query) => exportSubject(core, query),
    erase: (query, options = {}) => eraseSubject(core, query, options),
    hold: (subject, reason) => setHold(core, { subject, reason, on: true }),
    release: (subject, reason) => setHold(core, { subject, reason, on: false }),
    holds: () => listHolds(core),
    applyRetention: (options) => applyRetention(core, options),
  }
}

async function eraseSubject(
  core: GuardCore,
  query: SubjectQuery,
  { withdraw = false }: EraseOptions,
): Promise<SubjectErasure> {
  const reviews = await reviewsOfSubject(core, query)
  await refuseWhileHeld(core, query)
  const open = reviews.filter((review) => !hasEnded(review)).map(({ id }) => id)
  if (open.length > 0 && !withdraw) throw new ErasureRefusedError('open-reviews', open)
  for (const id of open) await withdrawOne(core, id)
  // First, while the case's decisions still lead to them.
  const asked = await requestsOfSubject(core, query, reviews)
  for (const request of asked.found) await eraseAsked(core, query, request)
  for (const { id } of reviews) await eraseOne(core, query, id)
  await refuseWhileHeld(core, query)
  const placeholders = await eraseCase(core, query)
  return {
    reviewIds: reviews.map(({ id }) => id),
    placeholders,
    requestIds: asked.found.map(({ id }) => id),
    unreadableRequests: asked.unreadable,
    compacted: await core.store.compact(),
  }
}

/** Looked up before each step: a hold may be set while a long case is being erased, and keeps what is left of it. */
async function refuseWhileHeld(core: GuardCore, { subject }: SubjectQuery): Promise<void> {
  if (await isHeld(core, subject)) throw new ErasureRefusedError('legal-hold', [])
}

/** Tried again when something else changed the review at the same moment. */
async function eraseOne(core: GuardCore, query: SubjectQuery, reviewId: string): Promise<void> {
  for (;;) {
    await refuseWhileHeld(core, query)
    const stored = await core.store.getReview(reviewId)
    if (stored === undefined) return
    const review = await bringUpToDate(core, stored)
    if (await eraseTexts(core, review, { what: 'all', cause: 'request' })) return
  }
}

/** Tried again when somebody answered it at the same moment. */
async function eraseAsked(core: GuardCore, query: SubjectQuery, request: SubjectRequest): Promise<void> {
  for (let next: Pick<SubjectRequest, 'id' | 'stored'> = request; ; ) {
    await refuseWhileHeld(core, query)
    if (await isRequestHeld(core, request)) throw new ErasureRefusedError('legal-hold', [])
    if (await eraseRequest(core, next, 'request')) return
    const row = await core.store.getSetting(REQUEST.kind, request.id)
    if (row === undefined) return
    next = { id: request.id, stored: readSealedRow(core, REQUEST, row) }
    if (next.stored?.record.erased !== undefined) return
  }
}

/** What belongs to the case and to no single review: its placeholders and its keys. */
async function eraseCase(core: GuardCore, query: SubjectQuery): Promise<readonly string[]> {
  const { subject, systemId } = query
  const placeholders = await placeholdersOfSubject(core, query)
  const entry = entryOf(
    {
      event: 'subject.erased',
      actor: { kind: 'guard' },
      ...(systemId === undefined ? {} : { systemId }),
      data: { placeholders: placeholders.length },
    },
    core.clock.now(),
  )
  await core.store.erase({
    write: { entries: [entry] },
    placeholders,
    keys: { owner: ownerOf({ subject, reviewId: '' }), subject },
  })
  return placeholders.map((row) => row.systemId)
}

function hasEnded({ state: { status } }: Review): boolean {
  return status === 'effective' || status === 'expired' || status === 'withdrawn'
}

/** Its words are erased with the others at once. */
function withdrawOne(core: GuardCore, reviewId: string): Promise<void> {
  const by = { kind: 'application', id: 'erasure' } as const
  return deskApplication(core).withdraw(reviewId, { by, why: 'erasure', idempotencyKey: newId() })
}
