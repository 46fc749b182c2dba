/** The languages of the product. French comes first: its catalogues are the source, the others translate them. */
export const LANGUAGES = ['fr', 'en'] as const

/** One of {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number]

/** The language that the public records are written in. A page in another language marks what it quotes of them. */
export const RECORD_LANGUAGE: Language = 'fr'
