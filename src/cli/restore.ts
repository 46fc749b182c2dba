import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { JournalBrokenError, TamperedError } from '../errors.js'
import { type JournalReport, verifyJournal } from '../journal/verify.js'
import { sqliteStore } from '../store/sqlite/index.js'
import type { Store } from '../store/store.js'
import { withoutLogs } from './backup.js'
import { type BackupManifest, describeFile, readManifest } from './backup-manifest.js'
import type { Command, Invocation } from './command.js'
import { EXIT } from './exit-codes.js'
import { reportText } from './journal-verify.js'
import { readTextFile } from './read-text-file.js'
import { UsageError } from './usage-error.js'
import { KEY_OPTIONS, verifyingKeys } from './verifying-keys.js'
import { makeNew } from './write-new-file.js'

/** `garde-fou restore`: a backup becomes a database again, proved by the head of its journal's tree. */
export const restore: Command = {
  name: 'restore',
  summary: 'Make a database of a backup, and prove it by the head of its journal’s tree',
  arguments: [{ name: 'file', help: 'a backup that "garde-fou backup" made, with its <file>.json.' }],
  options: {
    to: { type: 'string', value: 'store', help: 'sqlite:<file>, which must not exist. Required.' },
    checkpoint: {
      type: 'string',
      value: 'file',
      help: 'A checkpoint kept elsewhere. Exit code 1 when entries that it proves are missing, or others are there.',
    },
    ...KEY_OPTIONS,
  },
  details:
    'Nothing is kept of a copy that is not what was backed up. Give the master key and the signing key of the time back, and\nerase again what was erased since. To go on with PostgreSQL, "garde-fou migrate" the restored file.',
  run: async (invocation) => {
    const file = resolve(invocation.terminal.cwd, invocation.typed.arguments[0] ?? '')
    const to = targetOf(invocation)
    const manifest = await readManifest(file)
    const report = await makeNew(to, (part) =>
      withoutLogs(part, async () => {
        await copyProved({ file, part, manifest })
        return prove(invocation, { part, manifest })
      }),
    )
    await invocation.answer({
      document: { file: to, ...manifest.journal, checkpoint: report },
      text: textOf(to, report),
    })
    return report.ok ? EXIT.ok : EXIT.no
  },
}

function targetOf({ typed, terminal }: Invocation): string {
  const file = /^sqlite:(.+)$/s.exec(typed.text('to') ?? '')?.[1]
  if (file === undefined) throw new UsageError('--to names no SQLite file.', 'Write --to sqlite:<file>.')
  return resolve(terminal.cwd, file)
}

interface Copy {
  readonly file: string
  readonly part: string
  readonly manifest: BackupManifest
}

async function copyProved({ file, part, manifest }: Copy): Promise<void> {
  const source = await open(file).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new UsageError(`${file} cannot be read (${code}).`)
  })
  // Into the file that is there already, for its owner only.
  await pipeline(source.createReadStream(), createWriteStream(part, { flags: 'r+', flush: true }))
  const { sha256 } = await describeFile(part, manifest)
  if (sha256 !== manifest.sha256) throw new TamperedError(`The backup ${file}`, `its SHA-256 is ${sha256}`)
}

/** What is found in the copy, compared with a checkpoint that was kept elsewhere where one is given. */
async function prove(
  invocation: Invocation,
  { part, manifest }: Pick<Copy, 'part' | 'manifest'>,
): Promise<JournalReport> {
  const keys = await verifyingKeys(invocation)
  const note = invocation.typed.text('checkpoint')
  const externalCheckpoint = note === undefined ? undefined : await readTextFile(invocation.terminal, note)
  const store = sqliteStore(part)
  try {
    await store.migrate()
    const report = await asBackedUp(store, { keys }, manifest)
    return externalCheckpoint === undefined
      ? report
      : await verifyJournal(store, { keys, externalCheckpoint })
  } finally {
    await store.close()
  }
}

/** @throws JournalBrokenError when the journal does not verify, or its head is another. */
async function asBackedUp(
  store: Store,
  options: Parameters<typeof verifyJournal>[1],
  { journal: { size, rootHash } }: BackupManifest,
): Promise<JournalReport> {
  const report = await verifyJournal(store, options)
  if (!report.ok) throw new JournalBrokenError(reportText(report))
  if (report.size !== size || report.rootHash !== rootHash)
    throw new JournalBrokenError(
      `The head of the tree is ${report.size} ${report.rootHash}, not ${size} ${rootHash} as when it was backed up.`,
    )
  return report
}

function textOf(to: string, report: JournalReport): string {
  return [
    `Restored ${to}; the head of its tree is that of the backup.`,
    reportText(report),
    'It needs the master key and the signing key of the time. Erase again what was erased since the backup.',
  ].join('\n')
}
