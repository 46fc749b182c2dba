import { noticeEn } from './notice.en.js'
import { noticeFr } from './notice.fr.js'
import { noticeSimple } from './notice.simple.js'
import { type Translator, translator } from './translate.js'

/** The texts of notices. */
export const noticeTexts: Translator<typeof noticeFr, 'fr-simple'> = translator<typeof noticeFr, 'fr-simple'>(
  { fr: noticeFr, en: noticeEn, 'fr-simple': noticeSimple },
)
