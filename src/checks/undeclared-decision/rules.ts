import type { Grammar } from '../language/grammar.js'

/**
 * A decision is an outcome said as done, about someone or about their request. Scores stay in the grey zone: the text
 * is held for the person who has to decide, it is not refused.
 */
export const UNDECLARED_DECISION_GRAMMAR: Grammar = {
  namespace: 'undeclared-decision',
  rules: [
    { when: 'outcome address matter', score: 0.8 },
    { when: 'outcome address', score: 0.66 },
    { when: 'outcome ceremony', score: 0.72 },
    { when: 'outcome matter', near: 'address', score: 0.66 },
    { when: 'outcome matter', near: 'ceremony', score: 0.62 },
    { when: 'verdict', score: 0.62 },
    { when: 'verdict', near: 'address', score: 0.74 },
  ],
  boosts: [],
  dampers: [
    { any: 'possibility', factor: 0.55, reach: 'sentence', unless: 'ceremony' },
    { any: 'distance', factor: 0.5, reach: 'passage' },
    { any: 'pending', factor: 0.55, reach: 'sentence' },
  ],
  immune: 'outcome verdict ceremony possibility distance pending',
}
