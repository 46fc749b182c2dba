import type { Guard } from '../guard/guard.js'
import type { Language } from '../i18n/language.js'
import type { Clock } from '../internal/clock.js'
import type { AccessibilityDeclaration } from '../register/accessibility-declaration.js'
import type { CaseRendering } from './case-rendering.js'
import type { RateRule } from './rate-limit.js'

/** What a console needs of a guard: its desk, its directory, and what its systems declare. */
export type ConsoleGuard = Pick<
  Guard,
  | 'reviews'
  | 'reviewers'
  | 'systems'
  | 'charter'
  | 'suspensions'
  | 'modeRaises'
  | 'requests'
  | 'problems'
  | 'store'
  | 'readiness'
>

/** Anything that answers requests, as every fetch server knows it. */
export interface Handler {
  fetch(request: Request, from?: RequestOrigin): Promise<Response>
}

/** What the server knows of a request that the request itself does not say. */
export interface RequestOrigin {
  /** The address it came from, for rate limits. Absent: only people are counted. */
  readonly address?: string
}

/** How the web faces of a guard are served. */
export interface HandlerOptions {
  /**
   * Who is calling: the id of a reviewer whom the guard's directory knows, or undefined for nobody. What that person
   * may do is looked up by the guard, never brought by the request.
   */
  readonly authenticate: (request: Request) => Promise<string | undefined>
  /**
   * Whose session has ended by time alone. What that person was sending is kept on the server and given back to them,
   * and to nobody else, after they have signed in again. Default: it stays in the page, to be sent again.
   */
  readonly endedSession?: (request: Request) => Promise<string | undefined>
  /** Where the handler is mounted, such as `/ia`. Default: the root. */
  readonly basePath?: string
  /**
   * Where somebody without a session is sent, an absolute path, or made from the path to come back to. Default: a page
   * that says to sign in.
   */
  readonly signInPath?: string | ((back: string) => string)
  /** Where the « Se déconnecter » button of the pages posts to, an absolute path. Default: no button. */
  readonly signOutPath?: string
  /** Default `fr`. */
  readonly lang?: Language
  /** What the city declares of the accessibility of these pages. Default: nothing, and pages say « non conforme ». */
  readonly accessibility?: AccessibilityDeclaration
  /**
   * At least 32 bytes from which form tokens are made. Give the same to every process that serves the same people, and
   * keep it over restarts, or forms that were open are refused then. Default: random, for this handler alone.
   */
  readonly secret?: Uint8Array
  /** `Secure` cookies. Default: when the request came by https. Set it to true behind a proxy that ends TLS. */
  readonly secure?: boolean
  /** How often commands are taken. Default: 120 a minute from one person, 1200 a minute from one address. */
  readonly commandLimits?: { readonly person?: RateRule; readonly address?: RateRule }
  /** Told of every fault that became an error page, with the reference that the page shows. */
  readonly onError?: (error: unknown, context: { readonly reference: string }) => void
  /** How cases of a system are shown and their documents read, by the system's id. Default: the case data as text. */
  readonly cases?: Readonly<Record<string, CaseRendering>>
  /** Where « Renouveler mon habilitation » leads. Default: the help page. */
  readonly trainingUrl?: string
  /** Asks the application for a new suggestion on a case that has changed. Default: no such button. */
  readonly requestSuggestion?: (review: {
    readonly id: string
    readonly systemId: string
    readonly useId: string
    readonly subject?: string
  }) => Promise<void>
  /** Default: the machine's clock. */
  readonly clock?: Clock
}
