import type {
  AccessibilityDeclaration,
  AccessibilityStatement,
  Conformance,
} from '../../register/accessibility-declaration.js'
import { dayOf } from '../../system/lifecycle.js'

/** For how long a declaration holds (arrêté du 20 septembre 2019): after that, nothing is declared. */
const VALID_YEARS = 3

/** What pages say of their accessibility, and where the whole of it is read. */
export interface Stated {
  readonly conformance: Conformance
  /** The city's own page, where it has one. */
  readonly url?: string
  /** What our page shows; absent when nothing was declared. */
  readonly statement?: AccessibilityStatement
  /** The declaration is too old to hold: pages say « non conforme ». */
  readonly expired: boolean
}

/** What holds at a moment. Nothing declared, or too long ago, is « non conforme »: no claim is made for a city. */
export function statedAt(declaration: AccessibilityDeclaration | undefined, now: Date): Stated {
  if (declaration === undefined) return { conformance: 'none', expired: false }
  if ('url' in declaration)
    return { conformance: declaration.conformance, url: declaration.url, expired: false }
  const { declaredOn, conformance } = declaration
  const until = `${Number(declaredOn.slice(0, 4)) + VALID_YEARS}${declaredOn.slice(4)}`
  const expired = dayOf(now) > until
  return { conformance: expired ? 'none' : conformance, statement: declaration, expired }
}
