import { type Check, defineCheck } from '../check.js'
import { type Detection, OFFLINE_LAYERS, type OfflineLayer } from '../detector.js'
import type { Finding } from '../finding.js'
import { undeclaredDecisionDetector } from './detector.js'
import { UNDECLARED_DECISION_MESSAGE } from './messages.js'

/** Id of the check, and `checkId` and `code` of its findings. */
export const UNDECLARED_DECISION_CHECK_ID = 'undeclared-decision'

/** Which layers look. */
export interface UndeclaredDecisionOptions {
  /** Default both: `rules` and `classifier`. */
  readonly layers?: readonly OfflineLayer[]
}

const REPORT_FROM = 0.3
const LOOK_BEHIND = 400
/** A decision is held for the person who has to take it, never refused: scores stay in the grey zone. */
const CEILING = 0.8

/**
 * Looks in the answers of information uses for a decision on a given person (engagement 16): such a text is held,
 * since a decision leaves only through a significant use and a person. Significant uses are not looked at: they are
 * held anyway. Rules and classifier, French and English.
 */
export function undeclaredDecisionCheck(options: UndeclaredDecisionOptions = {}): Check {
  const detector = undeclaredDecisionDetector(options.layers ?? OFFLINE_LAYERS)
  return defineCheck({
    id: UNDECLARED_DECISION_CHECK_ID,
    stages: ['output'],
    lookBehind: LOOK_BEHIND,
    check(subject, context) {
      if (context.use.impact !== 'information') return []
      const found = detector.detect({ parts: subject.parts, kindOf: () => 'output' }, () => context.signal)
      return found instanceof Promise
        ? found.then(undeclaredDecisionFindings)
        : undeclaredDecisionFindings(found)
    },
  })
}

/** Detections as findings: one per layer that saw a decision. */
export function undeclaredDecisionFindings(found: readonly Detection[]): readonly Finding[] {
  return found.flatMap(({ score, layers }): Finding[] => {
    if (score < REPORT_FROM) return []
    return layers.map(({ layer, span }) => ({
      checkId: UNDECLARED_DECISION_CHECK_ID,
      code: UNDECLARED_DECISION_CHECK_ID,
      clause: 'engagement:16',
      layer,
      score: Math.min(score, CEILING),
      span,
      message: UNDECLARED_DECISION_MESSAGE,
    }))
  })
}
