import { checkLimit } from '../limit.js'
import { keyOf, keyRow } from '../queries/keys.js'
import { draftOf, payloadOf, pseudonymsOf } from '../queries/side-row.js'
import type { Store } from '../store.js'
import type { Connection } from './connections.js'
import { compact, erase } from './erase.js'
import type { Session } from './session.js'

type DataMethods = Pick<
  Store,
  | 'listReviewsOf'
  | 'listPayloads'
  | 'listDrafts'
  | 'listPlaceholders'
  | 'listOldPlaceholders'
  | 'erase'
  | 'compact'
  | 'getKey'
  | 'listKeys'
  | 'listMasters'
  | 'listKeysUnder'
  | 'rewrapKeys'
>

/** What is kept of a case, and the keys it is encrypted with. */
export function dataMethods(session: Session): DataMethods {
  const { queries, use, transaction } = session
  const { erasure, keys } = queries
  const mastersIn = async (db: Connection): Promise<readonly string[]> => {
    const masters: string[] = []
    for (;;) {
      const next = await db.first(keys.masterAfter({ after: masters.at(-1) ?? '' }))
      if (next === undefined) return masters
      masters.push(next.master)
    }
  }
  return {
    listReviewsOf: async (subject) =>
      (await use((db) => db.all(erasure.reviewsOf({ subject })))).map(({ review_id }) => review_id),
    listPayloads: async (review_id) =>
      (await use((db) => db.all(erasure.payloadsOf({ review_id })))).map(payloadOf),
    listDrafts: async (review_id) =>
      (await use((db) => db.all(erasure.draftsOf({ review_id })))).map(draftOf),
    listPlaceholders: async (subject) =>
      (await use((db) => db.all(erasure.placeholdersOf({ subject })))).map(pseudonymsOf),
    async listOldPlaceholders(query) {
      checkLimit(query.limit)
      const rows = await use((db) => db.planned(erasure.oldPlaceholders(query)))
      return rows.map(({ subject }) => subject)
    },
    erase: erase(session),
    compact: () => compact(session),
    getKey: (id) =>
      use(async (db) => {
        const row = await db.first(keys.find({ id }))
        return row && keyOf(row)
      }),
    listKeys: async (owner) => (await use((db) => db.all(keys.ofOwner({ owner })))).map(keyOf),
    listMasters: () => use(mastersIn),
    async listKeysUnder({ master, after = '', limit }) {
      const query = keys.under({ master, after, limit: checkLimit(limit) })
      return (await use((db) => db.planned(query))).map(keyOf)
    },
    rewrapKeys: (from, rows) =>
      transaction(async (db) => {
        for (const key of rows) await db.change(keys.rewrap({ from, key: keyRow(key) }))
      }),
  }
}
