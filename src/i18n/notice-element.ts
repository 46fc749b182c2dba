/** What the versions of a notice are called, each in its own words. Apart from the catalogues: the element stays small. */
export const NOTICE_VERSION_NAMES: Readonly<Record<'fr' | 'en' | 'fr-simple', string>> = {
  fr: 'Français',
  en: 'English',
  'fr-simple': 'Phrases simples',
}

/** Name of the group of buttons that chooses a version, in both languages at once. */
export const NOTICE_VERSIONS_LABEL = 'Langue, language'
