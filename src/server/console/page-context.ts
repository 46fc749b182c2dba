import { consoleTexts } from '../../i18n/console.js'
import type { Language } from '../../i18n/language.js'
import { type Clock, systemClock } from '../../internal/clock.js'
import type { AccessibilityDeclaration } from '../../register/accessibility-declaration.js'
import { statedAt } from '../accessibility/stated.js'
import { STYLE_VERSION } from '../style/stylesheet.js'
import { consolePaths } from './paths.js'
import type { PageContext, Say } from './visit.js'

/** What every page needs, from how the console is served. */
export function pageContext(served: {
  readonly lang?: Language
  readonly basePath?: string
  readonly signInPath?: string | ((back: string) => string)
  readonly accessibility?: AccessibilityDeclaration
  readonly clock?: Clock
}): PageContext {
  const { lang: language = 'fr', basePath = '', signInPath, accessibility, clock = systemClock } = served
  const say: Say = (key, ...params) => consoleTexts.text(language, key, ...params)
  return {
    language,
    say,
    stated: () => statedAt(accessibility, clock.now()),
    paths: consolePaths(basePath, STYLE_VERSION),
    ...(signInPath === undefined
      ? {}
      : { signInPathFor: typeof signInPath === 'string' ? () => signInPath : signInPath }),
  }
}
