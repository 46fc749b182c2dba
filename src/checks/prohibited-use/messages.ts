import type { ProhibitedKind } from '../../charter/charter.js'
import type { LocalizedText } from '../finding.js'

/** What an agent reads about each kind: fixed sentences, so that a finding never repeats the text of a call. */
export const PROHIBITED_USE_MESSAGES: Readonly<Record<ProhibitedKind, LocalizedText>> = {
  biometric: {
    fr: 'Le texte semble demander de reconnaître une personne, ou d’en déduire l’humeur ou l’origine, d’après son visage, sa voix ou un autre trait du corps.',
    en: 'The text seems to ask to recognise a person, or to infer their mood or origin, from their face, voice or another bodily trait.',
  },
  'social-scoring': {
    fr: 'Le texte semble noter ou classer des personnes selon leur comportement, leur caractère ou leur réputation.',
    en: 'The text seems to score or rank people by behaviour, character or reputation.',
  },
  'individual-surveillance': {
    fr: 'Le texte semble suivre une personne : ses déplacements, ses échanges, ses publications ou ses habitudes.',
    en: 'The text seems to track a person: their movements, exchanges, posts or habits.',
  },
  'automated-decision': {
    fr: 'Le texte semble faire décider par la machine, sans contrôle humain réel, d’un droit ou des conditions de vie d’une personne.',
    en: 'The text seems to let the machine decide, without real human control, on a person’s rights or living conditions.',
  },
}
