import { isGuardError } from '../../errors.js'
import type { Erasure, Store } from '../store.js'
import { commitWithin, wasWritten } from './commit.js'
import type { Connection } from './connections.js'
import { PostgresFault } from './faults.js'
import { ownsTables, vacuum } from './postgres-only.js'
import type { Session } from './session.js'

/** Undoes the transaction: the review or the setting was not at its version. */
class Moved extends Error {}

/**
 * Erases in one transaction. Whoever encrypts with a key at this moment holds its row: the last look for what the key
 * still encrypts is taken after they have ended, so that no text is left without its key.
 */
export function erase(session: Session): Store['erase'] {
  return async (erasure) => {
    try {
      await session.transaction(async (db, { mayBeDone }) => {
        if (mayBeDone && (await wasWritten(db, session, erasure.write))) return
        const sent = await commitWithin(db, session, erasure.write)
        if (sent === 'moved') throw new Moved()
        if (sent instanceof PostgresFault) throw sent
        await drop(db, session, erasure)
      })
    } catch (error) {
      if (error instanceof Moved)
        return erasure.write.setting === undefined ? 'review-moved' : 'setting-moved'
      throw error
    }
    session.changed()
    return 'committed'
  }
}

async function drop(
  db: Connection,
  { queries }: Session,
  { texts, drafts = [], placeholders = [], keys }: Erasure,
): Promise<void> {
  const { erasure } = queries
  if (texts !== undefined) {
    const { reviewId: review_id, but: kind } = texts
    await db.change(
      kind === undefined ? erasure.dropPayloads({ review_id }) : erasure.dropPayloadsBut({ review_id, kind }),
    )
    await db.change(erasure.dropDrafts({ review_id }))
    await db.change(erasure.dropCommands({ review_id }))
    await db.change(erasure.dropMessages({ review_id }))
  }
  for (const { reviewId: review_id, reviewerId: reviewer_id } of drafts)
    await db.change(
      reviewer_id === undefined
        ? erasure.dropDrafts({ review_id })
        : erasure.dropDraft({ review_id, reviewer_id }),
    )
  for (const { systemId: system_id, subject } of placeholders)
    await db.change(erasure.dropPlaceholders({ system_id, subject }))
  if (keys === undefined) return
  const locked = await db.change(queries.sets.lockKeys({ owner: keys.owner }))
  if (!(await isEmpty(db, queries, keys))) return
  // These and no others: a key that came after the look is of a text that came after it.
  for (const { id } of locked) await db.change(erasure.dropKey({ id }))
}

async function isEmpty(
  db: Connection,
  { erasure }: Session['queries'],
  keys: NonNullable<Erasure['keys']>,
): Promise<boolean> {
  const left =
    'subject' in keys
      ? [erasure.reviewsOf({ subject: keys.subject }), erasure.placeholdersOf({ subject: keys.subject })]
      : [erasure.payloadsOf({ review_id: keys.reviewId }), erasure.draftsOf({ review_id: keys.reviewId })]
  for (const query of left) if ((await db.first<unknown>(query)) !== undefined) return false
  return true
}

const TABLES = ['reviews', 'payloads', 'drafts', 'pseudonyms', 'commands', 'outbox', 'keys']

/** Has dead rows removed. A user who does not own the tables may not: autovacuum does it later. */
export async function compact({ use, schema }: Session): Promise<boolean> {
  try {
    return await use(async (db) => {
      if ((await db.first(ownsTables(schema)))?.owns !== true) return false
      await db.exec(vacuum(schema, TABLES))
      return true
    })
  } catch (error) {
    if (isGuardError(error)) return false
    throw error
  }
}
