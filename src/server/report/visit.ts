import type { Language } from '../../i18n/language.js'
import type { reportFr } from '../../i18n/report.fr.js'
import type { ParamsOf } from '../../i18n/translate.js'
import type { AnnualReport } from '../../register/annual-report.js'
import type { ReportStatements } from '../../register/report-statements.js'
import type { Stated } from '../accessibility/stated.js'
import type { BarScales } from './bar-chart.js'
import type { ReportGuard } from './options.js'
import type { ReportPaths } from './paths.js'

/** Reads a text of these pages in the page's language. */
export type Say = <Key extends keyof typeof reportFr & string>(
  key: Key,
  ...params: ParamsOf<(typeof reportFr)[Key]>
) => string

/** One request for the report. Nobody is signed in. */
export interface ReportVisit {
  readonly guard: Pick<ReportGuard, 'charter'>
  readonly say: Say
  readonly language: Language
  readonly paths: ReportPaths
  readonly homeUrl: string
  /** What these pages say of their accessibility, and where the whole of it is, in the page's language. */
  readonly accessibility: { readonly stated: Stated; readonly page: string }
  readonly year: number
  /** Years that have a report, oldest first. */
  readonly years: readonly number[]
}

/** A report with what is drawn beside its figures. */
export interface ShownReport {
  readonly report: AnnualReport
  readonly statements: ReportStatements
  /** When its figures were counted. */
  readonly countedAt: Date
  /** Absent while the year goes on. */
  readonly isOver: boolean
  /** Absent when the drawing library is not installed: the tables are shown alone. */
  readonly scales?: BarScales
}
