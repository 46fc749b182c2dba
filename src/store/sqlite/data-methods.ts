import { CompiledQuery } from 'kysely'
import { checkLimit } from '../limit.js'
import { keyOf, keyRow } from '../queries/keys.js'
import { draftOf, payloadOf, pseudonymsOf } from '../queries/side-row.js'
import type { Store } from '../store.js'
import type { Database } from './database.js'
import { applyErasure } from './erase.js'
import type { Session } from './session.js'

const CHECKPOINT = CompiledQuery.raw('pragma wal_checkpoint(truncate)') as CompiledQuery<{
  readonly busy: number
}>

type DataMethods = Pick<
  Store,
  | 'listReviewsOf'
  | 'listPayloads'
  | 'listDrafts'
  | 'listPlaceholders'
  | 'listOldPlaceholders'
  | 'erase'
  | 'compact'
  | 'backup'
  | 'getKey'
  | 'listKeys'
  | 'listMasters'
  | 'listKeysUnder'
  | 'rewrapKeys'
>

/** What is kept of a case, and the keys it is encrypted with. */
export function dataMethods({ read, write }: Session): DataMethods {
  return {
    listReviewsOf: (subject) =>
      read((db) => db.all(db.queries.erasure.reviewsOf({ subject })).map(({ review_id }) => review_id)),
    listPayloads: (reviewId) =>
      read((db) => db.all(db.queries.erasure.payloadsOf({ review_id: reviewId })).map(payloadOf)),
    listDrafts: (reviewId) =>
      read((db) => db.all(db.queries.erasure.draftsOf({ review_id: reviewId })).map(draftOf)),
    listPlaceholders: (subject) =>
      read((db) => db.all(db.queries.erasure.placeholdersOf({ subject })).map(pseudonymsOf)),
    async listOldPlaceholders(query) {
      checkLimit(query.limit)
      return read((db) => db.all(db.queries.erasure.oldPlaceholders(query)).map(({ subject }) => subject))
    },
    erase: (erasure) => write((db) => applyErasure(db, erasure)),
    async backup(file) {
      const { done } = await read((db) => ({ done: db.backup(file) }))
      await done
    },
    // Waits for nobody: a reader elsewhere may keep the log, which then goes with its next checkpoint.
    compact: () => read((db) => db.first(CHECKPOINT)?.busy === 0),
    getKey: (id) =>
      read((db) => {
        const row = db.first(db.queries.keys.find({ id }))
        return row && keyOf(row)
      }),
    listKeys: (owner) => read((db) => db.all(db.queries.keys.ofOwner({ owner })).map(keyOf)),
    listMasters: () => read(mastersIn),
    async listKeysUnder({ master, after = '', limit }) {
      const query = { master, after, limit: checkLimit(limit) }
      return read((db) => db.all(db.queries.keys.under(query)).map(keyOf))
    },
    rewrapKeys: (from, keys) =>
      write((db) => {
        for (const key of keys) db.run(db.queries.keys.rewrap({ from, key: keyRow(key) }))
      }),
  }
}

function mastersIn(db: Database): readonly string[] {
  const masters: string[] = []
  for (;;) {
    const next = db.first(db.queries.keys.masterAfter({ after: masters.at(-1) ?? '' }))
    if (next === undefined) return masters
    masters.push(next.master)
  }
}
