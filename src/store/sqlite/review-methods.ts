import { checkLimit } from '../limit.js'
import { countOf } from '../queries/review-list.js'
import { parseReview } from '../queries/review-row.js'
import type { Store } from '../store.js'
import { applyWrite } from './apply-write.js'
import { claimNext } from './claim-next.js'
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
  const { read, write } = session
  return {
    commit: (change) => write((db) => applyWrite(db, change), change.durability),
    getReview: (id) =>
      read((db) => {
        const row = db.first(db.queries.reviews.find({ id }))
        return row === undefined ? undefined : parseReview(row)
      }),
    listReviews: (query) =>
      read((db) => {
        checkLimit(query.limit)
        const list = db.queries.lists.list(query)
        return list === undefined ? [] : db.all(list).map(parseReview)
      }),
    countReviews: (query) =>
      read((db) => {
        if (query.atMost !== undefined) checkLimit(query.atMost)
        const counts = db.queries.lists.count(query)
        return counts === undefined ? 0 : countOf(db.all(counts), query)
      }),
    listTerritories: (query) =>
      read((db) => {
        const territories = db.queries.territories(query)
        return territories === undefined ? [] : db.all(territories).map(({ territory }) => territory)
      }),
    listTimers: (now, limit) =>
      read((db) => db.all(db.queries.reviews.due({ now, limit: checkLimit(limit) })).map(parseReview)),
    nextTimer: () => read((db) => db.first(db.queries.reviews.nextTimer({}))?.next_at ?? undefined),
    claimNext: claimNext(session),
  }
}
