import { StoreFailedError } from '../../errors.js'
import { factRow } from '../queries/fact-row.js'
import { keyRow } from '../queries/keys.js'
import { reviewRow } from '../queries/review-row.js'
import { commandRow, messageRow, payloadRow, pseudonymsRow } from '../queries/side-row.js'
import type { CommitResult, PseudonymsRow, SettingRow, StoreWrite, WriteKeys } from '../store.js'
import type { Database } from './database.js'

/**
 * Applies one write inside the open transaction. Conflicts are found before anything is written.
 *
 * @throws StoreFailedError when the write contradicts itself.
 */
export function applyWrite(db: Database, write: StoreWrite): CommitResult {
  const { side, outbox, journal } = db.queries
  const { command, review, entries, payloads = [] } = write
  if (entries.length === 0)
    throw new StoreFailedError('other', 'A write without a journal entry: no change without a trace.')
  if (command !== undefined && db.first(side.findCommand({ key: command.key })) !== undefined)
    return 'duplicate-command'
  if (write.pseudonyms !== undefined && !pseudonymsFollow(db, write.pseudonyms)) return 'pseudonyms-moved'
  if (write.setting !== undefined && !settingFollows(db, write.setting)) return 'setting-moved'
  if (!hasKeys(db, write.keys)) return 'key-gone'
  if (review !== undefined && !applyReview(db, review)) return 'review-moved'
  if (write.setting !== undefined) applySetting(db, write.setting)
  if (write.pseudonyms !== undefined) applyPseudonyms(db, write.pseudonyms)
  if (command !== undefined) db.run(side.insertCommand(commandRow(command)))
  for (const { id, text } of entries) db.run(journal.insert({ id, text }))
  for (const payload of payloads) db.run(side.insertPayload(payloadRow(payload)))
  addKeys(db, write.keys)
  applyFacts(db, write.facts)
  for (const message of write.outbox ?? []) db.run(outbox.insert(messageRow(message)))
  return 'committed'
}

/** Whether all keys that a write relies on are there: the transaction keeps them from being erased until it is written. */
export function hasKeys(db: Database, { held = [] }: WriteKeys = {}): boolean {
  return held.every((id) => db.first(db.queries.keys.find({ id })) !== undefined)
}

/** Adds the keys that were made for a write. */
export function addKeys(db: Database, { made = [] }: WriteKeys = {}): void {
  for (const key of made) db.run(db.queries.keys.insert(keyRow(key)))
}

function applyFacts(db: Database, facts: StoreWrite['facts']): void {
  const { facts: queries } = db.queries
  if (facts?.drop !== undefined) {
    const { reviewId: review_id, reviewerId: reviewer_id } = facts.drop
    db.run(
      reviewer_id === undefined
        ? queries.dropReview({ review_id })
        : queries.drop({ review_id, reviewer_id }),
    )
  }
  for (const fact of facts?.put ?? []) db.run(queries.put(factRow(fact)))
}

/** False when the review is not at the version it should be. */
function applyReview(
  db: Database,
  { next, expectedVersion, nextAt }: NonNullable<StoreWrite['review']>,
): boolean {
  if (next.version !== expectedVersion + 1)
    throw new StoreFailedError(
      'other',
      `A review's version grows by one: ${expectedVersion} cannot become ${next.version}.`,
    )
  const row = reviewRow(next, nextAt)
  const { reviews } = db.queries
  const query =
    expectedVersion === 0 ? reviews.insert(row) : reviews.update({ ...row, expected: expectedVersion })
  return db.run(query) === 1
}

/** Looked up first, so that a conflict leaves nothing to undo: the transaction keeps others out until it is written. */
function pseudonymsFollow(db: Database, { systemId: system_id, subject, version }: PseudonymsRow): boolean {
  const stored = db.first(db.queries.side.findPseudonyms({ system_id, subject }))
  return (stored?.version ?? 0) === version - 1
}

function applyPseudonyms(db: Database, pseudonyms: PseudonymsRow): void {
  const { side } = db.queries
  const row = pseudonymsRow(pseudonyms)
  db.run(row.version === 1 ? side.insertPseudonyms(row) : side.updatePseudonyms(row))
}

/** Looked up first, like pseudonyms: a conflict leaves nothing to undo. */
function settingFollows(db: Database, { kind, id, version }: SettingRow): boolean {
  return (db.first(db.queries.settings.find({ kind, id }))?.version ?? 0) === version - 1
}

function applySetting(db: Database, { kind, id, version, body }: SettingRow): void {
  const { settings } = db.queries
  const row = { kind, id, version, body }
  db.run(version === 1 ? settings.insert(row) : settings.update(row))
}
