import type { Guard } from '../../guard/guard.js'
import type { Language } from '../../i18n/language.js'
import type { Clock } from '../../internal/clock.js'
import type { AccessibilityDeclaration } from '../../register/accessibility-declaration.js'
import type { RateRule } from '../rate-limit.js'

/** What the forms need of a guard. */
export type RequestGuard = Pick<Guard, 'requests' | 'systems' | 'charter'>

/** How the public's forms are served. */
export interface RequestHandlerOptions {
  /** Where they are mounted, such as `/ia`: a form is then `/ia/registre/:id/demande`. Default: the root. */
  readonly basePath?: string
  /** The language of somebody who has not chosen. Default `fr`. */
  readonly lang?: Language
  /** What the city declares of the accessibility of these pages. Default: nothing, and pages say « non conforme ». */
  readonly accessibility?: AccessibilityDeclaration
  /** Where the city's name leads to, a path or an address. Default: the register. */
  readonly homeUrl?: string
  /**
   * At least 32 bytes from which form tokens are made. Give the same to every process that serves these forms. Default:
   * random, for this handler alone.
   */
  readonly secret?: Uint8Array
  /** How many forms are taken. Default: 10 in ten minutes from one client, 300 in ten minutes from all. */
  readonly limits?: { readonly client?: RateRule; readonly all?: RateRule }
  /** Told of every fault that became an error page, with the reference that the page shows. */
  readonly onError?: (error: unknown, context: { readonly reference: string }) => void
  /** Default: the machine's clock. */
  readonly clock?: Clock
}
