import { labelEn } from './label.en.js'
import { labelFr } from './label.fr.js'
import { type Translator, translator } from './translate.js'

/** The texts of labels. */
export const labelTexts: Translator<typeof labelFr> = translator({ fr: labelFr, en: labelEn })
