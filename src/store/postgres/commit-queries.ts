import {
  type DeleteQueryBuilder,
  type Expression,
  type InsertQueryBuilder,
  type Kysely,
  type RawBuilder,
  sql,
} from 'kysely'
import type { Param, Prepared } from '../queries/prepare.js'
import { prepare } from '../queries/prepare.js'
import type { Tables } from '../queries/tables.js'
import { movedPseudonyms, movedReview, movedSetting } from './moved-rows.js'
import { LISTS, type ListTable, type WriteArgs } from './write-args.js'

/** 1 when all of it was written, 0 when none of it. */
export interface CommitRow {
  readonly done: number
}

/** Which rows a write moves on, and how. */
export interface CommitShape {
  /** `take` is an update that does not wait for a review that somebody else is changing. */
  readonly review: 'none' | 'insert' | 'update' | 'take'
  readonly pseudonyms: Step
  readonly setting: Step
  /** Facts that are taken back: one person's of a review, or all of it. */
  readonly drop: 'none' | 'reviewer' | 'review'
  /** Whether it relies on keys that are there. */
  readonly held: 'none' | 'some'
  /** The lists that have rows; the others would cost time for nothing. */
  readonly lists: ReadonlySet<ListTable>
}

/** The first version of a row, the next one, or no such row in this write. */
export type Step = 'none' | 'first' | 'next'

/**
 * A whole write as one statement, and so one round trip and one transaction. Whatever is not at its version keeps all of it
 * from being written; a command's key that was used before breaks it.
 */
export type CommitQueries = (shape: CommitShape) => Prepared<WriteArgs, CommitRow>

/** SQLSTATE by which a statement undoes itself: the first row could be moved on, a later one not. */
export const UNDONE = '22012'

/** Builds the statements that write, each shape once. */
export function commitQueries(db: Kysely<Tables>): CommitQueries {
  const known = new Map<string, Prepared<WriteArgs, CommitRow>>()
  return (shape) => {
    const key = [shape.review, shape.pseudonyms, shape.setting, shape.drop, shape.held, ...shape.lists].join(
      ' ',
    )
    const found = known.get(key) ?? buildCommit(db, shape)
    known.set(key, found)
    return found
  }
}

function buildCommit(db: Kysely<Tables>, shape: CommitShape): Prepared<WriteArgs, CommitRow> {
  const where = <Query>(table: ListTable, insert: () => Query): Query | RawBuilder<object> =>
    shape.lists.has(table) ? insert() : NOTHING
  return prepare<WriteArgs>()((param) =>
    // Each of the first four takes its row from the one before: where one has none, nothing that follows is written.
    db
      .with('moved', () => movedReview(db, shape.review, param))
      .with('named', () => movedPseudonyms(db, shape.pseudonyms, param))
      .with('placed', () => movedSetting(db, shape.setting, param))
      .with('whole', () => withKeys(db, shape.held, param))
      .with('added_commands', () =>
        where('commands', () =>
          db.insertInto('commands').columns(columnsOf('commands')).expression(rowsOf('commands', param)),
        ),
      )
      .with('added_entries', () =>
        db.insertInto('journal').columns(columnsOf('journal')).expression(rowsOf('journal', param)),
      )
      .with('added_payloads', () =>
        where('payloads', () =>
          db.insertInto('payloads').columns(columnsOf('payloads')).expression(rowsOf('payloads', param)),
        ),
      )
      .with('added_messages', () =>
        where('outbox', () =>
          db.insertInto('outbox').columns(columnsOf('outbox')).expression(rowsOf('outbox', param)),
        ),
      )
      .with('added_keys', () =>
        where('keys', () =>
          db.insertInto('keys').columns(columnsOf('keys')).expression(rowsOf('keys', param)),
        ),
      )
      .with('dropped_facts', () => droppedFacts(db, shape.drop, param))
      .with('added_facts', () => where('facts', () => addedFacts(db, param)))
      .selectNoFrom([
        sql<number>`(select count(*) from whole)`.as('done'),
        // Divides by zero, and so undoes everything, when the first has its row and the whole is not there.
        sql<number>`1 / (case when (select count(*) from moved) > (select count(*) from whole) then 0 else 1 end)`.as(
          'sound',
        ),
      ]),
  )
}

/** A query that is never asked: the database leaves it out. */
const NOTHING: RawBuilder<object> = sql<object>`(select 1 as nothing)`

/**
 * The row of `placed` when every key that the write relies on is there. They are locked against being erased, not against each
 * other: whoever erases one at this moment waits, and then finds what it encrypts; who comes after finds no key.
 */
function withKeys(
  db: Kysely<Tables>,
  held: CommitShape['held'],
  param: Param<WriteArgs>,
): RawBuilder<{ readonly id: string }> {
  if (held === 'none') return sql`(select id from placed)`
  const ids = sql<string[]>`cast(${param('held')} as text[])`
  const found = db.selectFrom('keys').select('id').where(sql<boolean>`id = any(${ids})`).forShare()
  return sql`(select id from placed where (select count(*) from ${found} as found) = cardinality(${ids}))`
}

function addedFacts(
  db: Kysely<Tables>,
  param: Param<WriteArgs>,
): InsertQueryBuilder<Tables, 'facts', object> {
  return db
    .insertInto('facts')
    .columns(columnsOf('facts'))
    .expression(rowsOf('facts', param))
    .onConflict((conflict) =>
      conflict
        .columns(['review_id', 'reviewer_id'])
        .doUpdateSet((eb) => ({ at: eb.ref('excluded.at'), body: eb.ref('excluded.body') })),
    )
}

function columnsOf<Table extends ListTable>(table: Table): (keyof (typeof LISTS)[Table] & string)[] {
  return Object.keys(LISTS[table]) as (keyof (typeof LISTS)[Table] & string)[]
}

/** The rows of a list, when `whole` has its row; in the order they were given, which entries keep in the journal. */
function rowsOf(table: ListTable, param: Param<WriteArgs>): RawBuilder<unknown> {
  const types: Readonly<Record<string, string>> = LISTS[table]
  const names = Object.keys(types)
  const lists = names.map(
    (name) =>
      sql`cast(${param.read(({ lists }) => lists[table][name] ?? [])} as ${sql.raw(types[name] ?? '')}[])`,
  )
  const refs = names.map((name) => sql.ref(`given.${name}`))
  return sql`select ${sql.join(refs)} from whole cross join unnest(${sql.join(lists)}) with ordinality
    as given (${sql.raw(names.join(', '))}, place) order by given.place`
}

/** Takes facts back, when `whole` has its row, but for those that the same write puts: they are replaced. */
function droppedFacts(
  db: Kysely<Tables>,
  drop: CommitShape['drop'],
  param: Param<WriteArgs>,
): Expression<object> | DeleteQueryBuilder<Tables, 'facts', object> {
  if (drop === 'none') return NOTHING
  const put = param.read(({ lists }) => lists.facts.reviewer_id ?? [])
  const ofReview = db
    .deleteFrom('facts')
    .where('review_id', '=', param('dropReview'))
    .where(sql<boolean>`exists (select 1 from whole) and reviewer_id <> all (cast(${put} as text[]))`)
  return drop === 'review' ? ofReview : ofReview.where('reviewer_id', '=', param('dropReviewer'))
}
