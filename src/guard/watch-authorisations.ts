import type { Review } from '../review/review.js'
import type { Reviewer } from '../review/reviewer.js'
import { verifyReview } from '../review/seal.js'
import { returnUnauthorised } from '../review/unauthorised-claim.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import { commitChange } from './desk-command.js'

const PAGE = 200

/**
 * Gives reviews back to the queue whose holders may not decide on them any more: a training that ended, a role that was
 * taken back. Few are held at once, so each is looked at. Drafts stay. A review that was altered, and one whose holder
 * the directory cannot be asked about, stays as it is: the fault is reported, once per `reported`.
 *
 * @returns how many were given back.
 * @throws a store error.
 */
export async function returnUnauthorisedClaims(
  core: GuardCore,
  reported: Set<string> = new Set(),
): Promise<number> {
  const holders = new Map<string, Promise<Reviewer | undefined>>()
  const find = (id: string): Promise<Reviewer | undefined> => {
    const found = holders.get(id) ?? Promise.resolve(core.reviewers.find(id))
    holders.set(id, found)
    return found
  }
  let count = 0
  let after = { dueAt: '', id: '' }
  for (;;) {
    const page = await core.store.listReviews({ statuses: ['claimed'], after, limit: PAGE })
    for (const review of page) {
      const change = await changeOf(core, review, find).catch((error: unknown) => {
        if (!reported.has(review.id)) reportFault(core, error)
        reported.add(review.id)
        return undefined
      })
      // Who was faster, the holder or another process, has changed it: there is another look soon.
      if (change !== undefined && (await commitChange(core, change)) !== undefined) count += 1
    }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return count
    after = { dueAt: last.dueAt, id: last.id }
  }
}

async function changeOf(
  core: GuardCore,
  review: Review,
  find: (id: string) => Promise<Reviewer | undefined>,
): Promise<Parameters<typeof commitChange>[1] | undefined> {
  if (review.state.status !== 'claimed') return undefined
  const holder = await find(review.state.by)
  const now = core.clock.now().toISOString()
  const transition = returnUnauthorised(review, holder, now)
  if (!transition.ok) return undefined
  verifyReview(review, core.signingKey)
  return { next: transition.next, changes: transition.changes, now }
}
