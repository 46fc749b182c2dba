import type { Kysely } from 'kysely'
import type { Prepared } from './prepare.js'
import { prepare } from './prepare.js'
import type { OutboxTable, Tables } from './tables.js'

/** A message as it is handed out. */
export type OutboxRow = Omit<OutboxTable, 'last_error'>

/** Queries on messages that wait for their handler. */
export interface OutboxQueries {
  readonly insert: Prepared<OutboxRow, unknown>
  readonly due: Prepared<{ readonly now: string; readonly limit: number }, OutboxRow>
  /** The same, of one topic. */
  readonly dueOn: Prepared<
    { readonly now: string; readonly limit: number; readonly topic: string },
    OutboxRow
  >
  /** Hides a message and counts that it was handed out. */
  readonly take: Prepared<{ readonly id: string; readonly hideUntil: string }, unknown>
  readonly remove: Prepared<{ readonly id: string }, unknown>
  readonly retry: Prepared<{ readonly id: string; readonly retryAt: string; readonly error: string }, unknown>
}

/** Builds the queries on the outbox. */
export function outboxQueries(db: Kysely<Tables>): OutboxQueries {
  return {
    insert: prepare<OutboxRow>()((param) =>
      db.insertInto('outbox').values({
        id: param('id'),
        review_id: param('review_id'),
        topic: param('topic'),
        available_at: param('available_at'),
        attempts: param('attempts'),
      }),
    ),
    due: prepare<{ readonly now: string; readonly limit: number }>()((param) =>
      db
        .selectFrom('outbox')
        .select(['id', 'review_id', 'topic', 'available_at', 'attempts'])
        .where('available_at', '<=', param('now'))
        .orderBy('available_at')
        .orderBy('id')
        .limit(param('limit')),
    ),
    dueOn: prepare<{ readonly now: string; readonly limit: number; readonly topic: string }>()((param) =>
      db
        .selectFrom('outbox')
        .select(['id', 'review_id', 'topic', 'available_at', 'attempts'])
        .where('topic', '=', param('topic'))
        .where('available_at', '<=', param('now'))
        .orderBy('available_at')
        .orderBy('id')
        .limit(param('limit')),
    ),
    take: prepare<{ readonly id: string; readonly hideUntil: string }>()((param) =>
      db
        .updateTable('outbox')
        .set((eb) => ({ available_at: param('hideUntil'), attempts: eb('attempts', '+', 1) }))
        .where('id', '=', param('id')),
    ),
    remove: prepare<{ readonly id: string }>()((param) =>
      db.deleteFrom('outbox').where('id', '=', param('id')),
    ),
    retry: prepare<{ readonly id: string; readonly retryAt: string; readonly error: string }>()((param) =>
      db
        .updateTable('outbox')
        .set({ available_at: param('retryAt'), last_error: param('error') })
        .where('id', '=', param('id')),
    ),
  }
}
