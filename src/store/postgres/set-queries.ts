import { type Compilable, type Expression, type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { Hash } from '../../journal/tree-types.js'
import type { OutboxRow } from '../queries/outbox.js'
import type { Param, Prepared } from '../queries/prepare.js'
import { prepare } from '../queries/prepare.js'
import type { CheckpointsTable, KeysTable, Tables } from '../queries/tables.js'

/** A batch of the journal as the sequencer sealed it, in columns of values. */
export interface SealArgs extends CheckpointsTable {
  readonly seqs: readonly number[]
  readonly places: readonly number[]
  readonly leafHashes: readonly Hash[]
  readonly nodeLevels: readonly number[]
  readonly nodeIndices: readonly number[]
  readonly nodeHashes: readonly Hash[]
}

/** A message as it is handed out, with the time it was due. */
export interface TakenRow extends OutboxRow {
  readonly was_due: string
}

interface Positions {
  readonly levels: readonly number[]
  readonly indices: readonly number[]
}
interface Taking {
  readonly now: string
  readonly hideUntil: string
  readonly limit: number
}
interface TakingOf extends Taking {
  readonly topic: string
}

/** Queries on many rows at once, each one round trip. */
export interface SetQueries {
  /** Hides due messages and returns them; passes over those that somebody else is taking. */
  readonly takeOutbox: Prepared<Taking, TakenRow>
  /** The same, of one topic. */
  readonly takeOutboxOn: Prepared<TakingOf, TakenRow>
  /** Nodes of the tree, each with its number in the question; those that are missing are not there. */
  readonly nodes: Prepared<Positions, { readonly place: number; readonly hash: Hash }>
  /** Writes a sealed batch whole; returns how many entries got their place. */
  readonly seal: Prepared<SealArgs, { readonly placed: number }>
  /** Those of some keys that are there, kept from being erased until the transaction ends. */
  readonly holdKeys: Prepared<{ readonly ids: readonly string[] }, Pick<KeysTable, 'id'>>
  /** Waits for whoever encrypts with keys of an owner, and keeps others from it until the transaction ends. */
  readonly lockKeys: Prepared<{ readonly owner: string }, Pick<KeysTable, 'id'>>
}

/** Builds the queries on many rows at once. */
export function setQueries(db: Kysely<Tables>): SetQueries {
  return {
    takeOutbox: prepare<Taking>()((param) => takeOutbox(db, dueMessages(db, param), param)),
    takeOutboxOn: prepare<TakingOf>()((param) =>
      takeOutbox(db, dueMessages(db, param).where('topic', '=', param('topic')), param),
    ),
    nodes: prepare<Positions>()((param) =>
      db
        .selectFrom('nodes')
        .innerJoin(
          sql<{ level: number; idx: number; place: number }>`unnest(${list(param('levels'), 'bigint')},
            ${list(param('indices'), 'bigint')}) with ordinality`.as<'asked'>(sql`asked (level, idx, place)`),
          (join) => join.onRef('nodes.level', '=', 'asked.level').onRef('nodes.idx', '=', 'asked.idx'),
        )
        .select(['asked.place', 'nodes.hash']),
    ),
    seal: prepare<SealArgs>()((param) => seal(db, param)),
    holdKeys: prepare<{ readonly ids: readonly string[] }>()((param) =>
      db
        .selectFrom('keys')
        .select('id')
        .where(sql<boolean>`id = any(cast(${param('ids')} as text[]))`)
        .forShare(),
    ),
    lockKeys: prepare<{ readonly owner: string }>()((param) =>
      db.selectFrom('keys').select('id').where('owner', '=', param('owner')).forUpdate(),
    ),
  }
}

type Due = SelectQueryBuilder<Tables, 'outbox', Pick<OutboxRow, 'id' | 'available_at'>>

function dueMessages(db: Kysely<Tables>, param: Param<Taking>): Due {
  return db
    .selectFrom('outbox')
    .select(['id', 'available_at'])
    .where('available_at', '<=', param('now'))
    .orderBy('available_at')
    .orderBy('id')
    .limit(param('limit'))
    .forUpdate()
    .skipLocked()
}

function takeOutbox(db: Kysely<Tables>, due: Due, param: Param<Taking>): Compilable<TakenRow> {
  return db
    .with('due', () => due)
    .updateTable('outbox')
    .from('due')
    .set((eb) => ({ available_at: param('hideUntil'), attempts: eb('outbox.attempts', '+', 1) }))
    .whereRef('outbox.id', '=', 'due.id')
    .returning([
      'outbox.id',
      'outbox.review_id',
      'outbox.topic',
      'outbox.available_at',
      'outbox.attempts',
      'due.available_at as was_due',
    ])
}

function seal(db: Kysely<Tables>, param: Param<SealArgs>): Compilable<{ readonly placed: number }> {
  return db
    .with('placed', (query) =>
      query
        .updateTable('journal')
        .from(
          sql<{ seq: number; idx: number; leaf_hash: Hash }>`unnest(${list(param('seqs'), 'bigint')},
            ${list(param('places'), 'bigint')}, ${list(param('leafHashes'), 'bytea')})`.as<'given'>(
            sql`given (seq, idx, leaf_hash)`,
          ),
        )
        .set((eb) => ({ idx: eb.ref('given.idx'), leaf_hash: eb.ref('given.leaf_hash') }))
        .whereRef('journal.seq', '=', 'given.seq')
        .returning('journal.seq'),
    )
    .with('node', (query) =>
      query
        .insertInto('nodes')
        .columns(['level', 'idx', 'hash'])
        .expression(
          sql`select given.* from unnest(${list(param('nodeLevels'), 'integer')},
          ${list(param('nodeIndices'), 'bigint')}, ${list(param('nodeHashes'), 'bytea')}) as given`,
        ),
    )
    .with('checkpoint', (query) =>
      query.insertInto('checkpoints').values({
        size: param('size'),
        root_hash: param('root_hash'),
        at: param('at'),
        note: param('note'),
      }),
    )
    .selectFrom('placed')
    .select((eb) => eb.fn.countAll<number>().as('placed'))
}

function list(values: Expression<unknown>, type: 'integer' | 'bigint' | 'bytea'): Expression<unknown> {
  return sql`cast(${values} as ${sql.raw(type)}[])`
}
