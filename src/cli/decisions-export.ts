import { unlink } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type CsvColumn, csvHead, csvLine } from '../register/register-csv.js'
import type { ReviewDesk } from '../review/commands.js'
import type { ExportedDecision } from '../statistics/exported-decision.js'
import type { Command, Typed } from './command.js'
import { EXIT } from './exit-codes.js'
import { withDesk } from './open-desk.js'
import { openNew } from './open-new-file.js'
import { WHO_ACTS } from './review-command.js'
import { UsageError } from './usage-error.js'

/** Column names are technical: they are those of the documentation, in whatever language the analysis is written. */
const COLUMNS: readonly CsvColumn<ExportedDecision>[] = [
  { heading: 'review_id', of: ({ reviewId }) => reviewId },
  { heading: 'month', of: ({ month }) => month },
  { heading: 'system', of: ({ systemId }) => systemId },
  { heading: 'system_version', of: ({ systemVersion = '' }) => systemVersion },
  { heading: 'use', of: ({ useId }) => useId },
  { heading: 'mode', of: ({ mode }) => mode },
  { heading: 'first_opinion', of: ({ opinion = '' }) => opinion },
  { heading: 'suggested', of: ({ proposed = '' }) => proposed },
  { heading: 'outcome', of: ({ outcome }) => outcome },
  { heading: 'decided', of: ({ decided = '' }) => decided },
  { heading: 'distance', of: ({ distance }) => (distance === undefined ? '' : String(distance)) },
  { heading: 'reasons', of: ({ reasons = [] }) => reasons.join(' ') },
  {
    heading: 'criteria',
    of: ({ criteria = {} }) =>
      Object.entries(criteria)
        .map(([id, answer]) => `${id}=${answer}`)
        .join(' '),
  },
]

/** `garde-fou decisions export`: decisions without agents and cases, to look for bias elsewhere. */
export const decisionsExport: Command = {
  name: 'decisions export',
  summary: 'Write the decisions of a period as CSV, without agents and cases, to look for bias',
  options: {
    from: { type: 'string', value: 'date', help: 'The first day, or a moment in ISO 8601. Required.' },
    to: { type: 'string', value: 'date', help: 'The day after the last, or a moment. Default: now.' },
    system: { type: 'string', value: 'id', help: 'Only decisions on this system. Default: all.' },
    output: { type: 'string', value: 'file', help: 'A new file (mode 0600). Required.' },
  },
  details: `For auditors. No agent, case number or text: the application knows which case a review_id is.\nJournalled. ${WHO_ACTS}`,
  async run(invocation) {
    const { typed, terminal } = invocation
    const query = {
      from: required(typed, 'from'),
      to: typed.text('to') ?? terminal.clock.now().toISOString(),
    }
    const systemId = typed.text('system')
    const file = resolve(terminal.cwd, required(typed, 'output'))
    const decisions = await withDesk(invocation, ({ desk, reviewerId }) =>
      writeAll(
        file,
        desk.exportDecisions(reviewerId, { ...query, ...(systemId === undefined ? {} : { systemId }) }),
      ),
    )
    await invocation.answer({
      document: { file, decisions },
      text: `Wrote ${decisions} decision(s) to ${file}.`,
    })
    return EXIT.ok
  },
}

async function writeAll(file: string, decisions: ReturnType<ReviewDesk['exportDecisions']>): Promise<number> {
  const handle = await openNew(file)
  let whole = false
  try {
    let count = 0
    await handle.writeFile(csvHead(COLUMNS))
    for await (const decision of decisions) {
      await handle.writeFile(csvLine(decision, COLUMNS))
      count += 1
    }
    await handle.sync()
    whole = true
    return count
  } finally {
    await handle.close()
    // Half of the decisions would be taken for all of them.
    if (!whole) await unlink(file)
  }
}

function required(typed: Typed, option: string): string {
  const text = typed.text(option)
  if (text === undefined || text === '')
    throw new UsageError(`--${option} is missing.`, `Add it: garde-fou help decisions export.`)
  return text
}
