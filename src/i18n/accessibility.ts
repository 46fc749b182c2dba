import { accessibilityEn } from './accessibility.en.js'
import { accessibilityFr } from './accessibility.fr.js'
import { type Translator, translator } from './translate.js'

/** The texts of the accessibility statement. */
export const accessibilityTexts: Translator<typeof accessibilityFr> = translator({
  fr: accessibilityFr,
  en: accessibilityEn,
})
