import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Param, Prepared } from '../queries/prepare.js'
import { prepare } from '../queries/prepare.js'
import type { ReviewsTable, Tables } from '../queries/tables.js'
import { type ColumnLists, LISTS, type WriteArgs } from './write-args.js'

/** The tables that writes of a group may add to, each row with the id of its new review, or '' for none. */
const TABLES = ['journal', 'payloads', 'outbox', 'keys'] as const
type GroupTable = (typeof TABLES)[number]

const REVIEW: Readonly<Record<keyof ReviewsTable, 'text' | 'bigint'>> = {
  id: 'text',
  version: 'bigint',
  status: 'text',
  system_id: 'text',
  role: 'text',
  escalated_to: 'text',
  requester: 'text',
  claimed_by: 'text',
  claimed_until: 'text',
  subject: 'text',
  due_at: 'text',
  next_at: 'text',
  body: 'text',
  created_at: 'text',
  use_key: 'text',
  mode: 'text',
  territory: 'text',
}

/** The values of several writes that only add. */
export interface GroupArgs {
  readonly reviews: ColumnLists
  readonly lists: Readonly<Record<GroupTable, ColumnLists>>
}

/** Several writes as one statement. */
export interface GroupQueries {
  /** Returns the ids of the reviews that were added: of a review whose id was taken, nothing is written. */
  readonly add: Prepared<GroupArgs, { readonly id: string }>
}

/** Builds the statements for groups. */
export function groupQueries(db: Kysely<Tables>): GroupQueries {
  const names = Object.keys(REVIEW) as (keyof ReviewsTable)[]
  return {
    add: prepare<GroupArgs>()((param) =>
      db
        .with('added', (query) =>
          query
            .insertInto('reviews')
            .columns(names)
            .expression(
              sql`select ${sql.join(names.map((name) => sql.ref(`given.${name}`)))} from ${given(REVIEW, param, ({ reviews }) => reviews)}`,
            )
            .onConflict((conflict) => conflict.column('id').doNothing())
            .returning('id'),
        )
        .with('owners', () => sql<{ id: string }>`(select id from added union all select '' as id)`)
        .with('added_entries', (query) =>
          query.insertInto('journal').columns(['id', 'text']).expression(owned('journal', param)),
        )
        .with('added_payloads', (query) =>
          query
            .insertInto('payloads')
            .columns(['id', 'kind', 'review_id', 'subject', 'salt', 'body', 'created_at'])
            .expression(owned('payloads', param)),
        )
        .with('added_messages', (query) =>
          query
            .insertInto('outbox')
            .columns(['id', 'review_id', 'topic', 'available_at', 'attempts'])
            .expression(owned('outbox', param)),
        )
        .with('added_keys', (query) =>
          query
            .insertInto('keys')
            .columns(['id', 'owner', 'master', 'wrapped', 'created_at'])
            .expression(owned('keys', param)),
        )
        .selectFrom('added')
        .select('id'),
    ),
  }
}

/** Brings the values of several writes together. */
export function groupArgs(writes: readonly WriteArgs[]): GroupArgs {
  const reviews = writes.flatMap(({ review }) => (review === undefined ? [] : [review]))
  const merged = (table: GroupTable): ColumnLists => {
    const names = Object.keys(LISTS[table])
    const addedWith = writes.flatMap(({ review, lists }) =>
      (lists[table].id ?? []).map(() => review?.id ?? ''),
    )
    const columns = names.map((name) => [name, writes.flatMap(({ lists }) => lists[table][name] ?? [])])
    return { added_with: addedWith, ...Object.fromEntries(columns) }
  }
  return {
    reviews: Object.fromEntries(
      (Object.keys(REVIEW) as (keyof ReviewsTable)[]).map((name) => [name, reviews.map((row) => row[name])]),
    ),
    lists: {
      journal: merged('journal'),
      payloads: merged('payloads'),
      outbox: merged('outbox'),
      keys: merged('keys'),
    },
  }
}

/** The rows of a table whose review was added, or that have none, in the order they were given. */
function owned(table: GroupTable, param: Param<GroupArgs>): RawBuilder<unknown> {
  const types = LISTS[table]
  const refs = Object.keys(types).map((name) => sql.ref(`given.${name}`))
  const rows = given({ added_with: 'text', ...types }, param, ({ lists }) => lists[table])
  return sql`select ${sql.join(refs)} from ${rows} join owners on owners.id = given.added_with order by given.place`
}

function given(
  types: Readonly<Record<string, string>>,
  param: Param<GroupArgs>,
  read: (args: GroupArgs) => ColumnLists,
): RawBuilder<unknown> {
  const lists = Object.entries(types).map(
    ([name, type]) => sql`cast(${param.read((args) => read(args)[name] ?? [])} as ${sql.raw(type)}[])`,
  )
  const names = sql.raw(Object.keys(types).join(', '))
  return sql`unnest(${sql.join(lists)}) with ordinality as given (${names}, place)`
}
