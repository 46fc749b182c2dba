import { exportPublicJwk } from '../internal/signing-key.js'
import { formatVerifierKey } from '../journal/signed-note.js'
import type { Command } from './command.js'
import { EXIT } from './exit-codes.js'
import { loadConfig } from './load-config.js'
import { readSigningKey } from './signing-key-file.js'

/** `garde-fou journal key`: the public key that auditors verify with. */
export const journalKey: Command = {
  name: 'journal key',
  summary: 'Print the public key that journal and labels verify with',
  details:
    'The line is what Go’s sumdb/note and other C2SP tools read. Publish it; the private key stays where it is.',
  async run(invocation) {
    const key = await readSigningKey(await loadConfig(invocation))
    const verifierKey = formatVerifierKey(key)
    await invocation.answer({
      document: { verifierKey, name: key.name, jwk: exportPublicJwk(key) },
      text: verifierKey,
    })
    return EXIT.ok
  },
}
