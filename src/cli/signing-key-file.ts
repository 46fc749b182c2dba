import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ConfigInvalidError, isGuardError } from '../errors.js'
import { DEFAULT_KEY_FILE, journalNameOf } from '../guard/config.js'
import { importSigningKey, type SigningKey } from '../internal/signing-key.js'
import type { LoadedConfig } from './load-config.js'

/** Where the signing key of a configuration lies. */
export function signingKeyPath({ config, directory }: LoadedConfig): string {
  return resolve(directory, config.signingKeyFile ?? DEFAULT_KEY_FILE)
}

/**
 * Reads the key that signs labels, decisions and checkpoints.
 *
 * @throws ConfigInvalidError when the file is missing, unreadable or holds no such key. No part of the key is told.
 */
export async function readSigningKey(loaded: LoadedConfig): Promise<SigningKey> {
  const path = signingKeyPath(loaded)
  const name = journalNameOf(loaded.config)
  let key: string
  try {
    key = await readFile(path, 'utf8')
  } catch (error) {
    throw fault(
      path,
      `cannot be read (${codeOf(error)}).`,
      'Make one with "npx garde-fou init", or restore it from its backup.',
    )
  }
  try {
    return importSigningKey({ name, key })
  } catch (error) {
    if (!isGuardError(error)) throw error
    throw fault(
      path,
      error.message,
      'Restore the key from its backup: a new one cannot continue an existing journal.',
    )
  }
}

/** True when others than its owner may read the key. */
export async function isKeyExposed(path: string): Promise<boolean> {
  return ((await stat(path)).mode & 0o077) !== 0
}

function fault(path: string, reason: string, remedy: string): ConfigInvalidError {
  return new ConfigInvalidError([{ path, reason, remedy }])
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}
