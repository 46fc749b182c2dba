import { formatNumber, NO_BREAK_SPACE } from '../../i18n/format.js'
import type { Language } from '../../i18n/language.js'
import type { Cell } from '../../register/small-cells.js'
import type { ReportVisit, Say } from './visit.js'

/** Stands for a count from 1 to 4. */
export const UNDER_FIVE: string = `<${NO_BREAK_SPACE}5`

/** How figures are written: for people, or for spreadsheets. */
export interface Writing {
  readonly say: Say
  readonly language: Language
  cell(cell: Cell): string
  share(share: number | undefined): string
}

/** Figures with the language's separators. */
export function forPeople({ say, language }: Pick<ReportVisit, 'say' | 'language'>): Writing {
  return {
    say,
    language,
    cell(cell) {
      if (typeof cell === 'number') return formatNumber(language, cell)
      return cell === '<5' ? UNDER_FIVE : say('report.withheld')
    },
    share: (share) =>
      share === undefined ? say('report.no-share') : say('report.percent', { percent: percentOf(share) }),
  }
}

/** Figures that a spreadsheet reads as such; shares from 0 to 1, with the language's decimal sign. */
export function forSpreadsheets({ say, language }: Pick<ReportVisit, 'say' | 'language'>): Writing {
  return {
    say,
    language,
    cell(cell) {
      if (typeof cell === 'number') return String(cell)
      return cell === '<5' ? '<5' : say('report.withheld')
    },
    share: (share) =>
      share === undefined
        ? say('report.no-share')
        : share.toFixed(3).replace('.', language === 'fr' ? ',' : '.'),
  }
}

/** From 0 to 100, rounded to the point. */
export function percentOf(share: number): number {
  return Math.round(share * 100)
}

const months = {
  fr: { short: monthFormat('fr-FR', 'short'), long: monthFormat('fr-FR', 'long') },
  en: { short: monthFormat('en-GB', 'short'), long: monthFormat('en-GB', 'long') },
} as const

/** The name of a month, 0 for January. */
export function monthName(language: Language, month: number, length: 'short' | 'long'): string {
  return months[language][length].format(new Date(Date.UTC(2000, month, 15)))
}

function monthFormat(locale: string, month: 'short' | 'long'): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' })
}
