import { InputInvalidError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import type { Review, ReviewStatus } from '../review/review.js'
import type { PayloadRow, PseudonymsRow } from '../store/store.js'
import type { GuardCore } from './core.js'
import { entryOf } from './record.js'
import { type ExportedRequest, exportRequest, requestsOfSubject } from './subject-requests.js'
import { bringUpToDate } from './timekeeper.js'

/** Which case, and of which system; of all when none is named. */
export interface SubjectQuery {
  /** The case, to the letter as the application names it; or the number on the receipt of a request of the public. */
  readonly subject: string
  readonly systemId?: string
}

/** A text that is kept of a case. */
export interface ExportedText {
  readonly kind: Exclude<PayloadRow['kind'], 'consultation'> | 'draft'
  /** ISO 8601, UTC. */
  readonly at: string
  readonly value: JsonValue
}

/** What is kept of one suggestion and of what people made of it. */
export interface ExportedReview {
  readonly id: string
  readonly systemId: string
  readonly systemVersion: string
  readonly useId: string
  readonly impact: Review['impact']
  readonly reason: Review['reason']
  readonly createdAt: string
  readonly status: ReviewStatus
  /** The decision that counts, without the person who took it. */
  readonly decision?: { readonly outcome: string; readonly role: string; readonly at: string }
  /** How often somebody opened the case, and when. */
  readonly consultedAt: readonly string[]
  readonly texts: readonly ExportedText[]
}

/** Everything that is kept of a case, in a form that can be handed to the person (GDPR, art. 15 and 20). */
export interface SubjectExport {
  readonly format: 'garde-fou/subject-export/v1'
  readonly subject: string
  /** ISO 8601, UTC. */
  readonly exportedAt: string
  readonly reviews: readonly ExportedReview[]
  /** Which placeholder stood for what in the texts that models got. */
  readonly placeholders: readonly {
    readonly systemId: string
    readonly at: string
    readonly table: JsonValue
  }[]
  /** Requests of the public with the reference of one of its decisions, or with this number. */
  readonly requests: readonly ExportedRequest[]
  /** Ids of requests that were altered so far that nobody can tell whether they belong here. */
  readonly unreadableRequests: readonly string[]
}

/** Collects what is kept of a case, and journals that it was. */
export async function exportSubject(core: GuardCore, query: SubjectQuery): Promise<SubjectExport> {
  const found = await reviewsOfSubject(core, query)
  const reviews: ExportedReview[] = []
  for (const review of found) reviews.push(await exportReview(core, review))
  const placeholders = (await placeholdersOfSubject(core, query)).map(({ systemId, at, body }) => ({
    systemId,
    at,
    table: JSON.parse(body) as JsonValue,
  }))
  const { found: asked, unreadable } = await requestsOfSubject(core, query, found)
  const requests = asked.map(exportRequest)
  const now = core.clock.now()
  const data = {
    reviews: reviews.map(({ id }) => id),
    placeholders: placeholders.length,
    requests: requests.map(({ id }) => id),
  }
  await core.store.commit({
    entries: [entryOf({ event: 'subject.exported', actor: { kind: 'guard' }, data }, now)],
  })
  const { subject } = query
  return {
    format: 'garde-fou/subject-export/v1',
    subject,
    exportedAt: now.toISOString(),
    reviews,
    placeholders,
    requests,
    unreadableRequests: unreadable,
  }
}

/** Every review of a case, as it stands now, oldest first. */
export async function reviewsOfSubject(
  core: GuardCore,
  { subject, systemId }: SubjectQuery,
): Promise<readonly Review[]> {
  if (typeof subject !== 'string' || subject === '')
    throw new InputInvalidError('subject', 'must be the number of a case.')
  const reviews: Review[] = []
  for (const id of await core.store.listReviewsOf(subject)) {
    const review = await core.store.getReview(id)
    if (review === undefined || (systemId !== undefined && review.systemId !== systemId)) continue
    reviews.push(await bringUpToDate(core, review))
  }
  return reviews
}

/** What placeholders stand for in a case. */
export async function placeholdersOfSubject(
  core: GuardCore,
  { subject, systemId }: SubjectQuery,
): Promise<readonly PseudonymsRow[]> {
  const rows = await core.store.listPlaceholders(subject)
  return rows.filter((row) => systemId === undefined || row.systemId === systemId)
}

async function exportReview(core: GuardCore, review: Review): Promise<ExportedReview> {
  const [payloads, drafts] = await Promise.all([
    core.store.listPayloads(review.id),
    core.store.listDrafts(review.id),
  ])
  const { id, systemId, systemVersion, useId, impact, reason, createdAt, state } = review
  const texts: ExportedText[] = []
  const consultedAt: string[] = []
  for (const { kind, createdAt: at, body } of payloads) {
    // Who looked is an agent's data; that somebody did is the person's.
    if (kind === 'consultation') consultedAt.push(at)
    else texts.push({ kind, at, value: JSON.parse(body) as JsonValue })
  }
  for (const { at, body } of drafts) texts.push({ kind: 'draft', at, value: JSON.parse(body) as JsonValue })
  return {
    id,
    systemId,
    systemVersion,
    useId,
    impact,
    reason,
    createdAt,
    status: state.status,
    ...('decision' in state ? { decision: decisionOf(state.decision) } : {}),
    consultedAt,
    texts,
  }
}

function decisionOf({
  outcome,
  role,
  at,
}: NonNullable<ExportedReview['decision']>): NonNullable<ExportedReview['decision']> {
  return { outcome, role, at }
}
