import { FIELDS } from '../classifier/fields.js'
import { compileGrammar } from '../language/grammar.js'
import { compileMatcher } from '../language/matcher.js'
import type { Engine } from '../language/scan.js'
import { undeclaredDecisionEn } from './lexicon/en.js'
import { undeclaredDecisionFr } from './lexicon/fr.js'
import { UNDECLARED_DECISION_GRAMMAR } from './rules.js'

/** Compiles the lexicons and the grammar (a few milliseconds). */
export function buildUndeclaredDecisionEngine(): Engine {
  const matcher = compileMatcher([
    ['undeclared-decision', undeclaredDecisionFr],
    ['undeclared-decision', undeclaredDecisionEn],
    ...FIELDS,
  ])
  return {
    matcher,
    grammars: [compileGrammar(UNDECLARED_DECISION_GRAMMAR, matcher)],
    neutral: matcher.concepts.get('undeclared-decision/neutral') ?? -1,
  }
}
