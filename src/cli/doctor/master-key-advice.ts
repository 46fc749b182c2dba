import { existsSync } from 'node:fs'
import { localKeyFileOf, MASTER_KEY_VARIABLE, type MasterKeyOptions } from '../../guard/master-key.js'
import { isKeyExposed } from '../signing-key-file.js'
import type { Advice } from './advice.js'

/** Whether the key that texts are encrypted with is kept apart from them. */
export async function masterKeyAdvice(options: MasterKeyOptions): Promise<readonly Advice[]> {
  const local = localKeyFileOf(options)
  const file = options.masterKeyFile ?? local
  const advice: Advice[] = []
  if (file !== undefined && existsSync(file) && (await isKeyExposed(file))) {
    advice.push({
      level: 'missing',
      about: file,
      message: 'others than its owner can read the master key, and so every text of every case.',
      remedy: `chmod 600 "${file}", then "garde-fou keys rotate" if somebody may have read it.`,
      engagement: 3,
    })
  }
  if (local !== undefined) {
    advice.push({
      level: 'warning',
      about: 'masterKey',
      message: `it is kept beside the database (${local}): who copies the folder can read the texts.`,
      remedy: `Give it in ${MASTER_KEY_VARIABLE} or masterKeyFile, from a place that backups of the database do not go to.`,
      engagement: 3,
    })
  }
  return advice
}
