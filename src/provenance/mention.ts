import { labelTexts } from '../i18n/label.js'
import type { Language } from '../i18n/language.js'
import { visibleLine } from '../internal/visible-text.js'
import type { LabelClaims } from './label.js'
import { isTrained } from './vocabularies.js'

/** What a label says to a reader, on one line: that AI made the text, which one, and whether a person has read it. */
export function labelMention(claims: LabelClaims, language: Language): string {
  const facts = {
    system: visibleLine(claims.system.name),
    model: visibleLine(claims.model.name),
    supplier: visibleLine(claims.model.supplier),
  }
  const origin = isTrained(claims)
    ? labelTexts.text(language, 'label.trained', facts)
    : labelTexts.text(language, 'label.algorithm', facts)
  return `${origin} ${reviewSentence(claims, language)}`
}

/** Whether a person has read it, as one sentence. */
export function reviewSentence(claims: LabelClaims, language: Language): string {
  const role = claims.reviewedBy === undefined ? undefined : visibleLine(claims.reviewedBy)
  switch (claims.humanReview) {
    case 'none':
      return labelTexts.text(language, 'label.review.none')
    case 'pending':
      return labelTexts.text(language, 'label.review.pending')
    case 'approved':
      return role === undefined
        ? labelTexts.text(language, 'label.review.approved')
        : labelTexts.text(language, 'label.review.approved-role', { role })
    case 'amended':
      return role === undefined
        ? labelTexts.text(language, 'label.review.amended')
        : labelTexts.text(language, 'label.review.amended-role', { role })
  }
}
