import type { SystemSheet } from '../../register/system-sheet.js'
import { history } from './parts/history.js'
import { oversight } from './parts/oversight.js'
import type { SheetPart } from './parts/part.js'
import { rights } from './parts/rights.js'
import { risks } from './parts/risks.js'
import { supplier } from './parts/supplier.js'
import { value } from './parts/value.js'
import { workings } from './parts/workings.js'
import type { RegisterVisit } from './visit.js'

/** The full sheet, part by part, in the order of the public page. */
export function sheetParts(visit: RegisterVisit, sheet: SystemSheet): readonly SheetPart[] {
  return [rights, workings, oversight, risks, value, supplier, history].map((part) => part(visit, sheet))
}
