import type { Language } from '../../i18n/language.js'
import type { AccessibilityDeclaration } from '../../register/accessibility-declaration.js'
import { mentionText } from './mention.js'
import { statedAt } from './stated.js'

/**
 * « Accessibilité : … conforme » for the footer of a city's own pages (loi 2005-102, art. 47): the words that the
 * console and the register show from the same declaration, and where the statement is read.
 *
 * @param options - `page`: where the statement is, unless the declaration names the city's own page. `now`: for a
 *   declaration older than three years, which holds no longer.
 */
export function accessibilityMention(
  declaration: AccessibilityDeclaration | undefined,
  options: { readonly page: string; readonly lang?: Language; readonly now?: Date },
): { readonly text: string; readonly url: string } {
  const { page, lang = 'fr', now = new Date() } = options
  const { conformance, url = page } = statedAt(declaration, now)
  return { text: mentionText(lang, conformance), url }
}
