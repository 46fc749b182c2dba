import { type Translator, translator } from './translate.js'
import { verifyEn } from './verify.en.js'
import { verifyFr } from './verify.fr.js'

/** The texts of the check of a decision. */
export const verifyTexts: Translator<typeof verifyFr> = translator({ fr: verifyFr, en: verifyEn })
