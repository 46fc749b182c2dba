import { requestEn } from './request.en.js'
import { requestFr } from './request.fr.js'
import { type Translator, translator } from './translate.js'

/** The texts of the public's requests. */
export const requestTexts: Translator<typeof requestFr> = translator({ fr: requestFr, en: requestEn })
