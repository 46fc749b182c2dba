import type { Language } from '../../i18n/language.js'
import type { ParamsOf } from '../../i18n/translate.js'
import type { verifyFr } from '../../i18n/verify.fr.js'
import type { Stated } from '../accessibility/stated.js'
import type { VerificationGuard } from './options.js'
import type { VerificationPaths } from './paths.js'

/** Reads a text of these pages in the page's language. */
export type Say = <Key extends keyof typeof verifyFr & string>(
  key: Key,
  ...params: ParamsOf<(typeof verifyFr)[Key]>
) => string

/** One request for a page. Nobody is signed in. */
export interface CheckVisit {
  readonly guard: VerificationGuard
  readonly say: Say
  readonly language: Language
  readonly paths: VerificationPaths
  /** What was typed, as it came. */
  readonly typed: string | undefined
  readonly homeUrl: string
  /** What these pages say of their accessibility, and where the whole of it is, in the page's language. */
  readonly accessibility: { readonly stated: Stated; readonly page: string }
}
