import type { Guard } from '../../guard/guard.js'
import type { Language } from '../../i18n/language.js'
import type { Clock } from '../../internal/clock.js'
import type { AccessibilityDeclaration } from '../../register/accessibility-declaration.js'
import type { RateRule } from '../rate-limit.js'

/** What the check of decisions needs of a guard. */
export type VerificationGuard = Pick<Guard, 'checkDecision' | 'systems' | 'charter' | 'verifyingKey'>

/** How the pages that check decisions are served. */
export interface VerificationOptions {
  /** Where they are mounted, such as `/ia`: the page is then `/ia/verifier`. Default: the root. */
  readonly basePath?: string
  /** The language of somebody who has not chosen. Default `fr`. */
  readonly lang?: Language
  /** What the city declares of the accessibility of these pages. Default: nothing, and pages say « non conforme ». */
  readonly accessibility?: AccessibilityDeclaration
  /** Where the city's name leads to, a path or an address. Default: the page itself. */
  readonly homeUrl?: string
  /** The city's own script that verifies a proof, offered beside it. Default: `examples/verify-decision.mjs`. */
  readonly offlineScript?: string
  /**
   * How often references are checked. Default: 20 a minute from one client, 1200 a minute from all. A reference has
   * 120 random bits: this protects the service, more than the references.
   */
  readonly limits?: { readonly client?: RateRule; readonly all?: RateRule }
  /** Told of every fault that became an error page, with the reference that the page shows. */
  readonly onError?: (error: unknown, context: { readonly reference: string }) => void
  /** Default: the machine's clock. */
  readonly clock?: Clock
}
