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
      { key: 'register.supplier.name', values: [sheet.supplier] },
      {
        key: 'register.supplier.model',
        values: [sheet.modelVersion === null ? sheet.model : `${sheet.model}, ${sheet.modelVersion}`],
      },
      { key: 'register.supplier.hosting', values: [sheet.hosting] },
      { key: 'register.supplier.open', values: [yesOrNo(visit, sheet.openSource)], own: true },
      {
        key: 'register.supplier.learns',
        values: [yesOrNo(visit, sheet.supplierLearnsFromData)],
        own: true,
      },
      { key: 'register.supplier.contract', values: one(sheet.disclosure.contract) },
      { key: 'register.supplier.code', values: address(sheet.disclosure.sourceCodeUrl) },
      { key: 'register.supplier.documentation', values: address(sheet.disclosure.documentationUrl) },
    ],
  }
}
