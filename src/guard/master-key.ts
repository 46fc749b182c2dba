import type { Fault } from '../errors.js'
import type { Clock } from '../internal/clock.js'
import { encryptedStore } from '../store/encryption/encrypted-store.js'
import { fileMasterKeys } from '../store/encryption/key-file.js'
import {
  fixedMasterKeys,
  type MasterKeys,
  type MasterSecret,
  masterSecretFaults,
} from '../store/encryption/master-keys.js'
import type { Store } from '../store/store.js'

/** Where the master key of a guard comes from, the first that is given. */
export interface MasterKeyOptions {
  readonly store: Store
  readonly masterKey?: MasterSecret | readonly MasterSecret[]
  readonly masterKeyFile?: string
}

/** Secrets, the first of which wraps, separated by spaces or commas. */
export const MASTER_KEY_VARIABLE = 'GARDE_FOU_MASTER_KEY'
/** A file with one secret a line. */
export const MASTER_KEY_FILE_VARIABLE = 'GARDE_FOU_MASTER_KEY_FILE'

type Environment = Readonly<Record<string, string | undefined>>

type Source =
  | { readonly secrets: readonly MasterSecret[]; readonly path: string }
  | { readonly file: string; readonly isLocal: boolean }
  | 'memory'

/** The store of a guard, with its texts encrypted. @throws ConfigInvalidError when the master key is none. */
export function openEncrypted(options: MasterKeyOptions, clock: Clock): Store {
  const { store } = options
  return encryptedStore(store, masterKeysOf(options), clock)
}

/** The master keys of a guard. @throws ConfigInvalidError. */
export function masterKeysOf(options: MasterKeyOptions): MasterKeys {
  const source = sourceOf(options, process.env)
  // What is kept in memory only can be read by nobody else, and needs no key for later.
  if (source === undefined || source === 'memory')
    return fixedMasterKeys([crypto.getRandomValues(new Uint8Array(32))], 'masterKey')
  return 'file' in source
    ? fileMasterKeys(source.file, { make: source.isLocal })
    : fixedMasterKeys(source.secrets, source.path)
}

/** The file beside a local database in which the master key is kept because nobody gave one; undefined where one was given. */
export function localKeyFileOf(options: MasterKeyOptions): string | undefined {
  const source = sourceOf(options, process.env)
  return typeof source === 'object' && 'file' in source && source.isLocal ? source.file : undefined
}

/** The file that master keys are read from; undefined where they are in no file. */
export function keyFileOf(options: MasterKeyOptions): string | undefined {
  const source = sourceOf(options, process.env)
  return typeof source === 'object' && 'file' in source ? source.file : undefined
}

/** What is wrong with the master key that was given, or missing. */
export function masterKeyFaults(options: Partial<MasterKeyOptions>): readonly Fault[] {
  const source = sourceOf(options, process.env)
  if (source === undefined)
    return [
      {
        path: 'masterKey',
        reason: 'is missing: texts are encrypted, and this database is not on this machine.',
        remedy: `Make one with "openssl rand -base64 32" and give it in ${MASTER_KEY_VARIABLE}, apart from the database.`,
      },
    ]
  return typeof source === 'object' && 'secrets' in source
    ? masterSecretFaults(source.secrets, source.path)
    : []
}

function sourceOf(
  { store, masterKey, masterKeyFile }: Partial<MasterKeyOptions>,
  env: Environment,
): Source | undefined {
  if (masterKey !== undefined)
    return { secrets: Array.isArray(masterKey) ? masterKey : [masterKey as MasterSecret], path: 'masterKey' }
  if (masterKeyFile !== undefined) return { file: masterKeyFile, isLocal: false }
  const given = env[MASTER_KEY_VARIABLE]
  if (given !== undefined && given !== '')
    return { secrets: given.split(/[\s,]+/).filter((text) => text !== ''), path: MASTER_KEY_VARIABLE }
  const file = env[MASTER_KEY_FILE_VARIABLE]
  if (file !== undefined && file !== '') return { file, isLocal: false }
  const local = store?.localKey
  return local === undefined || local === 'memory' ? local : { file: local.file, isLocal: true }
}
