import type { OversightMode } from '../system/oversight.js'
import type { IsoDate, SystemRecord, UseRecord } from '../system/system-record.js'
import type { Completeness } from './completeness.js'
import type { DisclosureSheet } from './disclosure-sheet.js'
import type { OversightFigures } from './oversight-figures.js'
import type { RegisterStatus } from './status.js'

/**
 * One system as the public register shows it: what the charter's engagements 1 to 10 and 13 to 16 ask to be known.
 * `null` is what nobody has filled in yet; it is shown as such, never left out (the Dutch register does the same).
 */
export interface SystemSheet {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly status: RegisterStatus
  /** Last day of an experiment. */
  readonly statusUntil: IsoDate | null
  readonly statusReason: 'not-conclusive' | null
  readonly updatedOn: IsoDate | null
  readonly url: string | null
  readonly purpose: string
  readonly expectedResults: string
  readonly service: string
  readonly administration: string
  readonly role: SystemRecord['role']
  readonly aiType: string
  readonly learns: boolean
  readonly model: string
  readonly modelVersion: string | null
  readonly supplier: string
  readonly hosting: string
  readonly openSource: boolean
  readonly supplierLearnsFromData: boolean
  readonly parameters: string
  readonly trainingData: string
  readonly data: readonly {
    readonly name: string
    readonly source: string
    readonly personal: boolean
    readonly collection: string | null
    readonly url: string | null
  }[]
  readonly personalData: boolean
  readonly individualDecisions: boolean
  readonly uses: readonly UseSheet[]
  readonly limits: readonly string[]
  readonly auditEveryMonths: number
  readonly auditedOn: IsoDate | null
  readonly reversibility: string
  readonly assessedOn: IsoDate
  readonly benefits: string
  readonly impacts: string
  readonly valueReviewOn: IsoDate
  readonly experiment: ExperimentSheet | null
  readonly contact: ContactSheet | null
  readonly training: { readonly title: string; readonly validForMonths: number }
  readonly consultations: readonly {
    readonly body: string
    readonly on: IsoDate
    readonly opinion: string | null
  }[]
  readonly jobImpact: string
  readonly exceptions: readonly {
    readonly prohibition: string
    readonly text: string
    readonly article: string
    readonly until: IsoDate
  }[]
  readonly disclosure: DisclosureSheet
  readonly figures: OversightFigures | null
  readonly completeness: Completeness
}

/** One use of a system. */
export interface UseSheet {
  readonly id: string
  readonly action: string
  readonly purpose: string
  readonly impact: UseRecord['impact']
  readonly audience: UseRecord['audience']
  readonly oversight: OversightMode
  /** How many people must agree. */
  readonly concurring: number
  /** Of how many cases of a hundred a second person decides too, drawn by lot. Absent for none, and in older sheets. */
  readonly secondOpinionPercent?: number
  /** Who looks at some of the answers after they have left, and at about how many in a hundred. */
  readonly sampleCheck: { readonly by: string; readonly percent: number | null } | null
  /** Months that a case's texts and its decision are kept. */
  readonly textsForMonths: number | null
  readonly decisionsForMonths: number | null
}

/** A trial. */
export interface ExperimentSheet {
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate
  readonly reportedOn: IsoDate | null
  readonly reportUrl: string | null
  readonly conclusive: boolean | null
}

/** How a person reaches a person. */
export interface ContactSheet {
  readonly service: string
  readonly phone: string | null
  readonly desk: string | null
  readonly address: string | null
  readonly email: string | null
  readonly hours: string
  readonly deafAccess: string | null
}
