import { resolve } from 'node:path'
import type { ExportQuery } from '../review/commands.js'
import type { ExportedDecision } from '../statistics/exported-decision.js'
import { EXPORT_FORMATS, type ExportFormat, exportedLines } from '../statistics/exported-lines.js'
import type { Command, Typed } from './command.js'
import { EXIT } from './exit-codes.js'
import { withDesk } from './open-desk.js'
import { readTextFile } from './read-text-file.js'
import { WHO_ACTS } from './review-command.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'
import { writeNew } from './write-new-file.js'

/** `garde-fou decisions export`: decisions without agents and cases, to look for bias elsewhere. */
export const decisionsExport: Command = {
  name: 'decisions export',
  summary: 'Write the decisions of a period, without agents and cases, to look for bias',
  options: {
    from: { type: 'string', value: 'date', help: 'The first day, or a moment in ISO 8601. Required.' },
    to: { type: 'string', value: 'date', help: 'The day after the last, or a moment. Default: now.' },
    system: { type: 'string', value: 'id', help: 'Only decisions on this system. Default: all.' },
    format: { type: 'string', value: 'format', help: 'csv (semicolons) or jsonl. Default: csv.' },
    'join-key': {
      type: 'string',
      value: 'file',
      help: 'Name cases by HMAC-SHA-256 of their number under this key (32 characters or more).',
    },
    'case-numbers': { type: 'boolean', help: 'Name cases by their number.' },
    output: { type: 'string', value: 'file', help: 'A new file (mode 0600). Required.' },
  },
  details: `For auditors and administrators; only auditors may name cases so that others can tell them. Without a key, the same random\nnumber stands for the same case, and nothing leads back to it. Who asked, and for what, is on record. ${WHO_ACTS}`,
  async run(invocation) {
    const { typed, terminal } = invocation
    const query = await queryOf(typed, terminal)
    const format = formatOf(typed)
    const file = resolve(terminal.cwd, required(typed, 'output'))
    const decisions = await withDesk(invocation, async ({ desk, reviewerId }) =>
      writeAll(file, await desk.exportDecisions(reviewerId, query), format),
    )
    await invocation.answer({
      document: { file, decisions },
      text: `Wrote ${decisions} decision(s) to ${file}.`,
    })
    return EXIT.ok
  },
}

async function queryOf(typed: Typed, terminal: Terminal): Promise<ExportQuery> {
  const systemId = typed.text('system')
  const keyFile = typed.text('join-key')
  if (keyFile !== undefined && typed.flag('case-numbers'))
    throw new UsageError('--join-key and --case-numbers name cases in two ways.', 'Use one of them.')
  const cases =
    keyFile !== undefined
      ? { joinKey: (await readTextFile(terminal, keyFile)).trim() }
      : typed.flag('case-numbers')
        ? ('clear' as const)
        : undefined
  return {
    from: required(typed, 'from'),
    to: typed.text('to') ?? terminal.clock.now().toISOString(),
    ...(systemId === undefined ? {} : { systemId }),
    ...(cases === undefined ? {} : { cases }),
  }
}

function formatOf(typed: Typed): ExportFormat {
  const text = typed.text('format') ?? 'csv'
  const format = EXPORT_FORMATS.find((each) => each === text)
  if (format === undefined)
    throw new UsageError(`--format is "${text.slice(0, 40)}".`, `Use one of: ${EXPORT_FORMATS.join(', ')}.`)
  return format
}

async function writeAll(
  file: string,
  decisions: AsyncIterable<ExportedDecision>,
  format: ExportFormat,
): Promise<number> {
  // Whole or not at all: half of the decisions would be taken for all of them.
  return writeNew(file, async (handle) => {
    let lines = 0
    for await (const line of exportedLines(decisions, format)) {
      await handle.writeFile(line)
      lines += 1
    }
    return format === 'csv' ? lines - 1 : lines
  })
}

function required(typed: Typed, option: string): string {
  const text = typed.text(option)
  if (text === undefined || text === '')
    throw new UsageError(`--${option} is missing.`, `Add it: garde-fou help decisions export.`)
  return text
}
