import { checkLimit } from '../limit.js'
import { countOf } from '../queries/review-list.js'
import { parseReview } from '../queries/review-row.js'
import type { Store } from '../store.js'
import { claimNext } from './claim-next.js'
import { groupCommits } from './group-commits.js'
import type { Session } from './session.js'

type ReviewMethods = Pick<
  Store,
  | 'commit'
  | 'getReview'
  | 'listReviews'
  | 'countReviews'
  | 'listTerritories'
  | 'listTimers'
  | 'nextTimer'
  | 'claimNext'
>

/** Writing, and everything that finds reviews. */
export function reviewMethods(session: Session): ReviewMethods {
  const { queries, use } = session
  const { reviews, lists, territories: territoriesOf } = queries
  return {
    commit: groupCommits(session),
    getReview: (id) =>
      use(async (db) => {
        const row = await db.first(reviews.find({ id }))
        return row && parseReview(row)
      }),
    listReviews: (query) =>
      use(async (db) => {
        checkLimit(query.limit)
        const list = lists.list(query)
        return list === undefined ? [] : (await db.planned(list)).map(parseReview)
      }),
    countReviews: (query) =>
      use(async (db) => {
        if (query.atMost !== undefined) checkLimit(query.atMost)
        const counts = lists.count(query)
        return counts === undefined ? 0 : countOf(await db.planned(counts), query)
      }),
    listTerritories: (query) =>
      use(async (db) => {
        const territories = territoriesOf(query)
        return territories === undefined
          ? []
          : (await db.planned(territories)).map(({ territory }) => territory)
      }),
    listTimers: (now, limit) =>
      use(async (db) =>
        (await db.planned(reviews.due({ now, limit: checkLimit(limit) }))).map((row) => parseReview(row)),
      ),
    nextTimer: () => use(async (db) => (await db.first(reviews.nextTimer({})))?.next_at ?? undefined),
    claimNext: claimNext(session),
  }
}
