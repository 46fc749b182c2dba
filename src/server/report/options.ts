import type { Guard } from '../../guard/guard.js'
import type { Language } from '../../i18n/language.js'
import type { Clock } from '../../internal/clock.js'
import type { AccessibilityDeclaration } from '../../register/accessibility-declaration.js'
import type { ReportStatements } from '../../register/report-statements.js'

/** What the annual report needs of a guard. */
export type ReportGuard = Pick<Guard, 'charter' | 'systems' | 'suspensions' | 'store' | 'requests'>

/** How the annual report is served. */
export interface ReportOptions {
  /** Where it is mounted, such as `/ia`: the report is then `/ia/registre/rapport/2026`. Default: the root. */
  readonly basePath?: string
  /** The language of somebody who has not chosen. Default `fr`. */
  readonly lang?: Language
  /** What the city declares of the accessibility of these pages. Default: nothing, and pages say « non conforme ». */
  readonly accessibility?: AccessibilityDeclaration
  /** Where the city's name leads to, a path or an address. Default: the register. */
  readonly homeUrl?: string
  /** What the administration says, by year. */
  readonly statements?: Readonly<Record<number, ReportStatements>>
  /** How long figures are served before they are counted again, in seconds. Default: 600. */
  readonly refreshSeconds?: number
  /** Told of every fault that became an error page, with the reference that the page shows. */
  readonly onError?: (error: unknown, context: { readonly reference: string }) => void
  /** Default: the machine's clock. */
  readonly clock?: Clock
}
