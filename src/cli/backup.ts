import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { JournalBrokenError } from '../errors.js'
import type { VerifyingKey } from '../internal/signing-key.js'
import { verifyJournal } from '../journal/verify.js'
import { sqliteStore } from '../store/sqlite/index.js'
import { type BackupManifest, describeFile, writeManifest } from './backup-manifest.js'
import type { Command, Invocation } from './command.js'
import { EXIT } from './exit-codes.js'
import { reportText } from './journal-verify.js'
import { withStore } from './open-store.js'
import { UsageError } from './usage-error.js'
import { KEY_OPTIONS, verifyingKeys } from './verifying-keys.js'
import { makeNew } from './write-new-file.js'

/** `garde-fou backup`: a copy of a database in use, proved to hold a whole journal. */
export const backup: Command = {
  name: 'backup',
  summary: 'Copy the SQLite database while it is used, and prove the copy’s journal',
  arguments: [{ name: 'file', help: 'a new file for the copy.' }],
  options: KEY_OPTIONS,
  details:
    'Beside the copy, <file>.json says its SHA-256 and the head of its journal’s tree, for "garde-fou restore". Texts are\nencrypted in it: without the master key and the signing key, which are not in it, it cannot be used. Keep those elsewhere.\nA database on PostgreSQL is dumped by its own tools: see docs/operations.md.',
  async run(invocation) {
    const file = resolve(invocation.terminal.cwd, invocation.typed.arguments[0] ?? '')
    const keys = await verifyingKeys(invocation)
    const manifest = await makeNew(file, (part) =>
      writeManifest(file, () =>
        withoutLogs(part, async () => {
          const at = invocation.terminal.clock.now().toISOString()
          await copyTo(invocation, part)
          return describeFile(part, { at, journal: await journalOf(part, keys) })
        }),
      ),
    )
    await invocation.answer({ document: { file, ...manifest }, text: textOf(file, manifest) })
    return EXIT.ok
  },
}

/** Runs `work` on a database file, and removes the logs that it may leave beside it. */
export async function withoutLogs<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } finally {
    for (const log of [`${file}-wal`, `${file}-shm`]) await rm(log, { force: true })
  }
}

async function copyTo(invocation: Invocation, part: string): Promise<void> {
  await withStore(invocation, async (store) => {
    if (store.backup === undefined)
      throw new UsageError(
        'This database is not copied by garde-fou.',
        'Dump it with pg_dump, as docs/operations.md shows.',
      )
    await store.backup(part)
  })
}

/** @throws JournalBrokenError when the copy's journal does not verify: nothing is kept of it. */
async function journalOf(part: string, keys: readonly VerifyingKey[]): Promise<BackupManifest['journal']> {
  const store = sqliteStore(part)
  try {
    await store.migrate()
    const report = await verifyJournal(store, { keys })
    if (!report.ok) throw new JournalBrokenError(reportText(report))
    const { size, rootHash, pending } = report
    return { size, rootHash, pending }
  } finally {
    await store.close()
  }
}

function textOf(file: string, { sha256, bytes, journal }: BackupManifest): string {
  return [
    `Wrote ${file}: ${bytes} bytes, SHA-256 ${sha256}.`,
    `Its journal verifies: ${journal.size} entries, root ${journal.rootHash}.`,
    'It holds neither the master key nor the signing key: keep both elsewhere, or it cannot be used.',
  ].join('\n')
}
