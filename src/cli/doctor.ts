import { isGuardError } from '../errors.js'
import { checkOptions } from '../guard/check-options.js'
import type { GuardOptions } from '../guard/options.js'
import type { SigningKey } from '../internal/signing-key.js'
import type { Command, Invocation } from './command.js'
import { type Advice, adviceText } from './doctor/advice.js'
import { masterKeyAdvice } from './doctor/master-key-advice.js'
import { peopleAdvice } from './doctor/people-advice.js'
import { keyAdvice, serverAdvice } from './doctor/place-advice.js'
import { requestRetentionAdvice, retentionAdvice } from './doctor/retention-advice.js'
import { storeAdvice } from './doctor/store-advice.js'
import { suspensionAdvice } from './doctor/suspension-advice.js'
import { systemAdvice } from './doctor/system-advice.js'
import { EXIT } from './exit-codes.js'
import { guardOptionsOf } from './guard-options.js'
import { type LoadedConfig, loadConfig } from './load-config.js'
import { readSigningKey, signingKeyPath } from './signing-key-file.js'

/** `garde-fou doctor`: what is missing to go live. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'Say what is missing to go live',
  details: 'Exit code 0: ready to go live, perhaps with warnings. 1: something is missing.',
  async run(invocation) {
    const advice = await examine(invocation)
    const ready = advice.every(({ level }) => level !== 'missing')
    await invocation.answer({ document: { ready, node: process.version, advice }, text: adviceText(advice) })
    return ready ? EXIT.ok : EXIT.no
  },
}

async function examine(invocation: Invocation): Promise<readonly Advice[]> {
  const now = invocation.terminal.clock.now()
  const loaded = await loadConfig(invocation)
  const { config } = loaded
  const signingKey = await readSigningKey(loaded)
  const options = guardOptionsOf(loaded, signingKey)
  const faults = optionAdvice(options, now)
  // What cannot start cannot be looked at further: its parts may not be what their types say.
  if (faults.length > 0) return faults
  const records = config.systems.map(({ record }) => record)
  return [
    ...records.flatMap((record) => systemAdvice(record, config.charter, now)),
    ...records.flatMap(retentionAdvice),
    ...requestRetentionAdvice(config.requests),
    ...(await peopleAdvice(records, config.reviewers, now)),
    ...(await keyAdvice(signingKeyPath(loaded))),
    ...(await masterKeyAdvice(options)),
    ...serverAdvice(config.server),
    ...(await databaseAdvice(loaded, signingKey, now)),
  ]
}

/** What `createGuard` would refuse, the charter's prohibitions included. */
function optionAdvice(options: GuardOptions, now: Date): readonly Advice[] {
  try {
    checkOptions(options, now)
    return []
  } catch (error) {
    if (!isGuardError(error) || error.code !== 'ERR_CONFIG_INVALID') throw error
    return error.faults.map(({ path, reason, remedy }) => {
      const engagement = /\(engagement (\d+)\)/.exec(`${reason} ${remedy}`)?.[1]
      return {
        level: 'missing',
        about: path,
        message: reason,
        remedy,
        ...(engagement === undefined ? {} : { engagement: Number(engagement) }),
      }
    })
  }
}

async function databaseAdvice(
  { config }: LoadedConfig,
  signingKey: SigningKey,
  now: Date,
): Promise<readonly Advice[]> {
  try {
    await config.store.migrate()
  } catch (error) {
    if (!isGuardError(error)) throw error
    const remedy = 'Make sure that its folder exists and that this account may write there.'
    return [{ level: 'missing', about: 'store', message: error.message, remedy }]
  }
  try {
    return [
      ...(await storeAdvice(config.store, signingKey, now)),
      ...(await suspensionAdvice(config.store, config.systems, signingKey)),
    ]
  } finally {
    await config.store.close()
  }
}
