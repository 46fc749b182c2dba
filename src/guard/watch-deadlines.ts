import { hoursAfter } from '../review/moments.js'
import type { Review } from '../review/review.js'
import { settle } from '../review/timers.js'
import { workedOnBy } from '../review/worked-on-by.js'
import type { GuardCore } from './core.js'
import { notificationMessages } from './notification.js'
import { entryOf } from './record.js'

const KIND = 'due-soon'
const PAGE = 200
const DEFAULT_HOURS = 24
/** Reviews remembered as told, so that the store is not asked about them at each look. */
const MOST_REMEMBERED = 10_000

/**
 * Tells of every open review whose deadline comes near: once each, whichever process looks first, also over restarts.
 *
 * @returns how many were told of.
 * @throws a store error.
 */
export async function watchDeadlines(core: GuardCore, told: Set<string> = new Set()): Promise<number> {
  const now = core.clock.now()
  const at = now.toISOString()
  const dueBefore = hoursAfter(at, core.notifications?.dueSoonHours ?? DEFAULT_HOURS)
  let count = 0
  let after = { dueAt: at, id: '' }
  for (;;) {
    const page = await core.store.listReviews({
      statuses: ['pending', 'claimed'],
      dueBefore,
      after,
      limit: PAGE,
    })
    for (const review of page) if (await tellOnce(core, review, told)) count += 1
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return count
    after = { dueAt: last.dueAt, id: last.id }
  }
}

async function tellOnce(core: GuardCore, review: Review, told: Set<string>): Promise<boolean> {
  if (told.has(review.id)) return false
  const now = core.clock.now()
  const { state, escalatedAt, control } = settle(review, now.toISOString()).review
  // Nobody waits behind a control case, and supervisors know already of what was escalated.
  if ((state.status !== 'pending' && state.status !== 'claimed') || escalatedAt !== undefined) return false
  if (control !== undefined) return false
  const { id: reviewId, callId, systemId, useId, dueAt } = review
  const isWorkedOn = workedOnBy({ ...review, state }) !== undefined
  const kinds = isWorkedOn ? ([KIND, 'due-soon-holder'] as const) : ([KIND] as const)
  const entry = entryOf(
    {
      event: 'review.due-soon',
      systemId,
      useId,
      callId,
      reviewId,
      actor: { kind: 'guard' },
      data: { version: review.version, dueAt },
    },
    now,
  )
  const result = await core.store.commit({
    entries: [entry],
    // One row per review and deadline says that it was told: whoever writes it first tells.
    setting: { kind: KIND, id: reviewId, version: 1, body: '{}' },
    outbox: kinds.flatMap((kind) =>
      notificationMessages(core, kind, { about: reviewId, at: now.toISOString() }),
    ),
  })
  told.add(reviewId)
  const [oldest] = told
  if (told.size > MOST_REMEMBERED && oldest !== undefined) told.delete(oldest)
  return result === 'committed'
}
