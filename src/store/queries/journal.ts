import type { Kysely } from 'kysely'
import type { Prepared } from './prepare.js'
import { prepare } from './prepare.js'
import type { CheckpointsTable, JournalTable, NodesTable, Tables } from './tables.js'

/** An entry that has no place yet. */
export interface PendingRow {
  readonly seq: number
  readonly id: string
  readonly text: string
}

/** An entry that has its place. */
export type PlacedRow = Pick<JournalTable, 'id' | 'text' | 'idx' | 'leaf_hash'>

interface Page {
  readonly from: number
  readonly limit: number
}
interface Place {
  readonly seq: number
  readonly idx: number
  readonly leaf_hash: Uint8Array
}

/** Queries on the journal: entries, tree, checkpoints. */
export interface JournalQueries {
  readonly insert: Prepared<{ readonly id: string; readonly text: string }, unknown>
  readonly pending: Prepared<{ readonly limit: number }, PendingRow>
  readonly countPending: Prepared<object, { readonly count: number | string | bigint }>
  readonly place: Prepared<Place, unknown>
  readonly read: Prepared<Page, PlacedRow>
  readonly find: Prepared<{ readonly id: string }, PlacedRow>
  /** Finds an entry whether or not it has a place. */
  readonly exists: Prepared<{ readonly id: string }, Pick<JournalTable, 'id'>>
  readonly insertNode: Prepared<NodesTable, unknown>
  readonly findNode: Prepared<{ readonly level: number; readonly idx: number }, Pick<NodesTable, 'hash'>>
  readonly insertCheckpoint: Prepared<CheckpointsTable, unknown>
  readonly latestCheckpoint: Prepared<object, CheckpointsTable>
  readonly checkpoints: Prepared<Page, CheckpointsTable>
}

const PLACED = ['id', 'text', 'idx', 'leaf_hash'] as const
const CHECKPOINT = ['size', 'root_hash', 'at', 'note'] as const

/** Builds the queries on the journal. */
export function journalQueries(db: Kysely<Tables>): JournalQueries {
  return { ...entryQueries(db), ...treeQueries(db) }
}

type EntryPart = 'insert' | 'pending' | 'countPending' | 'place' | 'read' | 'find' | 'exists'

function entryQueries(db: Kysely<Tables>): Pick<JournalQueries, EntryPart> {
  return {
    insert: prepare<{ readonly id: string; readonly text: string }>()((param) =>
      db.insertInto('journal').values({ id: param('id'), text: param('text') }),
    ),
    pending: prepare<{ readonly limit: number }>()((param) =>
      db
        .selectFrom('journal')
        .select(['seq', 'id', 'text'])
        .where('idx', 'is', null)
        .orderBy('seq')
        .limit(param('limit')),
    ),
    countPending: prepare<object>()(() =>
      db
        .selectFrom('journal')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('idx', 'is', null),
    ),
    place: prepare<Place>()((param) =>
      db
        .updateTable('journal')
        .set({ idx: param('idx'), leaf_hash: param('leaf_hash') })
        .where('seq', '=', param('seq')),
    ),
    read: prepare<Page>()((param) =>
      db
        .selectFrom('journal')
        .select(PLACED)
        .where('idx', '>=', param('from'))
        .orderBy('idx')
        .limit(param('limit')),
    ),
    find: prepare<{ readonly id: string }>()((param) =>
      db.selectFrom('journal').select(PLACED).where('id', '=', param('id')).where('idx', 'is not', null),
    ),
    exists: prepare<{ readonly id: string }>()((param) =>
      db.selectFrom('journal').select('id').where('id', '=', param('id')),
    ),
  }
}

function treeQueries(db: Kysely<Tables>): Omit<JournalQueries, EntryPart> {
  return {
    insertNode: prepare<NodesTable>()((param) =>
      db.insertInto('nodes').values({ level: param('level'), idx: param('idx'), hash: param('hash') }),
    ),
    findNode: prepare<{ readonly level: number; readonly idx: number }>()((param) =>
      db
        .selectFrom('nodes')
        .select('hash')
        .where('level', '=', param('level'))
        .where('idx', '=', param('idx')),
    ),
    insertCheckpoint: prepare<CheckpointsTable>()((param) =>
      db.insertInto('checkpoints').values({
        size: param('size'),
        root_hash: param('root_hash'),
        at: param('at'),
        note: param('note'),
      }),
    ),
    latestCheckpoint: prepare<object>()(() =>
      db.selectFrom('checkpoints').select(CHECKPOINT).orderBy('size', 'desc').limit(1),
    ),
    checkpoints: prepare<Page>()((param) =>
      db
        .selectFrom('checkpoints')
        .select(CHECKPOINT)
        .where('size', '>=', param('from'))
        .orderBy('size')
        .limit(param('limit')),
    ),
  }
}
