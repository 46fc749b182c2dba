import { administrationEn } from './administration.en.js'
import { administrationFr } from './administration.fr.js'
import { consoleEn } from './console.en.js'
import { consoleFr } from './console.fr.js'
import { consolePagesEn } from './console-pages.en.js'
import { consolePagesFr } from './console-pages.fr.js'
import { groupedEn } from './grouped.en.js'
import { groupedFr } from './grouped.fr.js'
import { oidcEn } from './oidc.en.js'
import { oidcFr } from './oidc.fr.js'
import { oversightEn } from './oversight.en.js'
import { oversightFr } from './oversight.fr.js'
import { problemsEn } from './problems.en.js'
import { problemsFr } from './problems.fr.js'
import { requestDeskEn } from './request-desk.en.js'
import { requestDeskFr } from './request-desk.fr.js'
import { reviewPageEn } from './review-page.en.js'
import { reviewPageFr } from './review-page.fr.js'
import { reviewWorkEn } from './review-work.en.js'
import { reviewWorkFr } from './review-work.fr.js'
import { type Translator, translator } from './translate.js'

/** Keys and texts of the console. */
export type ConsoleTexts = typeof consoleFr &
  typeof consolePagesFr &
  typeof reviewPageFr &
  typeof reviewWorkFr &
  typeof groupedFr &
  typeof oidcFr &
  typeof oversightFr &
  typeof administrationFr &
  typeof requestDeskFr &
  typeof problemsFr

/** The texts of the review console. */
export const consoleTexts: Translator<ConsoleTexts> = translator({
  fr: {
    ...consoleFr,
    ...consolePagesFr,
    ...reviewPageFr,
    ...reviewWorkFr,
    ...groupedFr,
    ...oidcFr,
    ...oversightFr,
    ...administrationFr,
    ...requestDeskFr,
    ...problemsFr,
  },
  en: {
    ...consoleEn,
    ...consolePagesEn,
    ...reviewPageEn,
    ...reviewWorkEn,
    ...groupedEn,
    ...oidcEn,
    ...oversightEn,
    ...administrationEn,
    ...requestDeskEn,
    ...problemsEn,
  },
})
