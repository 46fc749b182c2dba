import { TamperedError } from '../../errors.js'
import { digestOf } from '../../internal/digest.js'
import type { SettingRow } from '../store.js'
import type { DataKey, DataKeys } from './data-keys.js'
import { openBytes, type Place, sealBytes } from './envelope.js'

/** Settings that hold people's own words: why a system was stopped or its mode raised, why a case is kept, and its number. */
export const SECRET_SETTINGS = {
  suspension: 'suspension',
  legalHold: 'legal-hold',
  oversight: 'oversight',
} as const

const VERSION = 'v1'
const KINDS: ReadonlySet<string> = new Set(Object.values(SECRET_SETTINGS))
/** They belong to no case: one key of the city's own, which no erasure takes. */
export const SETTINGS_OWNER: string = digestOf('garde-fou/key-owner/v1', { city: 'settings' })

/** True for a setting that is one of these. */
export function isSecret(setting: SettingRow | undefined): setting is SettingRow {
  return setting !== undefined && KINDS.has(setting.kind)
}

/** The setting with its body encrypted. */
export function sealSetting({ id, key }: DataKey, setting: SettingRow): SettingRow {
  const sealed = sealBytes(key, placeOf(setting), Buffer.from(setting.body, 'utf8'))
  return { ...setting, body: `${VERSION}.${id}.${sealed}` }
}

/** The setting as it was written. @throws TamperedError when it was altered or moved. */
export async function openSetting(keys: DataKeys, row: SettingRow): Promise<SettingRow> {
  // Written before these were encrypted: their own signature says whether they are as they were.
  if (!isSecret(row) || row.body.startsWith('{')) return row
  const [version, id = '', text = ''] = row.body.split('.')
  if (version !== VERSION) throw new TamperedError(`A setting (${row.kind})`, 'it is not encrypted')
  return { ...row, body: openBytes(await keys.byId(id), placeOf(row), text).toString('utf8') }
}

function placeOf({ kind, id, version }: SettingRow): Place {
  return { what: 'setting', kind, id, version }
}
