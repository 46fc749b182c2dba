import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { ConfigInvalidError, type Fault } from '../../errors.js'

/** A secret of the city that wraps the keys of cases. It is never stored with them. */
export interface MasterKey {
  /** Names it in the store; tells nothing of it. */
  readonly id: string
  readonly key: KeyObject
}

/** The master keys of a guard, looked up anew each time: they may change while it runs. */
export interface MasterKeys {
  /** Called when the store is open. `inUse`: there are keys that one of these must open. @throws ConfigInvalidError. */
  open(inUse: boolean): void
  /** Wraps new keys. */
  current(): MasterKey
  /** One that is still accepted. */
  find(id: string): MasterKey | undefined
}

/** A text of at least 32 characters, or as many bytes. */
export type MasterSecret = string | Uint8Array

const SHORTEST = 32

/** What is wrong with secrets that were given as master keys. */
export function masterSecretFaults(secrets: readonly unknown[], path: string): readonly Fault[] {
  const isSecret = (secret: unknown): boolean =>
    (typeof secret === 'string' || secret instanceof Uint8Array) && secret.length >= SHORTEST
  if (secrets.length > 0 && secrets.every(isSecret)) return []
  return [
    {
      path,
      reason: `is not a secret of at least ${SHORTEST} bytes or characters.`,
      remedy: 'Make one with "openssl rand -base64 32", and keep it apart from the database and its backups.',
    },
  ]
}

/** Derives a master key and its name from a secret (HKDF-SHA-256, RFC 5869). */
export function masterKeyOf(secret: MasterSecret): MasterKey {
  const derive = (purpose: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', Buffer.from(secret), '', `garde-fou/${purpose}/v1`, bytes))
  return { id: derive('master-key-id', 8).toString('hex'), key: createSecretKey(derive('master-key', 32)) }
}

/**
 * Master keys that do not change while the process runs: the first one wraps, the others are accepted still.
 *
 * @throws ConfigInvalidError when there is none, or one is too short.
 */
export function fixedMasterKeys(secrets: readonly MasterSecret[], path: string): MasterKeys {
  const faults = masterSecretFaults(secrets, path)
  if (faults.length > 0) throw new ConfigInvalidError(faults)
  const keys = secrets.map(masterKeyOf)
  return { open: () => undefined, ...lookup(() => keys) }
}

/** Looks keys up in a list, the first of which wraps. */
export function lookup(keys: () => readonly MasterKey[]): Pick<MasterKeys, 'current' | 'find'> {
  return {
    current() {
      const [first] = keys()
      if (first === undefined) throw new RangeError('There is no master key.')
      return first
    },
    find: (id) => keys().find((key) => key.id === id),
  }
}
