import { reportEn } from './report.en.js'
import { reportFr } from './report.fr.js'
import { type Translator, translator } from './translate.js'

/** The texts of the annual report. */
export const reportTexts: Translator<typeof reportFr> = translator({ fr: reportFr, en: reportEn })
