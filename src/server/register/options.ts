import type { Guard } from '../../guard/guard.js'
import type { Language } from '../../i18n/language.js'
import type { Clock } from '../../internal/clock.js'
import type { AccessibilityDeclaration } from '../../register/accessibility-declaration.js'
import type { Supplements } from '../../register/formats/export.js'
import type { FormatName } from '../../register/formats/formats.js'

/** What the public register needs of a guard. */
export type RegisterGuard = Pick<Guard, 'systems' | 'charter' | 'suspensions' | 'store' | 'publications'>

/** How the public register is served. */
export interface RegisterOptions {
  /** Where it is mounted, such as `/ia`: the list is then `/ia/registre`. Default: the root. */
  readonly basePath?: string
  /** The site's address, such as `https://www.ville.example`: feeds and JSON name pages in full. Default: the request's. */
  readonly origin?: string
  /** The language of somebody who has not chosen. Default `fr`. */
  readonly lang?: Language
  /** What the city declares of the accessibility of these pages. Default: nothing, and pages say « non conforme ». */
  readonly accessibility?: AccessibilityDeclaration
  /** Where the city's name leads to. Default: the list. */
  readonly homeUrl?: string
  /** Where a decision is checked. Absent: the register does not speak of it. */
  readonly verificationUrl?: string
  /** Where the annual report is (`reportHandler`). Absent: the register does not speak of it. */
  readonly reportUrl?: string
  /** What records do not hold and a published standard asks for, by standard, system and field. */
  readonly supplements?: Readonly<Partial<Record<FormatName, Supplements>>>
  /**
   * Where each language is mounted when pages are written as files: links name them instead of asking by `?langue=`, and
   * there is no search form, which files could not answer.
   */
  readonly staticBases?: Readonly<Record<Language, string>>
  /** True where `requestHandler` is mounted beside: pages of systems then lead to its forms. */
  readonly requests?: boolean
  /** Told of every fault that became an error page, with the reference that the page shows. */
  readonly onError?: (error: unknown, context: { readonly reference: string }) => void
  /** Default: the machine's clock. */
  readonly clock?: Clock
}
