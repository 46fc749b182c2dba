import { formatIsoDay } from '../../i18n/format.js'
import type { registerFr } from '../../i18n/register.fr.js'
import type { OversightFigures } from '../../register/oversight-figures.js'
import type { SystemSheet } from '../../register/system-sheet.js'
import type { AiActClass, Analysis, Theme } from '../../system/disclosure.js'
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

const THEME = {
  administration: 'register.theme.administration',
  culture: 'register.theme.culture',
  economy: 'register.theme.economy',
  education: 'register.theme.education',
  environment: 'register.theme.environment',
  family: 'register.theme.family',
  finance: 'register.theme.finance',
  health: 'register.theme.health',
  housing: 'register.theme.housing',
  integration: 'register.theme.integration',
  international: 'register.theme.international',
  justice: 'register.theme.justice',
  mobility: 'register.theme.mobility',
  planning: 'register.theme.planning',
  safety: 'register.theme.safety',
  'social-aid': 'register.theme.social-aid',
  taxes: 'register.theme.taxes',
  work: 'register.theme.work',
} as const satisfies Readonly<Record<Theme, keyof typeof registerFr>>

/** A theme in words. */
export function themeWords({ say }: RegisterVisit, theme: Theme | null): string | null {
  return theme === null ? null : say(THEME[theme])
}

const ANALYSIS = {
  descriptive: 'register.analysis.descriptive',
  diagnostic: 'register.analysis.diagnostic',
  predictive: 'register.analysis.predictive',
  prescriptive: 'register.analysis.prescriptive',
} as const satisfies Readonly<Record<Analysis, keyof typeof registerFr>>

/** What kind of answer the system gives, in words. */
export function analysisWords({ say }: RegisterVisit, analysis: Analysis | null): string | null {
  return analysis === null ? null : say(ANALYSIS[analysis])
}

const CLASS = {
  minimal: 'register.class.minimal',
  limited: 'register.class.limited',
  high: 'register.class.high',
} as const satisfies Readonly<Record<AiActClass, keyof typeof registerFr>>

/** A class of the AI Act in words. */
export function classWords({ say }: RegisterVisit, aiActClass: AiActClass | null): string | null {
  return aiActClass === null ? null : say(CLASS[aiActClass])
}
