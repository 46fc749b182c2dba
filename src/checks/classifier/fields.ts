import type { Lexicon } from '../language/matcher.js'
import { FIELD_NAMESPACE } from './features.js'
import { DECISIONS } from './lexicon/decisions.js'
import { MEANS } from './lexicon/means.js'
import { SENSES } from './lexicon/senses.js'
import { SPEECH } from './lexicon/speech.js'
import { SUBJECTS } from './lexicon/subjects.js'

/**
 * Semantic fields: words of one sense in both languages. They judge nothing; they let the classifier learn from
 * « habitant » what it has to know of « riverain » and « resident ».
 */
export const FIELDS: readonly (readonly [namespace: string, lexicon: Lexicon])[] = [
  [FIELD_NAMESPACE, SPEECH],
  [FIELD_NAMESPACE, SUBJECTS],
  [FIELD_NAMESPACE, MEANS],
  [FIELD_NAMESPACE, DECISIONS],
  [FIELD_NAMESPACE, SENSES],
]
