import type { RequestInput } from '../../guard/requests.js'
import type { Language } from '../../i18n/language.js'
import type { requestFr } from '../../i18n/request.fr.js'
import type { ParamsOf } from '../../i18n/translate.js'
import type { System } from '../../system/define-system.js'
import type { Stated } from '../accessibility/stated.js'
import type { RequestPaths } from './paths.js'

/** Reads a text of these pages in the page's language. */
export type Say = <Key extends keyof typeof requestFr & string>(
  key: Key,
  ...params: ParamsOf<(typeof requestFr)[Key]>
) => string

/** One request for a page. Nobody is signed in. */
export interface PublicVisit {
  readonly authority: string
  readonly say: Say
  readonly language: Language
  readonly paths: RequestPaths
  readonly system: System['record']
  readonly kind: RequestInput['kind']
  readonly homeUrl: string
  /** What these pages say of their accessibility, and where the whole of it is, in the page's language. */
  readonly accessibility: { readonly stated: Stated; readonly page: string }
  readonly now: Date
}
