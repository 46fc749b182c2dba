import { type Expression, type InsertQueryBuilder, type Kysely, sql, type UpdateQueryBuilder } from 'kysely'
import type { Param } from '../queries/prepare.js'
import { reviewColumns } from '../queries/reviews.js'
import type { PseudonymsTable, ReviewsTable, SettingsTable, Tables } from '../queries/tables.js'
import type { CommitShape, Step } from './commit-queries.js'
import type { WriteArgs } from './write-args.js'

interface Id {
  readonly id: string
}

/** One row when what stands there is at its version, or when there is nothing to move on; else no row. */
type Moved<Table extends keyof Tables> =
  | Expression<Id>
  | InsertQueryBuilder<Tables, Table, Id>
  | UpdateQueryBuilder<Tables, Table, Table, Id>

/** Moves the review on. */
export function movedReview(
  db: Kysely<Tables>,
  kind: CommitShape['review'],
  param: Param<WriteArgs>,
): Moved<'reviews'> {
  const column = <Name extends keyof ReviewsTable>(name: Name): Expression<ReviewsTable[Name]> =>
    param.read(({ review }) => present(review)[name])
  if (kind === 'none') return sql<Id>`(select 'none' as id)`
  if (kind === 'insert')
    return db
      .insertInto('reviews')
      .values({ id: column('id'), ...reviewColumns(column) })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
  const update = db
    .updateTable('reviews')
    .set(reviewColumns(column))
    .where('id', '=', column('id'))
    .where('version', '=', param('expected'))
    .returning('id')
  if (kind === 'update') return update
  return update.where('id', 'in', (eb) =>
    eb
      .selectFrom('reviews')
      .select('id')
      .where('id', '=', column('id'))
      .where('version', '=', param('expected'))
      .forUpdate()
      .skipLocked(),
  )
}

/** Moves the placeholders of a case on, when `moved` has a row. */
export function movedPseudonyms(
  db: Kysely<Tables>,
  step: Step,
  param: Param<WriteArgs>,
): Moved<'pseudonyms'> {
  const column = <Name extends keyof PseudonymsTable>(name: Name): Expression<PseudonymsTable[Name]> =>
    param.read(({ pseudonyms }) => present(pseudonyms)[name])
  if (step === 'none') return sql<Id>`(select id from moved)`
  if (step === 'first')
    return db
      .insertInto('pseudonyms')
      .columns(['system_id', 'subject', 'version', 'body', 'at'])
      .expression(
        sql`select ${text(column('system_id'))}, ${text(column('subject'))}, ${number(column('version'))},
          ${text(column('body'))}, ${text(column('at'))} from moved`,
      )
      .onConflict((conflict) => conflict.columns(['system_id', 'subject']).doNothing())
      .returning('subject as id')
  return db
    .updateTable('pseudonyms')
    .set({ version: column('version'), body: column('body'), at: column('at') })
    .where('system_id', '=', column('system_id'))
    .where('subject', '=', column('subject'))
    .where(
      'version',
      '=',
      param.read(({ pseudonyms }) => present(pseudonyms).version - 1),
    )
    .where(sql<boolean>`exists (select 1 from moved)`)
    .returning('subject as id')
}

/** Moves a setting on, when `named` has a row. */
export function movedSetting(db: Kysely<Tables>, step: Step, param: Param<WriteArgs>): Moved<'settings'> {
  const column = <Name extends keyof SettingsTable>(name: Name): Expression<SettingsTable[Name]> =>
    param.read(({ setting }) => present(setting)[name])
  if (step === 'none') return sql<Id>`(select id from named)`
  if (step === 'first')
    return db
      .insertInto('settings')
      .columns(['kind', 'id', 'version', 'body'])
      .expression(
        sql`select ${text(column('kind'))}, ${text(column('id'))}, ${number(column('version'))}, ${text(column('body'))} from named`,
      )
      .onConflict((conflict) => conflict.columns(['kind', 'id']).doNothing())
      .returning('id')
  return db
    .updateTable('settings')
    .set({ version: column('version'), body: column('body') })
    .where('kind', '=', column('kind'))
    .where('id', '=', column('id'))
    .where(
      'version',
      '=',
      param.read(({ setting }) => present(setting).version - 1),
    )
    .where(sql<boolean>`exists (select 1 from named)`)
    .returning('id')
}

function text(value: Expression<unknown>): Expression<unknown> {
  return sql`cast(${value} as text)`
}

function number(value: Expression<unknown>): Expression<unknown> {
  return sql`cast(${value} as bigint)`
}

/** Statements are chosen by what the write has. */
function present<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new RangeError('This statement needs a row that the write does not have.')
  return row
}
