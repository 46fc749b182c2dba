import { explanationTexts } from '../../i18n/explanation.js'
import type { Language } from '../../i18n/language.js'
import type { ExplanationFacts } from '../../review/explanation.js'
import { contactSentences } from '../contact.js'
import type { ExplanationSection } from './explanation.js'

/** What the person can do next, and whom to talk to. */
export function rightsSection({ declared }: ExplanationFacts, lang: Language): ExplanationSection {
  const contact = contactSentences(declared?.contact, lang).map((paragraph) =>
    paragraph.map(({ text }) => text).join(''),
  )
  return {
    part: 'rights',
    title: explanationTexts.text(lang, 'explain.rights'),
    paragraphs: [
      ...contact,
      explanationTexts.text(lang, 'explain.rights.contest'),
      explanationTexts.text(lang, 'explain.rights.cada'),
      explanationTexts.text(lang, 'explain.rights.notes'),
    ],
  }
}
