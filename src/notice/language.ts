import { LANGUAGES, type Language } from '../i18n/language.js'

/** Languages a notice is written in. `fr-simple`: French in short sentences and everyday words. */
export type NoticeLanguage = Language | 'fr-simple'

/** Every language of notices. */
export const NOTICE_LANGUAGES: readonly NoticeLanguage[] = Object.freeze([...LANGUAGES, 'fr-simple'])

/** The language as `lang` attributes and dates know it. */
export function plainLanguage(language: NoticeLanguage): Language {
  return language === 'fr-simple' ? 'fr' : language
}
