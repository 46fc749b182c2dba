import { isGuardError } from '../errors.js'
import { type RetentionStep, retentionStep } from '../review/retention.js'
import type { Review } from '../review/review.js'
import { ownerOf } from '../store/encryption/data-keys.js'
import { monthsBefore, type Retention } from '../system/retention.js'
import type { GuardCore } from './core.js'
import { eraseTexts } from './erase-texts.js'
import { isHeld } from './legal-holds.js'
import { entryOf } from './record.js'
import { retainRequests } from './retain-requests.js'
import { bringUpToDate } from './timekeeper.js'

/** How many reviews, by what their time asks for. */
export interface RetentionReport {
  /** Texts that were erased, or would be. */
  readonly texts: number
  /** Decisions that were erased with their reasons, or would be. */
  readonly decisions: number
  /** Decisions that wait for the archives' visa. */
  readonly needVisa: number
  /** Decisions to be handed to the archives. */
  readonly toArchives: number
  /** Whatever is under a legal hold. */
  readonly held: number
  /** Cases whose placeholders were erased, or would be. */
  readonly placeholders: number
  /** Reviews that were altered: nothing is erased of them. Find out more before anything else. */
  readonly altered: readonly string[]
  /** Requests of the public whose texts were erased, or would be. */
  readonly requests: number
  /** Requests that were altered: nothing is erased of them. */
  readonly alteredRequests: readonly string[]
}

type Counts = { -readonly [Name in keyof RetentionReport]: RetentionReport[Name] }

const PAGE = 200

/**
 * Looks for reviews and placeholders whose retention is over, and erases them when that is asked for. Uses without
 * `retention` are left alone, and requests of the public without `requests.keepForMonths`.
 */
export async function applyRetention(
  core: GuardCore,
  { apply }: { readonly apply: boolean },
): Promise<RetentionReport> {
  const counts: Counts = {
    texts: 0,
    decisions: 0,
    needVisa: 0,
    toArchives: 0,
    held: 0,
    placeholders: 0,
    altered: [],
    requests: 0,
    alteredRequests: [],
  }
  for await (const review of endedReviews(core)) {
    const retention = core.systems.get(review.systemId)?.record.uses[review.useId]?.retention
    if (retention !== undefined) await treat(core, { review, retention, apply }, counts)
  }
  for (const { id, record } of core.systems.values()) {
    const periods = Object.values(record.uses).map(({ retention }) => retention?.textsForMonths)
    // A use that says nothing keeps what it shares with the others.
    if (periods.length > 0 && periods.every((months) => months !== undefined))
      await treatPlaceholders(core, { systemId: id, months: Math.max(...periods), apply }, counts)
  }
  const requests = await retainRequests(core, { apply })
  counts.requests = requests.erased
  counts.held += requests.held
  counts.alteredRequests = requests.altered
  if (apply && counts.texts + counts.decisions + counts.placeholders + counts.requests > 0)
    await core.store.compact()
  return counts
}

/** Page by page; what is erased keeps its place in the list. */
async function* endedReviews(core: GuardCore): AsyncGenerator<Review> {
  const systemIds = [...core.systems.keys()]
  let after: { readonly dueAt: string; readonly id: string } | undefined
  for (;;) {
    const page = await core.store.listReviews({
      statuses: ['effective', 'expired', 'withdrawn'],
      systemIds,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    })
    yield* page
    after = page.at(-1)
    if (after === undefined || page.length < PAGE) return
  }
}

interface Case {
  readonly review: Review
  readonly retention: Retention
  readonly apply: boolean
}

async function treat(core: GuardCore, { review, retention, apply }: Case, counts: Counts): Promise<void> {
  const step = retentionStep(review, retention, core.clock.now())
  if (step === undefined) return
  if (review.subject !== undefined && (await isHeld(core, review.subject))) {
    counts.held += 1
    return
  }
  // Where nobody decided there is no decision whose trace would be kept.
  const what = step === 'texts' && review.state.status !== 'effective' ? 'all' : step
  if (apply && (what === 'texts' || what === 'all') && !(await eraseNow(core, review.id, what))) {
    counts.altered = [...counts.altered, review.id]
    return
  }
  count(counts, step)
}

function count(counts: Counts, step: RetentionStep): void {
  if (step === 'texts') counts.texts += 1
  else if (step === 'all') counts.decisions += 1
  else if (step === 'needs-visa') counts.needVisa += 1
  else counts.toArchives += 1
}

/** False when it was altered: signing it anew would hide that. */
async function eraseNow(core: GuardCore, reviewId: string, what: 'texts' | 'all'): Promise<boolean> {
  for (;;) {
    const stored = await core.store.getReview(reviewId)
    if (stored === undefined) return true
    try {
      const review = await bringUpToDate(core, stored)
      if (await eraseTexts(core, review, { what, cause: 'retention' })) return true
    } catch (error) {
      if (isGuardError(error) && error.code === 'ERR_TAMPERED') return false
      throw error
    }
  }
}

async function treatPlaceholders(
  core: GuardCore,
  {
    systemId,
    months,
    apply,
  }: { readonly systemId: string; readonly months: number; readonly apply: boolean },
  counts: Counts,
): Promise<void> {
  const before = monthsBefore(core.clock.now(), months).toISOString()
  for (let after = ''; ; ) {
    const page = await core.store.listOldPlaceholders({ systemId, before, after, limit: PAGE })
    for (const subject of page) {
      if (await isHeld(core, subject)) counts.held += 1
      else {
        if (apply) await erasePlaceholders(core, { systemId, subject })
        counts.placeholders += 1
      }
    }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last
  }
}

async function erasePlaceholders(
  core: GuardCore,
  { systemId, subject }: { readonly systemId: string; readonly subject: string },
): Promise<void> {
  const data = { placeholders: 1, cause: 'retention' }
  const entry = entryOf(
    { event: 'subject.erased', systemId, actor: { kind: 'guard' }, data },
    core.clock.now(),
  )
  await core.store.erase({
    write: { entries: [entry] },
    placeholders: [{ systemId, subject }],
    keys: { owner: ownerOf({ subject, reviewId: '' }), subject },
  })
}
