import { createHash } from 'node:crypto'
import type { Language } from '../../i18n/language.js'
import { STATEMENT_PATH } from '../accessibility/statement.js'
import { ICON_FILE } from '../icon.js'
import { REPORT_STYLESHEET } from '../style/report.css.js'

/** The page's language, when somebody chose one. */
export const LANGUAGE_FIELD = 'langue'

/** The figures of a report, each with its data as CSV. */
export const FIGURES = ['suggestions', 'mois', 'systemes'] as const

/** One of {@link FIGURES}. */
export type Figure = (typeof FIGURES)[number]

/** Last part of the address of the report in simple sentences. */
export const SIMPLE = 'phrases-simples'

/** Where the pages are. Every link comes from here. */
export interface ReportPaths {
  readonly register: string
  readonly root: string
  /** The accessibility statement, which the register shows. */
  readonly accessibility: string
  readonly stylesheet: string
  readonly icon: string
  report(year: number, language?: Language): string
  figure(year: number, figure: Figure): string
  /** The report in simple sentences. */
  simple(year: number, language?: Language): string
  system(id: string): string
}

const STYLE_VERSION = createHash('sha256').update(REPORT_STYLESHEET).digest('hex').slice(0, 12)

/** Addresses of the pages mounted at `basePath`. */
export function reportPaths(basePath: string): ReportPaths {
  const register = `${basePath}/registre`
  const root = `${register}/rapport`
  return {
    register,
    root,
    accessibility: `${register}/${STATEMENT_PATH}`,
    stylesheet: `${root}/style-${STYLE_VERSION}.css`,
    icon: `${root}/${ICON_FILE}`,
    report: (year, language) =>
      `${root}/${year}${language === undefined ? '' : `?${LANGUAGE_FIELD}=${language}`}`,
    simple: (year, language) =>
      `${root}/${year}/${SIMPLE}${language === undefined ? '' : `?${LANGUAGE_FIELD}=${language}`}`,
    figure: (year, figure) => `${root}/${year}/${figure}.csv`,
    system: (id) => `${register}/${encodeURIComponent(id)}`,
  }
}
