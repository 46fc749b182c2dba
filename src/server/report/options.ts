import type { Guard } from '../../guard/guard.js'
import type { Language } from '../../i18n/language.js'
import type { Clock } from '../../internal/clock.js'

/** What the annual report needs of a guard. */
export type ReportGuard = Pick<Guard, 'charter' | 'systems' | 'suspensions' | 'store' | 'requests'>

/** How far an engagement of the charter was kept, as the administration judges it. */
export type EngagementState = 'kept' | 'partly' | 'not-kept'

/**
 * What only the administration can say of a year, in French. What is absent is shown as « Non renseigné à ce jour »,
 * never left out.
 */
export interface ReportStatements {
  /** Appeals, and what is to be said of requests for an explanation. How many came, and in what time they were answered, is counted. */
  readonly explanations?: string
  /** How people used the human alternative to the digital channels. */
  readonly alternative?: string
  /** Audits, biases that were found, what was corrected. */
  readonly bias?: string
  /** How many agents were trained. */
  readonly training?: string
  /** Effects on jobs, as CST and FSSCT saw them. */
  readonly jobs?: string
  /** Energy and water: the estimate, and the method behind it. */
  readonly sobriety?: string
  /** The opinion of the committee on digital matters. */
  readonly committee?: string
  /** By number of the engagement. */
  readonly engagements?: Readonly<
    Record<number, { readonly state: EngagementState; readonly evidence: string }>
  >
}

/** How the annual report is served. */
export interface ReportOptions {
  /** Where it is mounted, such as `/ia`: the report is then `/ia/registre/rapport/2026`. Default: the root. */
  readonly basePath?: string
  /** The language of somebody who has not chosen. Default `fr`. */
  readonly lang?: Language
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
