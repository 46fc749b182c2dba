import type { Review } from '../../review/review.js'
import type { ListedRow, QueuePlace } from '../queries/review-list.js'
import { parseReview } from '../queries/review-row.js'
import type { ClaimQuery, Store, StoreWrite } from '../store.js'
import { commit, commitWithin, wasWritten } from './commit.js'
import type { Session } from './session.js'

/** Mostly the first review will do. */
const FIRST_PAGE = 4
/** How many reviews are looked at together. */
const PAGE = 32

interface Asking {
  readonly query: ClaimQuery
  readonly claim: (review: Review) => StoreWrite | undefined
}

/** What one look at the queue led to: a review, a place to look on from, or the end of the queue. */
type Look =
  | { readonly claimed: Review }
  | { readonly next: QueuePlace }
  /** Others are taking reviews at the same place of the queue. */
  | { readonly crowded: QueuePlace | undefined }
  | 'end'

/**
 * Hands out the most urgent free review. The first look needs no lock: taking a review is one statement that finds it as
 * it was read, or changes nothing. Where somebody else was faster, a transaction locks the next review that nobody has
 * locked (SKIP LOCKED), so that many who ask at once go to different reviews. No two get the same, on whatever machine.
 */
export function claimNext(session: Session): Store['claimNext'] {
  return async (query, claim) => {
    const asking = { query, claim }
    let look: Look = await lookFrom(session, asking, { after: undefined, limit: FIRST_PAGE })
    for (;;) {
      if (look === 'end') return undefined
      if ('claimed' in look) return look.claimed
      look =
        'crowded' in look
          ? await lockFrom(session, asking, look.crowded)
          : await lookFrom(session, asking, { after: look.next, limit: PAGE })
    }
  }
}

/** Offers one page of the queue. */
async function lookFrom(
  session: Session,
  { query, claim }: Asking,
  page: { readonly after: QueuePlace | undefined; readonly limit: number },
): Promise<Look> {
  const free = session.queries.lists.free(query, page)
  if (free === undefined) return 'end'
  const rows = await session.use((db) => db.planned(free))
  let { after } = page
  for (const row of rows) {
    const review = parseReview(row)
    const change = mayTake(review, query) ? claim(review) : undefined
    if (change !== undefined) {
      const result = await commit(session, change, { whenLocked: 'pass-over' })
      if (result === 'committed') return { claimed: change.review?.next ?? review }
      if (result === 'review-moved') return { crowded: after }
    }
    after = placeOf(row)
  }
  return rows.length < page.limit || after === undefined ? 'end' : { next: after }
}

/** Locks the first review that nobody else has locked, and offers it. */
async function lockFrom(
  session: Session,
  { query, claim }: Asking,
  after: QueuePlace | undefined,
): Promise<Look> {
  const lock = session.queries.lists.lockFree(query, { after, limit: PAGE })
  if (lock === undefined) return 'end'
  let last: { readonly change: StoreWrite; readonly review: Review } | undefined
  const look = await session.transaction(async (db, { mayBeDone }): Promise<Look> => {
    if (mayBeDone && last !== undefined && (await wasWritten(db, session, last.change)))
      return { claimed: last.change.review?.next ?? last.review }
    const [row] = await db.planned(lock)
    if (row === undefined) return 'end'
    const review = parseReview(row)
    const change = mayTake(review, query) ? claim(review) : undefined
    if (change === undefined) return { crowded: placeOf(row) }
    last = { change, review }
    // A write that conflicts after all leaves nothing, and the review is passed over.
    if ((await commitWithin(db, session, change)) !== 'written') return { crowded: placeOf(row) }
    return { claimed: change.review?.next ?? review }
  })
  if (look !== 'end' && 'claimed' in look) session.changed()
  return look
}

function mayTake(review: Review, { notRequestedBy }: ClaimQuery): boolean {
  return !review.votes.some(({ by }) => by === notRequestedBy)
}

function placeOf({ due_at: dueAt, id }: ListedRow): QueuePlace {
  return { dueAt, id }
}
