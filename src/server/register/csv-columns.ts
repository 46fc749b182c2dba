import type { CsvColumn } from '../../register/register-csv.js'
import type { SystemSheet } from '../../register/system-sheet.js'
import { plainValue, type TermKey } from './parts/part.js'
import { sheetParts } from './sheet-parts.js'
import type { RegisterVisit } from './visit.js'
import { actionWords, statusWords } from './words.js'

/** One column for each line of a system's page, under the same words. */
export function csvColumns(
  visit: RegisterVisit,
  sheets: readonly SystemSheet[],
): readonly CsvColumn<SystemSheet>[] {
  const { say } = visit
  // Each sheet is told once, however many columns ask for a line of it.
  const told = new Map(sheets.map((sheet) => [sheet, linesOf(visit, sheet)]))
  const keys = new Set([...told.values()].flatMap((lines) => [...lines.keys()]))
  return [
    { heading: 'id', of: ({ id }) => id },
    { heading: say('register.order.name'), of: ({ name }) => name },
    { heading: say('register.filter.status'), of: (sheet) => statusWords(visit, sheet) },
    { heading: say('register.brief'), of: actionWords },
    ...[...keys].map((key) => ({
      heading: say(key),
      of: (sheet: SystemSheet) => told.get(sheet)?.get(key) || say('register.missing'),
    })),
    { heading: 'url', of: ({ url }) => url ?? '' },
  ]
}

function linesOf(visit: RegisterVisit, sheet: SystemSheet): ReadonlyMap<TermKey, string> {
  const rows = sheetParts(visit, sheet).flatMap((part) => part.rows)
  return new Map(rows.map(({ key, values = [] }) => [key, values.map(plainValue).join('\n')]))
}
