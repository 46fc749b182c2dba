import { checkLimit } from '../limit.js'
import { factOf } from '../queries/fact-row.js'
import { keyRow } from '../queries/keys.js'
import { commandOf, payloadOf } from '../queries/side-row.js'
import type { OutboxMessage, Store } from '../store.js'
import type { Session } from './session.js'
import type { TakenRow } from './set-queries.js'

type SideMethods = Pick<
  Store,
  | 'getPayload'
  | 'getCommand'
  | 'getPseudonyms'
  | 'putDraft'
  | 'getDraft'
  | 'getSetting'
  | 'listSettings'
  | 'listFacts'
  | 'countFacts'
  | 'takeOutbox'
  | 'settleOutbox'
>

/** What stands beside reviews: texts, commands, drafts, placeholders, messages. */
export function sideMethods(session: Session): SideMethods {
  const { queries, use, transaction, changed } = session
  const { sets, side, settings, facts } = queries
  return {
    getPayload: (id) =>
      use(async (db) => {
        const row = await db.first(side.findPayload({ id }))
        return row && payloadOf(row)
      }),
    getCommand: (key) =>
      use(async (db) => {
        const row = await db.first(side.findCommand({ key }))
        return row && commandOf(row)
      }),
    getPseudonyms: (systemId, subject) =>
      use(async (db) => {
        const row = await db.first(side.findPseudonyms({ system_id: systemId, subject }))
        return row && { systemId, subject, ...row }
      }),
    async putDraft({ reviewId, reviewerId, body, at }, { made = [], held = [] } = {}) {
      const draft = { review_id: reviewId, reviewer_id: reviewerId, body, at }
      const kept = await transaction(async (db, { mayBeDone }) => {
        // The key of a try that may be done may be erased by now: not brought again.
        if (mayBeDone && made.length > 0) return false
        const ids = [...new Set(held)]
        if (ids.length > 0 && (await db.all(sets.holdKeys({ ids }))).length < ids.length) return false
        for (const key of made) await db.change(queries.keys.insert(keyRow(key)))
        await db.change(side.upsertDraft(draft))
        return true
      })
      if (!kept) return 'key-gone'
      changed()
      return 'committed'
    },
    getDraft: (reviewId, reviewerId) =>
      use(async (db) => {
        const row = await db.first(side.findDraft({ review_id: reviewId, reviewer_id: reviewerId }))
        return row && { body: row.body, at: row.at }
      }),
    getSetting: (kind, id) => use((db) => db.first(settings.find({ kind, id }))),
    listSettings: (kind) => use((db) => db.all(settings.list({ kind }))),
    async listFacts({ reviewerId, from, to, limit }) {
      const period = { from, to, limit: checkLimit(limit) }
      const list =
        reviewerId === undefined ? facts.list(period) : facts.listOf({ ...period, reviewer_id: reviewerId })
      return (await use((db) => db.planned(list))).map(factOf)
    },
    async countFacts({ reviewerId, systemId, limit }) {
      const count = facts.count({ reviewer_id: reviewerId, system_id: systemId, limit: checkLimit(limit) })
      return Number((await use((db) => db.planned(count)))[0]?.count ?? 0)
    },
    ...outboxMethods(session),
  }
}

function outboxMethods({ queries, use, changed }: Session): Pick<Store, 'takeOutbox' | 'settleOutbox'> {
  const { outbox, sets } = queries
  return {
    async takeOutbox({ topic, ...query }) {
      checkLimit(query.limit)
      const take = topic === undefined ? sets.takeOutbox(query) : sets.takeOutboxOn({ ...query, topic })
      const taken = await use((db) => db.changePlanned(take))
      if (taken.length > 0) changed()
      return [...taken].sort(byDueTime).map(messageOf)
    },
    async settleOutbox(id, settlement) {
      const query = 'done' in settlement ? outbox.remove({ id }) : outbox.retry({ id, ...settlement })
      await use((db) => db.change(query))
      changed()
    },
  }
}

// An update returns its rows in no order.
function byDueTime(a: TakenRow, b: TakenRow): number {
  if (a.was_due !== b.was_due) return a.was_due < b.was_due ? -1 : 1
  return a.id < b.id ? -1 : 1
}

function messageOf({ id, review_id: reviewId, topic, available_at, attempts }: TakenRow): OutboxMessage {
  return { id, reviewId, topic, availableAt: available_at, attempts }
}
