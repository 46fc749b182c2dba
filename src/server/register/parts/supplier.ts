import type { SystemSheet } from '../../../register/system-sheet.js'
import type { RegisterVisit } from '../visit.js'
import { yesOrNo } from '../words.js'
import { address, one, type SheetPart } from './part.js'

/** Who made it, and where it runs. */
export function supplier(visit: RegisterVisit, sheet: SystemSheet): SheetPart {
  const { say } = visit
  return {
    id: 'fournisseur',
    title: say('register.supplier'),
    rows: [
      { term: say('register.supplier.name'), values: [sheet.supplier] },
      {
        term: say('register.supplier.model'),
        values: [sheet.modelVersion === null ? sheet.model : `${sheet.model}, ${sheet.modelVersion}`],
      },
      { term: say('register.supplier.hosting'), values: [sheet.hosting] },
      { term: say('register.supplier.open'), values: [yesOrNo(visit, sheet.openSource)], own: true },
      {
        term: say('register.supplier.learns'),
        values: [yesOrNo(visit, sheet.supplierLearnsFromData)],
        own: true,
      },
      { term: say('register.supplier.contract'), values: one(sheet.disclosure.contract) },
      { term: say('register.supplier.code'), values: address(sheet.disclosure.sourceCodeUrl) },
      { term: say('register.supplier.documentation'), values: address(sheet.disclosure.documentationUrl) },
    ],
  }
}
