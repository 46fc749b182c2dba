import { createHash } from 'node:crypto'
import type { Language } from '../../i18n/language.js'
import { STATEMENT_PATH } from '../accessibility/statement.js'
import { ICON_FILE } from '../icon.js'
import { VERIFICATION_STYLESHEET } from '../style/verification.css.js'

/** Names in the address of a check. */
export const REFERENCE_FIELD = 'reference'
/** The page's language, when somebody chose one. */
export const LANGUAGE_FIELD = 'langue'

/** Where the pages are. Every link comes from here. */
export interface VerificationPaths {
  readonly page: string
  readonly proof: string
  readonly script: string
  readonly accessibility: string
  readonly stylesheet: string
  readonly icon: string
}

/** What an address asks for besides its path. */
export interface Asked {
  readonly reference?: string
  readonly language?: Language
}

const STYLE_VERSION = createHash('sha256').update(VERIFICATION_STYLESHEET).digest('hex').slice(0, 12)

/** Addresses of the pages mounted at `basePath`. */
export function verificationPaths(basePath: string): VerificationPaths {
  const page = `${basePath}/verifier`
  return {
    page,
    proof: `${page}/preuve.json`,
    script: `${page}/verify-decision.mjs`,
    accessibility: `${page}/${STATEMENT_PATH}`,
    stylesheet: `${page}/style-${STYLE_VERSION}.css`,
    icon: `${page}/${ICON_FILE}`,
  }
}

/** A path with what is asked. */
export function asking(path: string, { reference, language }: Asked): string {
  const query = new URLSearchParams()
  if (reference !== undefined) query.set(REFERENCE_FIELD, reference)
  if (language !== undefined) query.set(LANGUAGE_FIELD, language)
  return query.size === 0 ? path : `${path}?${query}`
}
