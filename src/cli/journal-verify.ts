import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readExport } from '../journal/read-export.js'
import { type JournalReport, type VerifyOptions, verifyJournal } from '../journal/verify.js'
import type { Command, Invocation } from './command.js'
import { EXIT } from './exit-codes.js'
import { withStore } from './open-store.js'
import { readTextFile } from './read-text-file.js'
import { UsageError } from './usage-error.js'
import { KEY_OPTIONS, verifyingKeys } from './verifying-keys.js'

/** `garde-fou journal verify`: finds any altered, removed, inserted or reordered entry and names it. */
export const journalVerify: Command = {
  name: 'journal verify',
  summary: 'Check that no entry of the journal was altered, removed, inserted or reordered',
  options: {
    from: {
      type: 'string',
      value: 'file',
      help: 'Check an export (NDJSON) instead of the store: needs no database.',
    },
    checkpoint: {
      type: 'string',
      value: 'file',
      help: 'A checkpoint kept elsewhere: shows that the journal was not cut or rewritten since.',
    },
    origin: { type: 'string', value: 'name', help: 'Which journal it must be.' },
    ...KEY_OPTIONS,
  },
  details:
    'With --from and --key no configuration is needed.\nWithout a checkpoint kept elsewhere, somebody who holds the signing key could have rewritten the whole journal.',
  async run(invocation) {
    const report = await verify(invocation, await optionsOf(invocation))
    await invocation.answer({ document: report, text: reportText(report) })
    return report.ok ? EXIT.ok : EXIT.no
  },
}

async function optionsOf(invocation: Invocation): Promise<VerifyOptions> {
  const { typed, terminal } = invocation
  const file = typed.text('checkpoint')
  const origin = typed.text('origin')
  return {
    keys: await verifyingKeys(invocation),
    ...(file === undefined ? {} : { externalCheckpoint: await readTextFile(terminal, file) }),
    ...(origin === undefined ? {} : { origin }),
  }
}

async function verify(invocation: Invocation, options: VerifyOptions): Promise<JournalReport> {
  const from = invocation.typed.text('from')
  if (from === undefined) return withStore(invocation, (store) => verifyJournal(store, options))
  const path = resolve(invocation.terminal.cwd, from)
  try {
    await access(path)
  } catch (error) {
    throw new UsageError(
      `The export "${from}" cannot be read: ${error instanceof Error ? error.message : 'unknown reason'}.`,
    )
  }
  return verifyJournal(readExport(createReadStream(path)), options)
}

/** A report as text: the answer first, then each problem. */
export function reportText(report: JournalReport): string {
  const { ok, size, rootHash, origin, checkpoints, pending, problems, problemCount } = report
  const about = `${size} entries, ${checkpoints} checkpoints${origin === undefined ? '' : `, journal "${origin}"`}, root ${rootHash}`
  const waiting = pending === 0 ? '' : `\n${pending} entries wait for their place and are not covered yet.`
  if (ok && size === 0) return `The journal is empty: there is nothing to verify.${waiting}`
  if (ok) return `The journal verifies: ${about}.${waiting}`
  const lines = problems.map(
    ({ kind, entryId, message }) => `  ${kind}: ${message}${entryId === undefined ? '' : ` (id ${entryId})`}`,
  )
  const more = problemCount > problems.length ? [`  and ${problemCount - problems.length} more`] : []
  return [
    `The journal does NOT verify: ${problemCount} problem(s); ${about}.${waiting}`,
    ...lines,
    ...more,
  ].join('\n')
}
