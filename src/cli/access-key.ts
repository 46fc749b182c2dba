import { randomBytes } from 'node:crypto'
import { accessKeyDigest } from '../guard/local-reviewers.js'
import type { Command } from './command.js'
import { EXIT } from './exit-codes.js'

/** 256 random bits, with a word before them by which a key that leaked can be found. */
export function newAccessKey(): string {
  return `gardefou_${randomBytes(32).toString('base64url')}`
}

/** `garde-fou access-key`: a key for one more reviewer of the configuration. */
export const accessKey: Command = {
  name: 'access-key',
  summary: 'Make an access key for a reviewer of the configuration',
  details:
    'The key is shown once and stored nowhere. Give it to the person, and put its SHA-256 in the configuration.',
  async run(invocation) {
    const key = newAccessKey()
    const accessKeySha256 = accessKeyDigest(key)
    await invocation.answer({
      document: { accessKey: key, accessKeySha256 },
      text: `Access key, for the person alone: ${key}\nIn the configuration:             accessKeySha256: '${accessKeySha256}'`,
    })
    return EXIT.ok
  },
}
