import type { Language } from '../../i18n/language.js'
import type { registerFr } from '../../i18n/register.fr.js'
import type { ParamsOf } from '../../i18n/translate.js'
import type { Stated } from '../accessibility/stated.js'
import type { RegisterPaths } from './paths.js'

/** Reads a text of these pages in the page's language. */
export type Say = <Key extends keyof typeof registerFr & string>(
  key: Key,
  ...params: ParamsOf<(typeof registerFr)[Key]>
) => string

/** One request for a page. Nobody is signed in. */
export interface RegisterVisit {
  readonly say: Say
  readonly language: Language
  readonly paths: RegisterPaths
  readonly authority: string
  readonly homeUrl: string
  /** What these pages say of their accessibility, and where the whole of it is, in the page's language. */
  readonly accessibility: { readonly stated: Stated; readonly page: string }
  /** The same address in the page's language, for somebody who chose one. */
  readonly inLanguage: (path: string) => string
  readonly verificationUrl: string | undefined
  /** Whether the forms of requests are served beside. */
  readonly requests: boolean
  readonly reportUrl: string | undefined
  readonly staticBases: Readonly<Record<Language, string>> | undefined
  /** The address that was asked for. */
  readonly url: URL
}
