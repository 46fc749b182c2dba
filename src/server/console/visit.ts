import type { ConsoleTexts } from '../../i18n/console.js'
import type { Language } from '../../i18n/language.js'
import type { ParamsOf } from '../../i18n/translate.js'
import type { Reviewer } from '../../review/reviewer.js'
import type { Stated } from '../accessibility/stated.js'
import type { ConsoleGuard, HandlerOptions } from '../options.js'
import type { ConsolePaths } from './paths.js'

/** Reads a text of the console in the page's language. */
export type Say = <Key extends keyof ConsoleTexts & string>(
  key: Key,
  ...params: ParamsOf<ConsoleTexts[Key]>
) => string

/** What every page needs to be drawn, signed in or not. */
export interface PageContext {
  readonly language: Language
  readonly say: Say
  readonly paths: ConsolePaths
  /** What these pages say of their accessibility. */
  readonly stated: () => Stated
  /** Where to sign in, to come back to a path of this console. */
  readonly signInPathFor?: (back: string) => string
}

/** One request of one authenticated reviewer. */
export interface Visit extends PageContext {
  readonly guard: ConsoleGuard
  readonly reviewer: Reviewer
  /** Goes into every form. */
  readonly token: string
  readonly now: Date
  readonly signOutPath?: string
  /** How a city shows its cases, by system. */
  readonly cases: NonNullable<HandlerOptions['cases']>
  /** Where a training is renewed. */
  readonly trainingUrl: string
  readonly requestSuggestion?: HandlerOptions['requestSuggestion']
}
