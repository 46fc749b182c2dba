import { ReviewerNotAllowedError } from '../errors.js'
import { settle } from '../review/timers.js'
import type { GuardCore } from './core.js'

// Two clicks at once must not get past the limit. One process only: over several, one more is possible and harmless.
const waiting = new WeakMap<GuardCore, Map<string, Promise<unknown>>>()

/**
 * Runs a claim if the person holds fewer reviews than they may. Claims of one person wait for each other.
 *
 * @throws ReviewerNotAllowedError `too-many-claims`.
 */
export async function withinClaims<Result>(
  core: GuardCore,
  by: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const { maxClaims } = core
  if (maxClaims === undefined || typeof by !== 'string') return work()
  const queues = waiting.get(core) ?? new Map<string, Promise<unknown>>()
  waiting.set(core, queues)
  const before = queues.get(by) ?? Promise.resolve()
  const mine = before.then(async () => {
    await checkClaims(core, by, maxClaims)
    return work()
  })
  // What failed for one says nothing about the next.
  const settled = mine.catch(() => undefined)
  queues.set(by, settled)
  try {
    return await mine
  } finally {
    if (queues.get(by) === settled) queues.delete(by)
  }
}

async function checkClaims(core: GuardCore, by: string, most: number): Promise<void> {
  const now = core.clock.now().toISOString()
  // A few more than the limit: leases that are over and not swept yet do not count.
  const held = await core.store.listReviews({ statuses: ['claimed'], claimedBy: by, limit: most + 20 })
  const count = held
    .map((review) => settle(review, now).review.state)
    .filter(({ status }) => status === 'claimed')
  if (count.length >= most)
    throw new ReviewerNotAllowedError(
      'too-many-claims',
      `You hold ${count.length} reviews already; decide one or give one back first.`,
    )
}
