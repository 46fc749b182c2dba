/** What GDPR art. 9 (and art. 10 for `criminal`) protects more than other personal data. */
export type SpecialCategory =
  | 'health'
  | 'religion'
  | 'politics'
  | 'union'
  | 'ethnic-origin'
  | 'sex-life'
  | 'genetic-biometric'
  | 'criminal'

/** Every special category. */
export const SPECIAL_CATEGORIES: readonly SpecialCategory[] = Object.freeze([
  'health',
  'religion',
  'politics',
  'union',
  'ethnic-origin',
  'sex-life',
  'genetic-biometric',
  'criminal',
])

/** A passage that says something of this sort about a person. */
export interface SpecialCategorySpan {
  readonly category: SpecialCategory
  /** UTF-16 code units of the text as given. */
  readonly start: number
  readonly end: number
  /** Between 0 and 1: 0.9 for a telling word beside a person, 0.65 where one of the two is weaker. */
  readonly score: number
}
