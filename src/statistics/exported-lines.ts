import { type CsvColumn, csvHead, csvLine } from '../register/register-csv.js'
import type { ExportedDecision } from './exported-decision.js'

/** The forms of an export: for spreadsheets, or one JSON object a line. */
export const EXPORT_FORMATS = ['csv', 'jsonl'] as const

/** One of {@link EXPORT_FORMATS}. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Column names are technical: they are those of the documentation, in whatever language the analysis is written. */
const COLUMNS: readonly CsvColumn<ExportedDecision>[] = [
  { heading: 'case', of: (decision) => decision.case },
  { heading: 'system', of: ({ systemId }) => systemId },
  { heading: 'system_version', of: ({ systemVersion }) => systemVersion },
  { heading: 'use', of: ({ useId }) => useId },
  { heading: 'month', of: ({ month }) => month },
  { heading: 'mode', of: ({ mode }) => mode },
  { heading: 'first_opinion', of: ({ opinion = '' }) => opinion },
  { heading: 'suggested', of: ({ proposed = '' }) => proposed },
  { heading: 'outcome', of: ({ outcome }) => outcome },
  { heading: 'decided', of: ({ decided = '' }) => decided },
  { heading: 'change', of: ({ change = '' }) => change },
  { heading: 'distance', of: ({ distance }) => (distance === undefined ? '' : String(distance)) },
  { heading: 'reasons', of: ({ reasons = [] }) => reasons.join(' ') },
  { heading: 'change_reasons', of: ({ changeReasons = [] }) => changeReasons.join(' ') },
]

/** An export's text, a line at a time: memory stays constant. */
export async function* exportedLines(
  decisions: AsyncIterable<ExportedDecision>,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvHead(COLUMNS)
  for await (const decision of decisions)
    yield format === 'csv' ? csvLine(decision, COLUMNS) : `${JSON.stringify(decision)}\n`
}
