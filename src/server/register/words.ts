import { formatIsoDay } from '../../i18n/format.js'
import type { DisclosureSheet } from '../../register/disclosure-sheet.js'
import type { OversightFigures } from '../../register/oversight-figures.js'
import type { SystemSheet } from '../../register/system-sheet.js'
import { visibleString } from '../visible-text.js'
import type { RegisterVisit } from './visit.js'

/** A sheet's status in words, with its last day or its reason. */
export function statusWords({ say, language }: RegisterVisit, sheet: SystemSheet): string {
  switch (sheet.status) {
    case 'planned':
      return say('register.status.planned')
    case 'experiment':
      return sheet.statusUntil === null
        ? say('register.status.experiment')
        : say('register.status.experiment-until', { day: formatIsoDay(language, sheet.statusUntil) })
    case 'service':
      return say('register.status.service')
    case 'suspended':
      return say('register.status.suspended')
    case 'retired':
      return say('register.status.retired')
    case 'abandoned':
      return say('register.status.abandoned-why')
  }
}

/** What the AI does, in the record's own words. */
export function actionWords({ uses }: SystemSheet): string {
  return uses.map(({ action }) => `L’IA ${visibleString(action)}.`).join(' ')
}

/** How often people did not follow the suggestions; with the numbers it is of. */
export function figuresWords({ say, language }: RegisterVisit, figures: OversightFigures): string {
  const { year, decided, changed, share } = figures
  if (decided === 0) return say('register.oversight.nobody', { year: String(year) })
  const of = decided === '<5' ? say('register.oversight.few') : decided.toLocaleString(language)
  if (changed === null || share === null)
    return say('register.oversight.hidden', { year: String(year), decided: of })
  return say('register.oversight.share', {
    year: String(year),
    decided: of,
    changed: changed.toLocaleString(language),
    share: Math.round(share * 100),
  })
}

/** « Oui » or « Non ». */
export function yesOrNo({ say }: RegisterVisit, answer: boolean): string {
  return say(answer ? 'register.yes' : 'register.no')
}

/** A theme in words. */
export function themeWords({ say }: RegisterVisit, theme: DisclosureSheet['theme']): string | null {
  return theme === null ? null : say(`register.theme.${theme}`)
}

/** What kind of answer the system gives, in words. */
export function analysisWords({ say }: RegisterVisit, analysis: DisclosureSheet['analysis']): string | null {
  return analysis === null ? null : say(`register.analysis.${analysis}`)
}

/** A class of the AI Act in words. */
export function classWords({ say }: RegisterVisit, aiActClass: DisclosureSheet['aiActClass']): string | null {
  return aiActClass === null ? null : say(`register.class.${aiActClass}`)
}
