import { PROHIBITED_KINDS } from '../../charter/charter.js'
import { FIELDS } from '../classifier/fields.js'
import { compileGrammar } from '../language/grammar.js'
import { compileMatcher, type Lexicon } from '../language/matcher.js'
import type { Engine } from '../language/scan.js'
import { automatedDecisionEn } from './lexicon/automated-decision.en.js'
import { automatedDecisionFr } from './lexicon/automated-decision.fr.js'
import { biometricEn } from './lexicon/biometric.en.js'
import { biometricFr } from './lexicon/biometric.fr.js'
import { individualSurveillanceEn } from './lexicon/individual-surveillance.en.js'
import { individualSurveillanceFr } from './lexicon/individual-surveillance.fr.js'
import { sharedEn } from './lexicon/shared.en.js'
import { sharedFr } from './lexicon/shared.fr.js'
import { socialScoringEn } from './lexicon/social-scoring.en.js'
import { socialScoringFr } from './lexicon/social-scoring.fr.js'
import { PROHIBITED_USE_GRAMMARS } from './rules.js'

/** Both languages are always read: mixing them is a way to slip through. */
const LEXICONS: readonly (readonly [namespace: string, lexicon: Lexicon])[] = [
  ['shared', sharedFr],
  ['shared', sharedEn],
  ['biometric', biometricFr],
  ['biometric', biometricEn],
  ['social-scoring', socialScoringFr],
  ['social-scoring', socialScoringEn],
  ['individual-surveillance', individualSurveillanceFr],
  ['individual-surveillance', individualSurveillanceEn],
  ['automated-decision', automatedDecisionFr],
  ['automated-decision', automatedDecisionEn],
  ...FIELDS,
]

/** Compiles the lexicons and grammars of the four kinds (a few milliseconds). */
export function buildProhibitedUseEngine(): Engine {
  const matcher = compileMatcher(LEXICONS)
  return {
    matcher,
    grammars: PROHIBITED_KINDS.map((kind) => compileGrammar(PROHIBITED_USE_GRAMMARS[kind], matcher)),
    neutral: matcher.concepts.get('shared/neutral') ?? -1,
  }
}
