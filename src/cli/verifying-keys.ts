import { journalNameOf } from '../guard/config.js'
import { importVerifyingKey, toVerifyingKey, type VerifyingKey } from '../internal/signing-key.js'
import { parseVerifierKey } from '../journal/signed-note.js'
import type { Invocation, OptionSpec } from './command.js'
import { loadConfig } from './load-config.js'
import { readTextFile } from './read-text-file.js'
import { readSigningKey } from './signing-key-file.js'
import { UsageError } from './usage-error.js'

/** Options of commands that check signatures. */
export const KEY_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  key: {
    type: 'string',
    multiple: true,
    value: 'key',
    help: 'A public key that may have signed: <name>+<id>+<base64>, or a file with that, a JWK or a PEM. Default: the configuration’s.',
  },
  'key-name': {
    type: 'string',
    value: 'name',
    help: 'The name of keys given as JWK or PEM. Default: the journal’s name in the configuration.',
  },
}

const VERIFIER_KEY = /^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+={0,2}$/

/**
 * The public keys to check signatures with: those named on the command line, else the configuration’s own.
 *
 * @throws UsageError, KeyInvalidError or ConfigInvalidError.
 */
export async function verifyingKeys(invocation: Invocation): Promise<readonly VerifyingKey[]> {
  const named = invocation.typed.list('key')
  if (named.length === 0) return [toVerifyingKey(await readSigningKey(await loadConfig(invocation)))]
  const keys: VerifyingKey[] = []
  for (const each of named) keys.push(await readKey(invocation, each))
  return keys
}

async function readKey(invocation: Invocation, keyOrFile: string): Promise<VerifyingKey> {
  if (VERIFIER_KEY.test(keyOrFile)) return parseVerifierKey(keyOrFile)
  const text = (await readTextFile(invocation.terminal, keyOrFile)).trim()
  if (VERIFIER_KEY.test(text)) return parseVerifierKey(text)
  return importVerifyingKey({ name: await keyName(invocation), key: text })
}

async function keyName(invocation: Invocation): Promise<string> {
  const named = invocation.typed.text('key-name')
  if (named !== undefined) return named
  try {
    return journalNameOf((await loadConfig(invocation)).config)
  } catch (error) {
    throw new UsageError(
      'A JWK or PEM does not say whose key it is, and no configuration can be read that does.',
      `Add --key-name <name>, or give the key as "garde-fou journal key" prints it. (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''})`,
    )
  }
}
