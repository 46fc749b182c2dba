import { registerEn } from './register.en.js'
import { registerFr } from './register.fr.js'
import { type Translator, translator } from './translate.js'

/** The texts of the public register. */
export const registerTexts: Translator<typeof registerFr> = translator({ fr: registerFr, en: registerEn })
