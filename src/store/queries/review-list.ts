import type { CompiledQuery, Kysely, SelectQueryBuilder } from 'kysely'
import type { ClaimQuery, CountQuery, ReviewQuery } from '../store.js'
import type { Param, Prepared } from './prepare.js'
import { prepare } from './prepare.js'
import { armsOf, type ManyArgs, ORDERS, type Shape } from './review-arms.js'
import { type Asked, ask } from './review-ask.js'
import type { ReviewsTable, Tables } from './tables.js'

/** A review found by a list, with its place in the queue. */
export type ListedRow = Pick<ReviewsTable, 'id' | 'due_at' | 'body'>

/** How many reviews of one arm match; their sum is the answer, `atMost` at most. */
export interface CountRow {
  readonly count: number | string | bigint
}

/** Where a search for a free review goes on. */
export interface QueuePlace {
  readonly dueAt: string
  readonly id: string
}

/** Queries on many reviews. Undefined when nothing can match: a list of no roles shows nothing. */
export interface ReviewListQueries {
  list(query: ReviewQuery): CompiledQuery<ListedRow> | undefined
  count(query: CountQuery): CompiledQuery<CountRow> | undefined
  /** Reviews that are free for this person, most urgent first. */
  free(
    query: ClaimQuery,
    page: { readonly after: QueuePlace | undefined; readonly limit: number },
  ): CompiledQuery<ListedRow> | undefined
  /**
   * The first of such a page that nobody else has locked, as it is now, and locks it for this transaction. For databases
   * that lock rows.
   */
  lockFree(
    query: ClaimQuery,
    page: { readonly after: QueuePlace | undefined; readonly limit: number },
  ): CompiledQuery<ListedRow> | undefined
}

/** Compiled shapes that are kept. A city's screens ask in a few dozen ways. */
const MOST_SHAPES = 200

/** How a database is best asked for the first rows of several stretches of an index together. */
export interface ListStyle {
  /**
   * `walk`: it reads the stretches side by side and stops at the limit. `pages`: it would read them whole, so it is asked for
   * the first page of each.
   */
  readonly merging: 'walk' | 'pages'
}

/** Builds queries on many reviews, each shape once. */
export function reviewListQueries(db: Kysely<Tables>, { merging }: ListStyle): ReviewListQueries {
  const buildList = merging === 'walk' ? buildWalk : buildPages
  const lists = new Map<string, Prepared<ManyArgs, ListedRow>>()
  const locks = new Map<string, Prepared<ManyArgs, ListedRow>>()
  const counts = new Map<string, Prepared<ManyArgs, CountRow>>()
  return {
    list(query) {
      const asked = ask(query)
      return asked && remembered(lists, asked.shape, () => buildList(db, asked.shape))(asked.args)
    },
    count({ atMost, ...query }) {
      const asked = ask({ ...query, limit: atMost ?? 0 }, { bounded: atMost !== undefined })
      return asked && remembered(counts, asked.shape, () => buildCount(db, asked.shape))(asked.args)
    },
    free(query, page) {
      const asked = askFree(query, page)
      return asked && remembered(lists, asked.shape, () => buildList(db, asked.shape))(asked.args)
    },
    lockFree(query, page) {
      const asked = askFree(query, page)
      return asked && remembered(locks, asked.shape, () => buildLock(db, asked.shape))(asked.args)
    },
  }
}

function askFree(
  { roles, systemIds, now, notRequestedBy }: ClaimQuery,
  { after, limit }: { readonly after: QueuePlace | undefined; readonly limit: number },
): Asked | undefined {
  return ask(
    {
      statuses: ['pending', 'claimed'],
      roles,
      limit,
      ...(systemIds === undefined ? {} : { systemIds }),
      ...(after === undefined ? {} : { after }),
    },
    { claim: { now, person: notRequestedBy } },
  )
}

function buildWalk(db: Kysely<Tables>, shape: Shape): Prepared<ManyArgs, ListedRow> {
  return prepare<ManyArgs>()((param) => {
    const order = ORDERS[shape.order]
    const [first, ...others] = armsOf(db, shape, param).map((arm) =>
      arm.select([...new Set(['id', 'due_at', 'body', ...order] as const)]),
    )
    if (first === undefined) throw new RangeError('A list needs at least one arm.')
    const merged = others.reduce((whole, arm) => whole.unionAll(arm), first)
    return order.reduce((list, column) => list.orderBy(column), merged).limit(param('limit'))
  })
}

function buildPages(db: Kysely<Tables>, shape: Shape): Prepared<ManyArgs, ListedRow> {
  return prepare<ManyArgs>()((param) => pageOf(db, shape, param))
}

function buildLock(db: Kysely<Tables>, shape: Shape): Prepared<ManyArgs, ListedRow> {
  return prepare<ManyArgs>()((param) =>
    pageOf(db, shape, param)
      // Asked again of the row that was locked, which may be newer than the page.
      .where((eb) =>
        eb.or([eb('review.status', '=', 'pending'), eb('review.claimed_until', '<=', param('now'))]),
      )
      .limit(1)
      .forUpdate('review')
      .skipLocked(),
  )
}

type Page = SelectQueryBuilder<Tables & { readonly review: ReviewsTable }, 'review', ListedRow>

/** Each arm finds its first page of ids by an index alone; the rows themselves are read for one page only. */
function pageOf(db: Kysely<Tables>, shape: Shape, param: Param<ManyArgs>): Page {
  const order = ORDERS[shape.order]
  const [first, ...others] = armsOf(db, shape, param).map((arm) => {
    const sorted = order.reduce((list, column) => list.orderBy(column), arm.select([...order]))
    return db.selectFrom(sorted.limit(param('limit')).as('arm')).selectAll()
  })
  if (first === undefined) throw new RangeError('A list needs at least one arm.')
  const merged = others.reduce((whole, arm) => whole.unionAll(arm), first)
  const page = order
    .reduce((list, column) => list.orderBy(column), merged)
    .limit(param('limit'))
    .as('page')
  const rows: Page = db
    .selectFrom('reviews as review')
    .innerJoin(page, 'page.id', 'review.id')
    .select(['review.id', 'review.due_at', 'review.body'])
  return order.reduce((list, column) => list.orderBy(`review.${column}`), rows)
}

function buildCount(db: Kysely<Tables>, shape: Shape): Prepared<ManyArgs, CountRow> {
  return prepare<ManyArgs>()((param) => {
    const [first, ...others] = armsOf(db, shape, param).map((arm) => {
      const found = arm.select('id')
      const counted = shape.bounded ? found.limit(param('limit')) : found
      return db.selectFrom(counted.as('arm')).select((eb) => eb.fn.countAll().as('count'))
    })
    if (first === undefined) throw new RangeError('A count needs at least one arm.')
    return others.reduce((whole, arm) => whole.unionAll(arm), first)
  })
}

/** The answer of a count. */
export function countOf(
  rows: readonly CountRow[],
  { atMost = Number.POSITIVE_INFINITY }: CountQuery,
): number {
  return Math.min(
    rows.reduce((sum, { count }) => sum + Number(count), 0),
    atMost,
  )
}

function remembered<Value>(cache: Map<string, Value>, shape: Shape, make: () => Value): Value {
  const key = JSON.stringify(shape)
  const known = cache.get(key)
  if (known !== undefined) return known
  const made = make()
  const [oldest] = cache.keys()
  if (cache.size >= MOST_SHAPES && oldest !== undefined) cache.delete(oldest)
  cache.set(key, made)
  return made
}
