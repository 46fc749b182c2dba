import { resolve } from 'node:path'
import { exportJournal } from '../journal/export.js'
import type { Store } from '../store/store.js'
import type { Command } from './command.js'
import { EXIT } from './exit-codes.js'
import { withStore } from './open-store.js'
import { UsageError } from './usage-error.js'
import { writeNew } from './write-new-file.js'

/** `garde-fou journal export`: the journal as NDJSON with its checkpoints, for somebody without the database. */
export const journalExport: Command = {
  name: 'journal export',
  summary: 'Write the journal as NDJSON with its checkpoints, to be verified elsewhere',
  options: {
    output: { type: 'string', value: 'file', help: 'A new file. Default: standard output.' },
  },
  details:
    'The journal holds no personal data: ids, codes, dates and digests.\nWith --json, name a file: the one JSON document on standard output is the answer.',
  async run(invocation) {
    const output = invocation.typed.text('output')
    if (output === undefined) {
      if (invocation.json)
        throw new UsageError(
          'The export is NDJSON, not one JSON document.',
          'Leave --json out, or name a file by --output.',
        )
      await withStore(invocation, (store) => writeExport(store, (text) => invocation.terminal.write(text)))
      return EXIT.ok
    }
    const file = resolve(invocation.terminal.cwd, output)
    const lines = await withStore(invocation, (store) => writeFile(store, file))
    await invocation.answer({ document: { file, lines }, text: `Wrote ${lines} lines to ${file}.` })
    return EXIT.ok
  },
}

async function writeFile(store: Store, file: string): Promise<number> {
  // Whole or not at all: a part of a journal verifies as an older one.
  return writeNew(file, (handle) => writeExport(store, (text) => handle.writeFile(text)))
}

async function writeExport(store: Store, write: (text: string) => Promise<void>): Promise<number> {
  let lines = 0
  for await (const text of exportJournal(store)) {
    await write(text)
    lines += text.split('\n').length - 1
  }
  return lines
}
