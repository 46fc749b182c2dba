import type { CsvColumn } from '../../register/register-csv.js'
import type { SystemSheet } from '../../register/system-sheet.js'
import { plainValue } from './parts/part.js'
import { sheetParts } from './sheet-parts.js'
import type { RegisterVisit } from './visit.js'
import { actionWords, statusWords } from './words.js'

/** One column for each line of a system's page, under the same words. */
export function csvColumns(
  visit: RegisterVisit,
  sheets: readonly SystemSheet[],
): readonly CsvColumn<SystemSheet>[] {
  const { say } = visit
  const headings = new Set(sheets.flatMap((sheet) => rowsOf(visit, sheet).map(({ term }) => term)))
  return [
    { heading: 'id', of: ({ id }) => id },
    { heading: say('register.order.name'), of: ({ name }) => name },
    { heading: say('register.filter.status'), of: (sheet) => statusWords(visit, sheet) },
    { heading: say('register.brief'), of: actionWords },
    ...[...headings].map((heading) => ({
      heading,
      of: (sheet: SystemSheet) =>
        rowsOf(visit, sheet)
          .find(({ term }) => term === heading)
          ?.values?.map(plainValue)
          .join('\n') || say('register.missing'),
    })),
    { heading: 'url', of: ({ url }) => url ?? '' },
  ]
}

function rowsOf(visit: RegisterVisit, sheet: SystemSheet): ReturnType<typeof sheetParts>[number]['rows'] {
  return sheetParts(visit, sheet).flatMap(({ rows }) => rows)
}
