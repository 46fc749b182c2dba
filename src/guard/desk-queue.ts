import { claim } from '../review/claim.js'
import type { QueueQuery, ReviewDesk, ReviewListItem } from '../review/commands.js'
import { canBeRaised } from '../review/raised-mode.js'
import type { Review } from '../review/review.js'
import { mayKnow } from '../review/rights.js'
import { AUDITOR_ROLE } from '../review/roles.js'
import { verifyReview } from '../review/seal.js'
import { settle } from '../review/timers.js'
import type { ReviewQuery, StoreWrite } from '../store/store.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import { withinClaims } from './desk-claims.js'
import { actingOn, findReviewer } from './desk-people.js'
import { listItem, viewFor } from './desk-view.js'
import { type CausesOn, withCauses } from './raise-causes.js'
import type { ReviewChange } from './review-write.js'
import { announceReview, reviewWrite } from './review-write.js'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200

/** The queue: listing, counting, and being handed the next review. */
export function deskQueue(core: GuardCore): Pick<ReviewDesk, 'list' | 'count' | 'territories' | 'claimNext'> {
  return {
    async list(by, query = {}) {
      const { id, roles } = await findReviewer(core, by)
      if (roles.length === 0) return []
      const reviews = await core.store.listReviews({
        ...storeQuery(core, query),
        ...listedRoles(roles),
        limit: limitOf(query),
      })
      return itemsFor(core, reviews, { id, roles, query })
    },
    async count(by, { atMost, ...query } = {}) {
      const { roles } = await findReviewer(core, by)
      if (roles.length === 0) return 0
      return core.store.countReviews({
        ...storeQuery(core, query),
        ...listedRoles(roles),
        ...(atMost === undefined ? {} : { atMost }),
      })
    },
    async territories(by) {
      const { roles } = await findReviewer(core, by)
      if (roles.length === 0) return []
      const found = await core.store.listTerritories(listedRoles(roles))
      return found.toSorted(new Intl.Collator('fr').compare)
    },
    claimNext: (by, query = {}) => withinClaims(core, by, () => claimNext(core, by, query)),
  }
}

/** Whose reviews are listed: auditors see those of every role. */
function listedRoles(roles: readonly string[]): { readonly roles?: readonly string[] } {
  return roles.includes(AUDITOR_ROLE) ? {} : { roles }
}

async function claimNext(
  core: GuardCore,
  by: string,
  query: NonNullable<Parameters<ReviewDesk['claimNext']>[1]>,
): ReturnType<ReviewDesk['claimNext']> {
  query.signal?.throwIfAborted()
  const reviewer = await findReviewer(core, by)
  if (reviewer.roles.length === 0) return undefined
  const now = core.clock.now().toISOString()
  let change: ReviewChange | undefined
  const take = (review: Review, causesOn: CausesOn): StoreWrite | undefined => {
    const raise = canBeRaised(review, reviewer.id) ? { raise: causesOn(review.systemId) } : {}
    const acting = { ...actingOn(core, review, reviewer), now, ...raise }
    const transition = claim(review, acting)
    if (!transition.ok || !isIntact(core, review)) return undefined
    change = { next: transition.next, changes: transition.changes, now }
    return reviewWrite(core, change)
  }
  const { systemIds } = query
  const claimed = await withCauses(core, reviewer.id, (causesOn) =>
    core.store.claimNext(
      {
        roles: reviewer.roles,
        now,
        notRequestedBy: reviewer.id,
        ...(systemIds === undefined ? {} : { systemIds }),
      },
      (review) => take(review, causesOn),
    ),
  )
  if (claimed === undefined || change === undefined) return undefined
  announceReview(core, change)
  return viewFor(core, { review: claimed, reviewer })
}

// One altered review must not keep everybody from the others.
function isIntact(core: GuardCore, review: Review): boolean {
  try {
    verifyReview(review, core.signingKey)
    return true
  } catch (error) {
    reportFault(core, error)
    return false
  }
}

function storeQuery(
  core: GuardCore,
  { limit: _, procedures, ...asked }: QueueQuery,
): Omit<ReviewQuery, 'limit' | 'roles'> {
  const { statuses, systemIds, claimedBy, search, dueFrom, dueBefore, modes, territories, order, after } =
    asked
  return {
    ...(statuses === undefined ? {} : { statuses }),
    ...(systemIds === undefined ? {} : { systemIds }),
    ...(claimedBy === undefined ? {} : { claimedBy }),
    ...(search === undefined ? {} : { search }),
    ...(dueFrom === undefined ? {} : { dueFrom }),
    ...(dueBefore === undefined ? {} : { dueBefore }),
    ...(procedures === undefined ? {} : { uses: usesOf(core, procedures) }),
    ...(modes === undefined ? {} : { modes }),
    ...(territories === undefined ? {} : { territories }),
    ...(order === undefined ? {} : { order }),
    ...(after === undefined ? {} : { after }),
  }
}

/** The declared uses that serve some of these procedures. */
function usesOf({ systems }: GuardCore, procedures: readonly string[]): readonly string[] {
  return [...systems.values()].flatMap((system) =>
    Object.values(system.record.uses)
      .filter(({ procedure }) => procedure !== undefined && procedures.includes(procedure))
      .map(({ id }) => `${system.id}/${id}`),
  )
}

function limitOf({ limit = DEFAULT_LIMIT }: QueueQuery): number {
  return Number.isInteger(limit) ? Math.min(Math.max(limit, 1), MAX_LIMIT) : DEFAULT_LIMIT
}

// Time may have moved a review out of what was asked for since it was stored.
function itemsFor(
  core: GuardCore,
  reviews: readonly Review[],
  asked: { readonly id: string; readonly roles: readonly string[]; readonly query: QueueQuery },
): readonly ReviewListItem[] {
  const now = core.clock.now().toISOString()
  const reviewer = { id: asked.id, name: '', roles: asked.roles, training: [] }
  return reviews
    .filter((review) => mayKnow(settle(review, now).review, reviewer))
    .map((review) => listItem(review, now, asked.id))
    .filter((item) => asked.query.statuses === undefined || asked.query.statuses.includes(item.status))
}
