import type { LocalizedText } from '../finding.js'

/** What an agent reads of a judge. Fixed wording. */
export const JUDGE_MESSAGES: Readonly<Record<'unavailable', LocalizedText>> = {
  unavailable: {
    fr: 'Le second avis automatique n’a pas pu être obtenu : une personne doit vérifier.',
    en: 'The second automatic opinion could not be obtained: a person must verify.',
  },
}
