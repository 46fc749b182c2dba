import { TamperedError } from '../errors.js'
import type { SettingRow } from '../store/store.js'
import type { GuardCore } from './core.js'
import { type EntryFields, entryOf } from './record.js'
import { readSealedRow, type SealedKind, sealedRow } from './sealed-record.js'
import { lastVersion, settingEntryId } from './setting-trail.js'

/** What is set, and its version; 0 before anything was. */
export interface SealedSetting<Content> {
  readonly version: number
  readonly record?: Content
}

type Sealing = Pick<GuardCore, 'store' | 'signingKey'>

/**
 * Reads a setting as it was last written.
 *
 * @throws TamperedError when it was altered, or put back to an earlier state; a store error.
 */
export async function readSealed<Content>(
  core: Sealing,
  kind: SealedKind<Content>,
  id: string,
): Promise<SealedSetting<Content>> {
  const found = opened(core, kind, await core.store.getSetting(kind.kind, id))
  const last = await lastVersion(core, { kind: kind.kind, id, version: found.version })
  if (last === found.version) return found
  // Written by somebody else meanwhile: the store has it, too.
  const again = opened(core, kind, await core.store.getSetting(kind.kind, id))
  if (again.version < last) throw new TamperedError(kind.what(id), 'it was put back to an earlier state')
  return again
}

/** The next version of a setting, and the entry that says so. */
export interface SealedWrite<Content> {
  readonly id: string
  readonly version: number
  readonly record: Content
  readonly entry: EntryFields
  readonly now: Date
}

/** Writes the next version of a setting. False when somebody else was first: nothing was written then. */
export async function writeSealed<Content>(
  core: Sealing,
  kind: SealedKind<Content>,
  { id, version, record, entry, now }: SealedWrite<Content>,
): Promise<boolean> {
  const setting = sealedRow(core, kind, { id, version, record })
  const entries: [ReturnType<typeof entryOf>] = [entryOf(entry, now, settingEntryId(setting))]
  if ((await core.store.commit({ entries, setting })) !== 'committed') return false
  // A store that lost its connection looks for the entry's id: somebody else's version has the same.
  const row = await core.store.getSetting(kind.kind, id)
  return row === undefined || row.version !== version || row.body === setting.body
}

function opened<Content>(
  core: Sealing,
  kind: SealedKind<Content>,
  row: SettingRow | undefined,
): SealedSetting<Content> {
  return row === undefined ? { version: 0 } : readSealedRow(core, kind, row)
}
