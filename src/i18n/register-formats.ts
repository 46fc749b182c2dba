import { registerFormatsEn } from './register-formats.en.js'
import { registerFormatsFr } from './register-formats.fr.js'
import { type Translator, translator } from './translate.js'

/** The sentences between the records' own words in exports to published standards. */
export const registerFormatTexts: Translator<typeof registerFormatsFr> = translator({
  fr: registerFormatsFr,
  en: registerFormatsEn,
})
