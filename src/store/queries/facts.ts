import type { Kysely } from 'kysely'
import { type Prepared, prepare } from './prepare.js'
import type { FactsTable, Tables } from './tables.js'

interface Period {
  readonly from: string
  readonly to: string
  readonly limit: number
}

/** Queries on the facts of decisions. */
export interface FactQueries {
  /** Replaces what is there of the same person on the same review. */
  readonly put: Prepared<FactsTable, unknown>
  readonly dropReview: Prepared<{ readonly review_id: string }, unknown>
  readonly drop: Prepared<{ readonly review_id: string; readonly reviewer_id: string }, unknown>
  readonly list: Prepared<Period, FactsTable>
  readonly listOf: Prepared<Period & { readonly reviewer_id: string }, FactsTable>
  /** At most `limit`: no more rows than that are looked at. */
  readonly count: Prepared<
    Pick<FactsTable, 'reviewer_id' | 'system_id'> & { readonly limit: number },
    { readonly count: number | string | bigint }
  >
}

const COLUMNS = ['review_id', 'reviewer_id', 'system_id', 'use_id', 'at', 'body'] as const

/** Builds the queries on facts. */
export function factQueries(db: Kysely<Tables>): FactQueries {
  return {
    put: prepare<FactsTable>()((param) =>
      db
        .insertInto('facts')
        .values({
          review_id: param('review_id'),
          reviewer_id: param('reviewer_id'),
          system_id: param('system_id'),
          use_id: param('use_id'),
          at: param('at'),
          body: param('body'),
        })
        .onConflict((conflict) =>
          conflict
            .columns(['review_id', 'reviewer_id'])
            .doUpdateSet((eb) => ({ at: eb.ref('excluded.at'), body: eb.ref('excluded.body') })),
        ),
    ),
    dropReview: prepare<{ readonly review_id: string }>()((param) =>
      db.deleteFrom('facts').where('review_id', '=', param('review_id')),
    ),
    drop: prepare<{ readonly review_id: string; readonly reviewer_id: string }>()((param) =>
      db
        .deleteFrom('facts')
        .where('review_id', '=', param('review_id'))
        .where('reviewer_id', '=', param('reviewer_id')),
    ),
    list: prepare<Period>()((param) =>
      db
        .selectFrom('facts')
        .select(COLUMNS)
        .where('at', '>=', param('from'))
        .where('at', '<', param('to'))
        .orderBy('at', 'desc')
        .orderBy('review_id', 'desc')
        .orderBy('reviewer_id', 'desc')
        .limit(param('limit')),
    ),
    listOf: prepare<Period & { readonly reviewer_id: string }>()((param) =>
      db
        .selectFrom('facts')
        .select(COLUMNS)
        .where('reviewer_id', '=', param('reviewer_id'))
        .where('at', '>=', param('from'))
        .where('at', '<', param('to'))
        .orderBy('at', 'desc')
        .orderBy('review_id', 'desc')
        .limit(param('limit')),
    ),
    count: prepare<Pick<FactsTable, 'reviewer_id' | 'system_id'> & { readonly limit: number }>()((param) =>
      db
        .selectFrom((eb) =>
          eb
            .selectFrom('facts')
            .select('review_id')
            .where('reviewer_id', '=', param('reviewer_id'))
            .where('system_id', '=', param('system_id'))
            .limit(param('limit'))
            .as('counted'),
        )
        .select((eb) => eb.fn.countAll().as('count')),
    ),
  }
}
