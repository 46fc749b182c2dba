import type { Kysely } from 'kysely'
import type { KeyRow } from '../store.js'
import type { Prepared } from './prepare.js'
import { prepare } from './prepare.js'
import type { KeysTable, Tables } from './tables.js'

/** Queries on the keys that texts are encrypted with. */
export interface KeyQueries {
  readonly find: Prepared<Pick<KeysTable, 'id'>, KeysTable>
  readonly ofOwner: Prepared<Pick<KeysTable, 'owner'>, KeysTable>
  /** Breaks when it is there already. */
  readonly insert: Prepared<KeysTable, unknown>
  /** The first master key behind a name, in the order of names. */
  readonly masterAfter: Prepared<{ readonly after: string }, Pick<KeysTable, 'master'>>
  readonly under: Prepared<
    { readonly master: string; readonly after: string; readonly limit: number },
    KeysTable
  >
  /** Changes no row unless it is still wrapped by that one. */
  readonly rewrap: Prepared<{ readonly from: string; readonly key: KeysTable }, unknown>
}

const COLUMNS = ['id', 'owner', 'master', 'wrapped', 'created_at'] as const

/** Builds the queries on keys. */
export function keyQueries(db: Kysely<Tables>): KeyQueries {
  return {
    find: prepare<Pick<KeysTable, 'id'>>()((param) =>
      db.selectFrom('keys').select(COLUMNS).where('id', '=', param('id')),
    ),
    ofOwner: prepare<Pick<KeysTable, 'owner'>>()((param) =>
      db.selectFrom('keys').select(COLUMNS).where('owner', '=', param('owner')).orderBy('id'),
    ),
    insert: prepare<KeysTable>()((param) =>
      db.insertInto('keys').values({
        id: param('id'),
        owner: param('owner'),
        master: param('master'),
        wrapped: param('wrapped'),
        created_at: param('created_at'),
      }),
    ),
    masterAfter: prepare<{ readonly after: string }>()((param) =>
      db.selectFrom('keys').select('master').where('master', '>', param('after')).orderBy('master').limit(1),
    ),
    under: prepare<{ readonly master: string; readonly after: string; readonly limit: number }>()((param) =>
      db
        .selectFrom('keys')
        .select(COLUMNS)
        .where('master', '=', param('master'))
        .where('id', '>', param('after'))
        .orderBy('id')
        .limit(param('limit')),
    ),
    rewrap: prepare<{ readonly from: string; readonly key: KeysTable }>()((param) =>
      db
        .updateTable('keys')
        .set({
          master: param.read(({ key }) => key.master),
          wrapped: param.read(({ key }) => key.wrapped),
        })
        .where(
          'id',
          '=',
          param.read(({ key }) => key.id),
        )
        .where('master', '=', param('from')),
    ),
  }
}

/** A key as it is stored. */
export function keyRow({ id, owner, master, wrapped, createdAt: created_at }: KeyRow): KeysTable {
  return { id, owner, master, wrapped, created_at }
}

/** A key as it was stored. */
export function keyOf({ id, owner, master, wrapped, created_at: createdAt }: KeysTable): KeyRow {
  return { id, owner, master, wrapped, createdAt }
}
