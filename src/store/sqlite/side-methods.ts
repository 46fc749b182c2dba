import type { CompiledQuery } from 'kysely'
import { checkLimit } from '../limit.js'
import { factOf } from '../queries/fact-row.js'
import type { OutboxRow } from '../queries/outbox.js'
import { commandOf, payloadOf } from '../queries/side-row.js'
import type { OutboxMessage, Store } from '../store.js'
import { addKeys, hasKeys } from './apply-write.js'
import type { Database } from './database.js'
import type { Session } from './session.js'

type SideMethods = Pick<
  Store,
  | 'getPayload'
  | 'getCommand'
  | 'getPseudonyms'
  | 'putDraft'
  | 'getDraft'
  | 'getSetting'
  | 'listFacts'
  | 'countFacts'
  | 'listSettings'
  | 'takeOutbox'
  | 'settleOutbox'
>

/** What stands beside reviews: texts, commands, drafts, placeholders, messages. */
export function sideMethods(session: Session): SideMethods {
  const { read, write } = session
  return {
    getPayload: (id) =>
      read((db) => {
        const row = db.first(db.queries.side.findPayload({ id }))
        return row && payloadOf(row)
      }),
    getCommand: (key) =>
      read((db) => {
        const row = db.first(db.queries.side.findCommand({ key }))
        return row && commandOf(row)
      }),
    getPseudonyms: (systemId, subject) =>
      read((db) => {
        const row = db.first(db.queries.side.findPseudonyms({ system_id: systemId, subject }))
        return row === undefined ? undefined : { systemId, subject, ...row }
      }),
    putDraft: ({ reviewId, reviewerId, body, at }, keys) =>
      write((db) => {
        if (!hasKeys(db, keys)) return 'key-gone'
        addKeys(db, keys)
        db.run(db.queries.side.upsertDraft({ review_id: reviewId, reviewer_id: reviewerId, body, at }))
        return 'committed'
      }),
    getDraft: (reviewId, reviewerId) =>
      read((db) => {
        const row = db.first(db.queries.side.findDraft({ review_id: reviewId, reviewer_id: reviewerId }))
        return row === undefined ? undefined : { body: row.body, at: row.at }
      }),
    getSetting: (kind, id) =>
      read((db) => {
        const row = db.first(db.queries.settings.find({ kind, id }))
        return row === undefined ? undefined : { ...row }
      }),
    listSettings: (kind) =>
      read((db) => db.all(db.queries.settings.list({ kind })).map((row) => ({ ...row }))),
    async listFacts({ reviewerId, from, to, limit }) {
      const period = { from, to, limit: checkLimit(limit) }
      return read((db) =>
        db
          .all(
            reviewerId === undefined
              ? db.queries.facts.list(period)
              : db.queries.facts.listOf({ ...period, reviewer_id: reviewerId }),
          )
          .map(factOf),
      )
    },
    async countFacts({ reviewerId, systemId, limit }) {
      const query = { reviewer_id: reviewerId, system_id: systemId, limit: checkLimit(limit) }
      return read((db) => Number(db.first(db.queries.facts.count(query))?.count ?? 0))
    },
    ...outboxMethods(session),
  }
}

function outboxMethods({ read, write }: Session): Pick<Store, 'takeOutbox' | 'settleOutbox'> {
  return {
    async takeOutbox({ now, hideUntil, limit, topic }) {
      const due = (db: Database): CompiledQuery<OutboxRow> =>
        topic === undefined
          ? db.queries.outbox.due({ now, limit: checkLimit(limit) })
          : db.queries.outbox.dueOn({ now, limit: checkLimit(limit), topic })
      // Without the lock first: mostly there is nothing to hand out.
      const some = await read((db) => db.first(due(db)))
      if (some === undefined) return []
      return write((db) =>
        db.all(due(db)).map((row): OutboxMessage => {
          db.run(db.queries.outbox.take({ id: row.id, hideUntil }))
          const { id, review_id: reviewId, topic, attempts } = row
          return { id, reviewId, topic, availableAt: hideUntil, attempts: attempts + 1 }
        }),
      )
    },
    settleOutbox: (id, settlement) =>
      write((db) => {
        const { outbox } = db.queries
        db.run('done' in settlement ? outbox.remove({ id }) : outbox.retry({ id, ...settlement }))
      }),
  }
}
