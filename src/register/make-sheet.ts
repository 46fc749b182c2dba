import type { SystemRecord } from '../system/system-record.js'
import { completenessOf } from './completeness.js'
import { disclosureSheet } from './disclosure-sheet.js'
import type { OversightFigures } from './oversight-figures.js'
import { statusOf } from './status.js'
import type { SystemSheet } from './system-sheet.js'

/** What a sheet is made from. */
export interface SheetFacts {
  readonly record: SystemRecord
  /** The administration that answers when the record names none: the charter's authority. */
  readonly authority: string
  readonly suspended: boolean
  readonly figures?: OversightFigures
  /** Where the register shows it. */
  readonly url?: string
}

/** The sheet of a system. Pure. */
export function systemSheet({ record, authority, suspended, figures, url }: SheetFacts): SystemSheet {
  const { model, experiment } = record
  const status = statusOf(record, suspended)
  const uses = Object.values(record.uses)
  const sheet: Omit<SystemSheet, 'completeness'> = {
    id: record.id,
    name: record.name,
    version: record.version,
    status,
    statusUntil: status === 'experiment' ? (experiment?.endsOn ?? null) : null,
    statusReason: status === 'abandoned' ? 'not-conclusive' : null,
    updatedOn: record.updatedOn ?? null,
    url: url ?? null,
    purpose: record.purpose,
    expectedResults: record.expectedResults,
    service: record.owner,
    administration: record.administration ?? authority,
    role: record.role,
    aiType: model.kind,
    learns: model.nature === 'trained',
    model: model.name,
    modelVersion: model.version ?? null,
    supplier: model.supplier,
    hosting: model.hosting,
    openSource: model.openSource,
    supplierLearnsFromData: model.supplierLearnsFromData,
    parameters: model.parameters,
    trainingData: model.trainingData,
    data: record.data.map(({ name, source, personal, collection, url: published }) => ({
      name,
      source,
      personal,
      collection: collection ?? null,
      url: published ?? null,
    })),
    personalData: record.data.some(({ personal }) => personal),
    individualDecisions: uses.some(({ impact }) => impact === 'significant'),
    uses: uses.map(({ id, action, purpose, impact, audience, oversight, retention, sampleCheck }) => ({
      id,
      action,
      purpose,
      impact,
      audience,
      oversight: oversight.mode,
      concurring: oversight.quorum.agree,
      ...(oversight.secondOpinionPercent === undefined
        ? {}
        : { secondOpinionPercent: oversight.secondOpinionPercent }),
      sampleCheck:
        sampleCheck === undefined ? null : { by: sampleCheck.by, percent: sampleCheck.percent ?? null },
      textsForMonths: retention?.textsForMonths ?? null,
      decisionsForMonths: retention?.decisionsForMonths ?? null,
    })),
    ...evaluationOf(record),
    ...peopleOf(record),
    exceptions: record.exceptions.map(({ prohibition, text, article, until }) => ({
      prohibition,
      text,
      article,
      until,
    })),
    disclosure: disclosureSheet(record.disclosure),
    figures: figures ?? null,
  }
  return { ...sheet, completeness: completenessOf(sheet) }
}

type Evaluation = Pick<
  SystemSheet,
  | 'limits'
  | 'auditEveryMonths'
  | 'auditedOn'
  | 'reversibility'
  | 'assessedOn'
  | 'benefits'
  | 'impacts'
  | 'valueReviewOn'
  | 'experiment'
>

function evaluationOf({ limits, audit, assessment, valueReviewOn, experiment }: SystemRecord): Evaluation {
  return {
    limits: [...limits],
    auditEveryMonths: audit.everyMonths,
    auditedOn: audit.lastOn ?? null,
    reversibility: audit.reversibility,
    assessedOn: assessment.on,
    benefits: assessment.benefits,
    impacts: assessment.impacts,
    valueReviewOn,
    experiment:
      experiment === undefined
        ? null
        : {
            startsOn: experiment.startsOn,
            endsOn: experiment.endsOn,
            reportedOn: experiment.report?.on ?? null,
            reportUrl: experiment.report?.url ?? null,
            conclusive: experiment.report?.conclusive ?? null,
          },
  }
}

function peopleOf({
  humanContact,
  training,
  consultations,
  jobImpact,
}: SystemRecord): Pick<SystemSheet, 'contact' | 'training' | 'consultations' | 'jobImpact'> {
  return {
    contact:
      humanContact === undefined
        ? null
        : {
            service: humanContact.service,
            phone: humanContact.phone ?? null,
            desk: humanContact.desk ?? null,
            address: humanContact.address ?? null,
            email: humanContact.email ?? null,
            hours: humanContact.hours,
            deafAccess: humanContact.deafAccess ?? null,
          },
    training: { title: training.title, validForMonths: training.validForMonths },
    consultations: consultations.map(({ body, on, opinion }) => ({ body, on, opinion: opinion ?? null })),
    jobImpact,
  }
}
