import type { LocalizedText } from '../finding.js'

/** What an agent reads when an information use states a decision. Fixed wording. */
export const UNDECLARED_DECISION_MESSAGE: LocalizedText = {
  fr: 'Le texte semble annoncer une décision sur les droits ou la situation d’une personne, alors que cet usage est déclaré comme une simple information.',
  en: 'The text seems to state a decision on a person’s rights or situation, while this use is declared as information only.',
}
