import { explanationEn } from './explanation.en.js'
import { explanationFr } from './explanation.fr.js'
import { type Translator, translator } from './translate.js'

/** The texts of individual explanations. */
export const explanationTexts: Translator<typeof explanationFr> = translator({
  fr: explanationFr,
  en: explanationEn,
})
