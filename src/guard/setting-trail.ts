import { digestOf, uuidOf } from '../internal/digest.js'
import type { SettingRow } from '../store/store.js'
import type { GuardCore } from './core.js'

/** A version of a setting. */
export type SettingVersion = Pick<SettingRow, 'kind' | 'id' | 'version'>

/**
 * The id of the journal's entry that a version of a setting is recorded by. It can be asked for: whoever puts an older
 * row back, seal and all, cannot take away the entry of the one that came after it.
 */
export function settingEntryId({ kind, id, version }: SettingVersion): string {
  return uuidOf(digestOf('garde-fou/setting-entry/v1', [kind, id, version]))
}

/** The last version of a setting that the journal knows of, from one that the store has on. */
export async function lastVersion(
  { store }: Pick<GuardCore, 'store'>,
  { kind, id, version }: SettingVersion,
): Promise<number> {
  for (let last = version; ; last += 1) {
    const next = await store.findEntry(settingEntryId({ kind, id, version: last + 1 }))
    if (next === undefined) return last
  }
}
