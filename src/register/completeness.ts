import type { SystemSheet } from './system-sheet.js'

/** How much of a sheet is filled in: of the facts that may be missing and are asked for of such a system. */
export interface Completeness {
  readonly filled: number
  readonly of: number
}

/** Registers show what is missing; this says how much. Facts that a record cannot leave out are not counted. */
export function completenessOf(sheet: Omit<SystemSheet, 'completeness'>): Completeness {
  const facts = askedFacts(sheet)
  return { filled: facts.filter(Boolean).length, of: facts.length }
}

/** One entry for each fact that is asked for: whether it is there. */
function askedFacts(sheet: Omit<SystemSheet, 'completeness'>): readonly boolean[] {
  const { disclosure, uses, data, consultations, experiment, status } = sheet
  const {
    inUseSince,
    endedOn,
    noAssessment,
    impactAssessments,
    energy,
    decisionsPerYear,
    legalBasis,
    keywords,
    ...texts
  } = disclosure
  const isOver = status === 'retired' || status === 'abandoned'
  const isPublic = uses.some(({ audience }) => audience === 'citizens')
  return [
    sheet.updatedOn !== null,
    sheet.auditedOn !== null,
    sheet.modelVersion !== null,
    consultations.length > 0,
    uses.every(({ textsForMonths }) => textsForMonths !== null),
    data.every(({ collection }) => collection !== null),
    ...(isPublic ? [sheet.contact?.email !== undefined && sheet.contact.email !== null] : []),
    ...(experiment === null ? [] : [experiment.reportedOn !== null]),
    ...Object.values(texts).map((value) => value !== null),
    // An assessment that was not made, with its reason, is an answer.
    impactAssessments !== null || noAssessment !== null,
    legalBasis !== null,
    energy !== null,
    // Decisions that are prepared here are counted here.
    decisionsPerYear !== null || sheet.individualDecisions,
    keywords !== null,
    ...(status === 'planned' ? [] : [inUseSince !== null]),
    ...(isOver ? [endedOn !== null] : []),
  ]
}
