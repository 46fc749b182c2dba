import { ConfigInvalidError } from '../errors.js'
import type { GuardCore } from '../guard/core.js'
import { keyFileOf, MASTER_KEY_VARIABLE, masterKeysOf } from '../guard/master-key.js'
import type { GuardOptions } from '../guard/options.js'
import { entryOf } from '../guard/record.js'
import { newSecret, readSecrets, writeSecrets } from '../store/encryption/key-file.js'
import { withKeyFileLock } from '../store/encryption/key-file-lock.js'
import { type MasterKeys, masterKeyOf } from '../store/encryption/master-keys.js'
import { type Rewrapped, rewrapAll } from '../store/encryption/rewrap.js'
import type { Command, Invocation } from './command.js'
import { EXIT } from './exit-codes.js'
import { guardOptionsOf } from './guard-options.js'
import { loadConfig } from './load-config.js'
import { withCore } from './open-desk.js'
import { readSigningKey } from './signing-key-file.js'
import { UsageError } from './usage-error.js'

/** `garde-fou keys rotate`: another master key, while the city works. */
export const keysRotate: Command = {
  name: 'keys rotate',
  summary: 'Wrap the keys of all cases with the first master key, while applications go on working',
  options: {
    new: { type: 'boolean', help: 'Make a new secret first, as the first line of the key file.' },
    retire: {
      type: 'boolean',
      help: 'Then take secrets out of the key file that wrap nothing any more.',
    },
  },
  details:
    'In a file: "keys rotate --new", and ten minutes later "keys rotate --retire"; running applications read the file again.\nIn the environment: put the new secret first and the old one behind it, restart every application, "keys rotate",\nthen take the old one out. Texts are not touched. Backups need the master key of their time.',
  async run(invocation) {
    const loaded = await loadConfig(invocation)
    const options = guardOptionsOf(loaded, await readSigningKey(loaded))
    const file = fileIn(options, invocation)
    const done = await withCore(invocation, (core) => {
      const turn = { core, file, masters: masterKeysOf(options), invocation }
      // Opened first: a file that is made on the first start is there by now.
      return file === undefined
        ? rotate(turn)
        : withKeyFileLock(file, { isWritten: isWriting(invocation) }, () => rotate(turn))
    })
    await invocation.answer({ document: done, text: textOf(done) })
    return EXIT.ok
  },
}

interface Turn {
  readonly core: GuardCore
  readonly file: string | undefined
  readonly masters: MasterKeys
  readonly invocation: Invocation
}

type Done = Rewrapped & { readonly retired: number }

async function rotate({ core, file, masters, invocation }: Turn): Promise<Done> {
  if (file !== undefined && invocation.typed.flag('new')) putFirst(file, masters)
  const data = { to: masters.current().id }
  await core.store.commit({
    entries: [entryOf({ event: 'keys.rotated', actor: { kind: 'guard' }, data }, core.clock.now())],
  })
  const rewrapped = await rewrapAll(core.store, masters)
  const retired =
    file !== undefined && invocation.typed.flag('retire')
      ? retire(file, [rewrapped.master, ...(await core.store.listMasters())])
      : 0
  return { ...rewrapped, retired }
}

/** A new secret, which wraps from now on. @throws ConfigInvalidError unless it is what the file says then. */
function putFirst(file: string, masters: MasterKeys): void {
  const fresh = newSecret()
  writeSecrets(file, [fresh, ...readSecrets(file)])
  const { id } = masterKeyOf(fresh)
  if (masters.current().id === id) return
  throw new ConfigInvalidError([
    {
      path: file,
      reason: `does not begin with the master key ${id} that was just put there: something else changed it. Nothing was wrapped anew.`,
      remedy: 'See what else changes it, then start "garde-fou keys rotate --new" again.',
    },
  ])
}

function isWriting({ typed }: Invocation): boolean {
  return typed.flag('new') || typed.flag('retire')
}

/** @throws UsageError when a file must be written and there is none. */
function fileIn(options: GuardOptions, invocation: Invocation): string | undefined {
  const file = keyFileOf(options)
  if (file === undefined && isWriting(invocation))
    throw new UsageError(
      'The master key is not in a file.',
      `Change it where it is (${MASTER_KEY_VARIABLE} or masterKey): the new one first, the old one behind it. Then "garde-fou keys rotate".`,
    )
  return file
}

/** Leaves the secrets of these master keys. Returns how many went. */
function retire(file: string, used: readonly string[]): number {
  const secrets = readSecrets(file)
  const kept = secrets.filter((secret) => used.includes(masterKeyOf(secret).id))
  if (kept.length < secrets.length) writeSecrets(file, kept)
  return secrets.length - kept.length
}

function textOf({ master, keys, from, retired }: Done): string {
  return [
    keys === 0
      ? `Every key is wrapped by the master key ${master}.`
      : `${keys} key(s) were wrapped anew, by the master key ${master} in place of ${from.join(', ')}.`,
    ...(retired === 0 ? [] : [`${retired} secret(s) that wrap nothing were taken out of the file.`]),
  ].join('\n')
}
