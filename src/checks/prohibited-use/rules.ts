import type { ProhibitedKind } from '../../charter/charter.js'
import type { Damper, Grammar } from '../language/grammar.js'

/** Explaining, translating, teaching, forbidding or citing the law is not doing. */
const TALK: readonly Damper[] = [
  { any: 'shared/explain', factor: 0.5, reach: 'before', unless: 'shared/operate' },
  { any: 'shared/forbid', factor: 0.6, reach: 'sentence', unless: 'shared/operate' },
  { any: 'shared/forbid', factor: 0.8, reach: 'passage', unless: 'shared/operate' },
  { any: 'shared/law', factor: 0.6, reach: 'sentence', unless: 'shared/operate' },
  { any: 'shared/fiction', factor: 0.55, reach: 'passage', unless: 'shared/real' },
]

/**
 * Who does what to whom by what means, per prohibition. From 0.85 a rule is sure (the means, the act and the person
 * stand together), from 0.5 it doubts (two of the three).
 */
export const PROHIBITED_USE_GRAMMARS: Readonly<Record<ProhibitedKind, Grammar>> = {
  biometric: {
    namespace: 'biometric',
    rules: [
      { when: 'practice', score: 0.7 },
      { when: 'practice', near: 'shared/person', score: 0.88 },
      { when: 'practice image', score: 0.88 },
      { when: 'practice identify', score: 0.88 },
      { when: 'practice infer', score: 0.88 },
      { when: 'practice shared/operate', score: 0.88 },
      { when: 'body identify', score: 0.6 },
      { when: 'body identify shared/person', score: 0.82 },
      { when: 'body identify image', score: 0.86 },
      { when: 'body identify', near: 'image shared/person', score: 0.82 },
      { when: 'image identify shared/person', score: 0.62 },
      { when: 'identify shared/person', near: 'image body', score: 0.7 },
      { when: 'image identify', near: 'shared/person', score: 0.55 },
      { when: 'identify shared/person', near: 'image', score: 0.52 },
      { when: 'body infer', score: 0.6 },
      { when: 'body infer shared/person', score: 0.84 },
      { when: 'body infer image', score: 0.84 },
      { when: 'image infer shared/person', score: 0.7 },
      { when: 'infer shared/person', near: 'image body', score: 0.6 },
      { when: 'body infer', near: 'image', score: 0.7 },
      { when: 'biometry identify', score: 0.62 },
      { when: 'biometry shared/person', score: 0.52 },
    ],
    boosts: [{ near: 'shared/named', add: 0.06 }],
    dampers: [
      ...TALK,
      { any: 'shared/aggregate', factor: 0.45, reach: 'passage', unless: 'shared/named' },
      { any: 'procedure', factor: 0.5, reach: 'passage' },
    ],
    immune: 'shared/aggregate shared/forbid',
  },
  'social-scoring': {
    namespace: 'social-scoring',
    rules: [
      { when: 'practice', score: 0.75 },
      { when: 'practice', near: 'shared/person', score: 0.9 },
      { when: 'practice', near: 'conduct', score: 0.9 },
      { when: 'practice', near: 'advantage', score: 0.9 },
      { when: 'rate trait shared/person', score: 0.82 },
      { when: 'rate trait', score: 0.55 },
      { when: 'rate trait', near: 'shared/person', score: 0.7 },
      { when: 'trait shared/person', near: 'rate', score: 0.62 },
      { when: 'rate conduct shared/person', score: 0.66 },
      { when: 'rate shared/person', near: 'conduct', score: 0.6 },
      { when: 'rate conduct', near: 'advantage', score: 0.6 },
      { when: 'trait conduct shared/person', near: 'advantage', score: 0.55 },
      { when: 'trait shared/person advantage', score: 0.5 },
    ],
    boosts: [
      { near: 'rate trait conduct', add: 0.06 },
      { near: 'rate trait advantage', add: 0.05 },
      { near: 'rate trait shared/named', add: 0.06 },
    ],
    dampers: [
      ...TALK,
      { any: 'shared/object', factor: 0.6, reach: 'sentence', unless: 'shared/person' },
      { any: 'shared/aggregate', factor: 0.5, reach: 'passage', unless: 'shared/named' },
    ],
    immune: 'shared/aggregate shared/forbid trait',
  },
  'individual-surveillance': {
    namespace: 'individual-surveillance',
    rules: [
      { when: 'practice', score: 0.62 },
      { when: 'practice', near: 'shared/person', score: 0.84 },
      { when: 'practice sphere', score: 0.86 },
      { when: 'practice shared/person sphere', score: 0.9 },
      { when: 'watch sphere shared/person', score: 0.7 },
      { when: 'watch sphere shared/person insistence', score: 0.82 },
      { when: 'watch sphere shared/named', score: 0.78 },
      { when: 'watch sphere covert', score: 0.82 },
      { when: 'watch shared/person', near: 'sphere insistence', score: 0.62 },
      { when: 'sphere shared/named insistence', score: 0.62 },
      { when: 'watch target', score: 0.6 },
      { when: 'watch target insistence', score: 0.7 },
      { when: 'target shared/operate', score: 0.55 },
      { when: 'target shared/person', near: 'sphere insistence', score: 0.56 },
      { when: 'watch sphere insistence', near: 'shared/person', score: 0.66 },
      { when: 'watch sphere', near: 'shared/person', score: 0.52 },
      { when: 'watch shared/person covert', score: 0.8 },
    ],
    boosts: [
      { near: 'covert', add: 0.08 },
      { near: 'insistence shared/named', add: 0.08 },
    ],
    dampers: [...TALK, { any: 'shared/aggregate', factor: 0.45, reach: 'passage', unless: 'shared/named' }],
    immune: 'shared/aggregate shared/forbid covert',
  },
  'automated-decision': {
    namespace: 'automated-decision',
    rules: [
      { when: 'decide', near: 'right unreviewed', score: 0.86 },
      { when: 'decide unreviewed', score: 0.7 },
      { when: 'unreviewed', near: 'decide', score: 0.56 },
      { when: 'right unreviewed', near: 'machine', score: 0.62 },
      { when: 'unreviewed', near: 'decide right', score: 0.86 },
      { when: 'practice', near: 'right', score: 0.82 },
      { when: 'practice', near: 'unreviewed', score: 0.9 },
      { when: 'practice decide', near: 'notify', score: 0.82 },
      { when: 'decide right auto', score: 0.66 },
      { when: 'decide right auto', near: 'notify', score: 0.82 },
      { when: 'decide right', near: 'machine notify auto', score: 0.78 },
      { when: 'decide right machine notify', score: 0.62 },
      { when: 'decide machine', near: 'right notify auto', score: 0.66 },
    ],
    boosts: [
      { near: 'unreviewed notify', add: 0.05 },
      { near: 'unreviewed auto', add: 0.04 },
    ],
    dampers: [
      ...TALK,
      { any: 'human', factor: 0.4, reach: 'passage', unless: 'unreviewed practice' },
      { any: 'trivial', factor: 0.5, reach: 'sentence', unless: 'unreviewed' },
    ],
    immune: 'unreviewed shared/forbid',
  },
}
