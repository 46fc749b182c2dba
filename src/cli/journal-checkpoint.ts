import type { Command } from './command.js'
import { EXIT } from './exit-codes.js'
import { withStore } from './open-store.js'

/** `garde-fou journal checkpoint`: the latest signed state of the journal, to be kept elsewhere. */
export const journalCheckpoint: Command = {
  name: 'journal checkpoint',
  summary: 'Print the latest signed checkpoint, to be kept elsewhere',
  details:
    'Keep it where the city’s own administrators cannot change it, and give it to "journal verify --checkpoint" later:\nit proves that nothing before it was rewritten.',
  async run(invocation) {
    const checkpoint = await withStore(invocation, (store) => store.latestCheckpoint())
    if (checkpoint === undefined) {
      await invocation.answer({ document: { checkpoint: null }, text: 'The journal has no checkpoint yet.' })
      return EXIT.no
    }
    const { size, at, note } = checkpoint
    const rootHash = Buffer.from(checkpoint.rootHash).toString('hex')
    await invocation.answer({ document: { size, rootHash, at, note }, text: note })
    return EXIT.ok
  },
}
