import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { ConfigInvalidError } from '../../errors.js'
import { syncFolderOf } from '../../internal/sync-folder.js'
import { lookup, type MasterKey, type MasterKeys, masterKeyOf, masterSecretFaults } from './master-keys.js'

/**
 * Master keys in a file, one secret a line, the first of which wraps. Read again whenever the file has changed, so that
 * running processes follow a rotation.
 */
export function fileMasterKeys(path: string, { make }: { readonly make: boolean }): MasterKeys {
  let known: { readonly mark: string; readonly keys: readonly MasterKey[] } | undefined
  const read = (): readonly MasterKey[] => {
    const { mtimeNs, ino, size } = statOf(path)
    const mark = `${mtimeNs} ${ino} ${size}`
    if (known?.mark !== mark) known = { mark, keys: readSecrets(path).map(masterKeyOf) }
    return known.keys
  }
  return {
    open(inUse) {
      if (make && !inUse) makeKeyFile(path)
      read()
    },
    ...lookup(read),
  }
}

/**
 * The secrets in a key file, in their order.
 *
 * @throws ConfigInvalidError when it is missing or holds none.
 */
export function readSecrets(path: string): readonly string[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw unreadable(path, error)
  }
  const lines = text.split('\n').map((line) => line.trim())
  const secrets = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const faults = masterSecretFaults(secrets, path)
  if (faults.length > 0) throw new ConfigInvalidError(faults)
  return secrets
}

/**
 * Writes a key file anew, whole or not at all, for its owner only, and reads it back. Whoever changes a file by what it
 * held holds its lock (`withKeyFileLock`).
 *
 * @throws ConfigInvalidError when the file does not hold these secrets then: nothing may be wrapped by them.
 */
export function writeSecrets(path: string, secrets: readonly string[]): void {
  const fresh = `${path}.${randomBytes(6).toString('hex')}.new`
  try {
    writeOwn(fresh, secrets)
    renameSync(fresh, path)
    syncFolderOf(path)
  } catch (error) {
    unlinkQuietly(fresh)
    throw unwritable(path, codeOf(error))
  }
  if (readSecrets(path).join('\n') !== secrets.join('\n'))
    throw unwritable(path, 'somebody else changed it at the same moment')
}

/** 256 random bits in base64. */
export function newSecret(): string {
  return randomBytes(32).toString('base64')
}

/** Makes a key file with one new secret, unless there is one: of two processes that start together, one makes it. */
function makeKeyFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return
  const fresh = `${path}.${randomBytes(6).toString('hex')}.new`
  try {
    writeOwn(fresh, [newSecret()])
    // Fails when the file is there by now, and never shows half of one.
    linkSync(fresh, path)
    syncFolderOf(path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw unreadable(path, error)
  } finally {
    unlinkQuietly(fresh)
  }
}

function writeOwn(path: string, secrets: readonly string[]): void {
  const text = `# Master keys of garde-fou. Without them the texts in the database cannot be read: keep a copy elsewhere.\n${secrets.join('\n')}\n`
  writeFileSync(path, text, { flag: 'wx', mode: 0o600, flush: true })
  // A umask may have taken rights away, never given any; set them all the same.
  chmodSync(path, 0o600)
}

function unlinkQuietly(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) unlinkSync(path)
}

function statOf(path: string): { readonly mtimeNs: bigint; readonly ino: bigint; readonly size: bigint } {
  try {
    return statSync(path, { bigint: true })
  } catch (error) {
    throw unreadable(path, error)
  }
}

function unwritable(path: string, why: string): ConfigInvalidError {
  return new ConfigInvalidError([
    {
      path,
      reason: `holds the master keys, and was not changed as it should be (${why}).`,
      remedy: 'See that its folder can be written and nothing else changes it, then start again.',
    },
  ])
}

function unreadable(path: string, error: unknown): ConfigInvalidError {
  return new ConfigInvalidError([
    {
      path,
      reason: `is where the master key is looked for, and cannot be used (${codeOf(error)}).`,
      remedy:
        'Put it back from its copy, or give createGuard the masterKey that this store was encrypted with.',
    },
  ])
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}
