import type { Expression, Kysely, SqlBool } from 'kysely'
import { expressionBuilder } from 'kysely'
import type { Backlog, BacklogQuery, OpenReviews } from '../backlog.js'
import type { PendingRow } from './journal.js'
import type { Prepared } from './prepare.js'
import { prepare } from './prepare.js'
import type { Tables } from './tables.js'

type Count = number | string | bigint

/** The open reviews of one system. */
export interface OpenRow {
  readonly system_id: string
  readonly count: Count
  readonly overdue: Count | null
  readonly oldest: string | null
}

/** The messages of one topic. */
export interface MessagesRow {
  readonly topic: string
  readonly count: Count
  readonly retried: Count | null
}

/** Queries on how much waits. Each walks along one index and stops at its limit, however many rows there are. */
export interface BacklogQueries {
  readonly open: Prepared<BacklogQuery & { readonly status: OpenReviews['status'] }, OpenRow>
  readonly messages: Prepared<BacklogQuery, MessagesRow>
  readonly entries: Prepared<BacklogQuery, { readonly count: Count }>
}

/** What the database answered. */
export interface BacklogRows {
  readonly pending: readonly OpenRow[]
  readonly claimed: readonly OpenRow[]
  readonly messages: readonly MessagesRow[]
  readonly entries: { readonly count: Count } | undefined
  readonly oldest: PendingRow | undefined
}

/** Builds the queries on how much waits. */
export function backlogQueries(db: Kysely<Tables>): BacklogQueries {
  return {
    open: prepare<BacklogQuery & { readonly status: OpenReviews['status'] }>()((param) =>
      db
        .selectFrom(
          db
            .selectFrom('reviews')
            .select(['system_id', 'due_at', 'id'])
            .where('status', '=', param('status'))
            .orderBy('due_at')
            .orderBy('id')
            .limit(param('limit'))
            .as('open'),
        )
        .select((eb) => [
          'open.system_id',
          eb.fn.countAll().as('count'),
          eb.fn.sum<Count>(one(eb('open.due_at', '<', param('now')))).as('overdue'),
          eb.fn.min('open.id').as('oldest'),
        ])
        .groupBy('open.system_id'),
    ),
    messages: prepare<BacklogQuery>()((param) =>
      db
        .selectFrom(
          db
            .selectFrom('outbox')
            .select(['topic', 'attempts'])
            .orderBy('available_at')
            .orderBy('id')
            .limit(param('limit'))
            .as('waiting'),
        )
        .select((eb) => [
          'waiting.topic',
          eb.fn.countAll().as('count'),
          eb.fn.sum<Count>(one(eb('waiting.attempts', '>', eb.lit(0)))).as('retried'),
        ])
        .groupBy('waiting.topic'),
    ),
    entries: prepare<BacklogQuery>()((param) =>
      db
        .selectFrom(
          db
            .selectFrom('journal')
            .select('seq')
            .where('idx', 'is', null)
            .orderBy('seq')
            .limit(param('limit'))
            .as('waiting'),
        )
        .select((eb) => eb.fn.countAll().as('count')),
    ),
  }
}

/** 1 where the condition holds, else 0: a sum of it counts. */
function one(condition: Expression<SqlBool>): Expression<number> {
  const eb = expressionBuilder<Tables>()
  return eb.case().when(condition).then(eb.lit(1)).else(eb.lit(0)).end()
}

/** The answer of the store. */
export function backlogOf(rows: BacklogRows, { limit }: BacklogQuery): Backlog {
  const { messages, entries, oldest } = rows
  const reviews = (['pending', 'claimed'] as const).flatMap((status) =>
    rows[status].map(
      (row): OpenReviews => ({
        systemId: row.system_id,
        status,
        count: Number(row.count),
        overdue: Number(row.overdue ?? 0),
        oldestId: row.oldest ?? '',
      }),
    ),
  )
  const counted = (status: OpenReviews['status']): number =>
    reviews.filter((row) => row.status === status).reduce((sum, { count }) => sum + count, 0)
  return {
    reviews,
    allReviewsCounted: counted('pending') < limit && counted('claimed') < limit,
    messages: messages.map(({ topic, count, retried }) => ({
      topic,
      count: Number(count),
      retried: Number(retried ?? 0),
    })),
    entries: { count: Number(entries?.count ?? 0), ...(oldest === undefined ? {} : { oldest: oldest.text }) },
  }
}
