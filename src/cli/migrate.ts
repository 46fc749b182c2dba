import { resolve } from 'node:path'
import type { CopyPlace } from '../store/copy/copy-database.js'
import { type CopyReport, copyStore } from '../store/copy/copy-store.js'
import { postgresCopyPlace } from '../store/postgres/copy-place.js'
import { sqliteCopyPlace } from '../store/sqlite/copy-place.js'
import type { Command, Invocation } from './command.js'
import { EXIT } from './exit-codes.js'
import { UsageError } from './usage-error.js'

/** `garde-fou migrate`: a store moves to another database, and the journal is proved to be the same. */
export const migrate: Command = {
  name: 'migrate',
  summary: 'Copy a store to another database, and prove that its journal is the same',
  options: {
    from: { type: 'string', value: 'store', help: 'sqlite:<file> or postgres://…. Required.' },
    to: { type: 'string', value: 'store', help: 'sqlite:<file> or postgres://…; must be empty. Required.' },
    schema: { type: 'string', value: 'name', help: 'The schema in PostgreSQL. Default: garde_fou.' },
  },
  details:
    'Stop every process that uses the source first; what is written to it meanwhile makes the copy fail.\nAll or nothing: interrupted, it leaves the target as empty as it was. Every row is read back and compared, and the\njournal’s tree is built anew from the copy and compared with every checkpoint. The source is not changed.\nLeave the password out of the URL: PGPASSWORD and ~/.pgpass are read. Then change the store in the configuration.',
  async run(invocation) {
    const report = await copyStore(placeOf(invocation, 'from'), placeOf(invocation, 'to'))
    await invocation.answer({ document: documentOf(report), text: textOf(report) })
    return EXIT.ok
  },
}

function placeOf({ typed, terminal }: Invocation, option: 'from' | 'to'): CopyPlace {
  const text = typed.text(option)
  const remedy = 'Write sqlite:<file> or postgres://user@host/database.'
  if (text === undefined) throw new UsageError(`--${option} is missing.`, remedy)
  if (/^postgres(?:ql)?:/.test(text)) return postgresCopyPlace(text, typed.text('schema'))
  const file = /^sqlite:(.+)$/s.exec(text)?.[1]
  if (file === undefined) throw new UsageError(`--${option} names no kind of store that is known.`, remedy)
  return sqliteCopyPlace(resolve(terminal.cwd, file))
}

function documentOf({ rows, head }: CopyReport): object {
  return {
    rows,
    journal: {
      size: head.size,
      rootHash: Buffer.from(head.rootHash).toString('hex'),
      ...(head.note === undefined ? {} : { checkpoint: head.note }),
    },
  }
}

function textOf({ rows, head }: CopyReport): string {
  const counts = Object.entries(rows)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `  ${name.padEnd(12)} ${count}`)
  const root = Buffer.from(head.rootHash).toString('base64')
  return [
    'Copied, read back and compared:',
    ...counts,
    `The journal is the same: ${head.size} entries, root hash ${root}, every checkpoint fits.`,
    ...(rows.keys === 0
      ? []
      : [
          'Its texts stay encrypted: the new configuration needs the same master key (masterKey or masterKeyFile).',
        ]),
  ].join('\n')
}
