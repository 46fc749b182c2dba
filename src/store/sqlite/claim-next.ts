import type { Review } from '../../review/review.js'
import type { ListedRow, QueuePlace } from '../queries/review-list.js'
import { parseReview } from '../queries/review-row.js'
import type { ClaimQuery, Store, StoreWrite } from '../store.js'
import { applyWrite } from './apply-write.js'
import type { Database } from './database.js'
import type { Session } from './session.js'

/** Mostly the first review will do. */
const FIRST_PAGE = 4
/** How many reviews are looked at in one transaction. Others have their turn between two of them. */
const PAGE = 32

type Claim = (review: Review) => StoreWrite | undefined

interface Look {
  readonly claimed?: Review
  /** Where to look on; undefined at the end of the queue. */
  readonly next?: QueuePlace
}

/**
 * Hands out the most urgent free review. What is free is looked up and taken in one transaction, so no two callers get
 * the same, in whatever process. Reviews that the caller passes over are left behind page by page.
 */
export function claimNext({ read, write }: Session): Store['claimNext'] {
  return async (query, claim) => {
    let after: QueuePlace | undefined
    for (let limit = FIRST_PAGE; ; limit = PAGE) {
      const place = { after, limit }
      // Without the lock first: an empty queue is asked for again and again.
      const some = await read((db) => {
        const free = db.queries.lists.free(query, place)
        return free !== undefined && db.first(free) !== undefined
      })
      if (!some) return undefined
      const look = await write((db) => {
        const free = db.queries.lists.free(query, place)
        return free === undefined ? {} : lookAt(db, db.all(free), { query, claim, limit })
      })
      if (look.claimed !== undefined) return look.claimed
      if (look.next === undefined) return undefined
      after = look.next
    }
  }
}

function lookAt(
  db: Database,
  rows: readonly ListedRow[],
  { query, claim, limit }: { readonly query: ClaimQuery; readonly claim: Claim; readonly limit: number },
): Look {
  for (const row of rows) {
    const review = parseReview(row)
    if (review.votes.some(({ by }) => by === query.notRequestedBy)) continue
    const change = claim(review)
    if (change !== undefined && applyWrite(db, change) === 'committed')
      return { claimed: change.review?.next ?? review }
  }
  const last = rows.at(-1)
  return last === undefined || rows.length < limit ? {} : { next: { dueAt: last.due_at, id: last.id } }
}
