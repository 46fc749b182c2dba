import type { JSX } from 'hono/jsx/jsx-runtime'
import { accessibilityTexts } from '../../i18n/accessibility.js'
import type { Language } from '../../i18n/language.js'
import type { Conformance } from '../../register/accessibility-declaration.js'
import type { Stated } from './stated.js'

const MENTIONS = {
  total: 'accessibility.total',
  partial: 'accessibility.partial',
  none: 'accessibility.none',
} as const satisfies Record<Conformance, string>

/** « Accessibilité : non conforme », in the footer of every page: it leads to the statement. */
export function AccessibilityMention(props: {
  readonly language: Language
  readonly stated: Stated
  /** Where our own page is. */
  readonly page: string
}): JSX.Element {
  const { language, stated, page } = props
  return (
    <p class="accessibility-mention">
      <a href={stated.url ?? page}>{mentionText(language, stated.conformance)}</a>
    </p>
  )
}

/** The words of the mention. */
export function mentionText(language: Language, conformance: Conformance): string {
  return accessibilityTexts.text(language, MENTIONS[conformance])
}
