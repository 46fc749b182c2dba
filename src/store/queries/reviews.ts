import type { Expression, Kysely } from 'kysely'
import type { Prepared } from './prepare.js'
import { prepare } from './prepare.js'
import type { ReviewsTable, Tables } from './tables.js'

type Body = Pick<ReviewsTable, 'body'>

/** Queries on single reviews and on what is due. */
export interface ReviewQueries {
  readonly find: Prepared<{ readonly id: string }, Body>
  /** Changes no row when the id is taken. */
  readonly insert: Prepared<ReviewsTable, unknown>
  /** Changes no row unless the review is still at `expected`. */
  readonly update: Prepared<ReviewsTable & { readonly expected: number }, unknown>
  readonly due: Prepared<{ readonly now: string; readonly limit: number }, Body>
  readonly nextTimer: Prepared<object, Pick<ReviewsTable, 'next_at'>>
}

type Columns = Omit<ReviewsTable, 'id'>

/** Every column of a review but its id, each as the value of its name. */
export function reviewColumns(param: <Name extends keyof Columns>(name: Name) => Expression<Columns[Name]>): {
  readonly [Name in keyof Columns]: Expression<Columns[Name]>
} {
  return {
    version: param('version'),
    status: param('status'),
    system_id: param('system_id'),
    role: param('role'),
    escalated_to: param('escalated_to'),
    requester: param('requester'),
    claimed_by: param('claimed_by'),
    claimed_until: param('claimed_until'),
    subject: param('subject'),
    due_at: param('due_at'),
    next_at: param('next_at'),
    body: param('body'),
    created_at: param('created_at'),
    use_key: param('use_key'),
    mode: param('mode'),
    territory: param('territory'),
  }
}

/** Builds the queries on single reviews and on what is due. */
export function reviewQueries(db: Kysely<Tables>): ReviewQueries {
  return {
    find: prepare<{ readonly id: string }>()((param) =>
      db.selectFrom('reviews').select('body').where('id', '=', param('id')),
    ),
    insert: prepare<ReviewsTable>()((param) =>
      db
        .insertInto('reviews')
        .values({ id: param('id'), ...reviewColumns(param) })
        .onConflict((conflict) => conflict.column('id').doNothing()),
    ),
    update: prepare<ReviewsTable & { readonly expected: number }>()((param) =>
      db
        .updateTable('reviews')
        .set(reviewColumns(param))
        .where('id', '=', param('id'))
        .where('version', '=', param('expected')),
    ),
    due: prepare<{ readonly now: string; readonly limit: number }>()((param) =>
      db
        .selectFrom('reviews')
        .select('body')
        .where('next_at', '<=', param('now'))
        .orderBy('next_at')
        .orderBy('id')
        .limit(param('limit')),
    ),
    nextTimer: prepare<object>()(() =>
      db.selectFrom('reviews').select('next_at').where('next_at', 'is not', null).orderBy('next_at').limit(1),
    ),
  }
}
