import type { SpecialCategory } from '../checks/personal-data/special-categories.js'
import type { PersonalDataType } from '../checks/personal-data/types.js'
import { frenchSpacing } from './french.js'
import { personalDataMessages } from './personal-data.js'

interface Sentence {
  readonly fr: string
  readonly en: string
}

/** What an agent reads of data that the declared use does not need. Fixed wording, no text of the call. */
export function notNeededMessage(type: PersonalDataType): Sentence {
  const { fr, en } = personalDataMessages[type]
  return {
    fr: frenchSpacing(
      `${fr} L’usage déclaré n’en a pas besoin (engagement 3 ; RGPD, article 5, minimisation des données).`,
    ),
    en: `${en} The declared use does not need it (engagement 3; GDPR art. 5(1)(c), data minimisation).`,
  }
}

/** What an agent reads of a special category of data. */
export function specialCategoryMessage(category: SpecialCategory): Sentence {
  const { fr, en } = personalDataMessages[category]
  return category === 'criminal'
    ? {
        fr: frenchSpacing(`${fr} Ces données sont protégées (engagement 3 ; RGPD, article 10).`),
        en: `${en} Such data is protected (engagement 3; GDPR art. 10).`,
      }
    : {
        fr: frenchSpacing(
          `${fr} C’est une catégorie particulière de données (engagement 3 ; RGPD, article 9).`,
        ),
        en: `${en} It is a special category of data (engagement 3; GDPR art. 9).`,
      }
}

/** What an agent reads of an answer with a placeholder that stands for nobody. */
export const UNKNOWN_PLACEHOLDER_MESSAGE: Sentence = Object.freeze({
  fr: 'La réponse désigne une personne ou une donnée qui n’est pas dans la demande.',
  en: 'The answer refers to a person or to data that the request does not hold.',
})
