import type { TextPart } from '../../call/model-call.js'
import { type Charter, PROHIBITED_KINDS, prohibitionOf } from '../../charter/charter.js'
import { type Check, defineCheck } from '../check.js'
import { type Detection, OFFLINE_LAYERS, type OfflineLayer } from '../detector.js'
import type { Finding } from '../finding.js'
import { textKindOf } from '../text-kind.js'
import { prohibitedUseDetector } from './detector.js'
import { PROHIBITED_USE_MESSAGES } from './messages.js'

/** Id of the check, and `checkId` of its findings. */
export const PROHIBITED_USE_CHECK_ID = 'prohibited-use'

/** Which layers look, and from what score on they report. */
export interface ProhibitedUseOptions {
  /** Findings below this score are not reported at all. Between 0 and 1, default 0.3. */
  readonly reportFrom?: number
  /** Default both: `rules` and `classifier`. */
  readonly layers?: readonly OfflineLayer[]
}

const DEFAULT_REPORT_FROM = 0.3
/** A passage is read with the sentence before it; this is room for both. */
const LOOK_BEHIND = 400

/**
 * Looks for the four prohibited uses, in French and English at once, by rules and by a classifier whose weights are in
 * the package. A score from 0.85 is sure, from 0.5 a doubt. For each kind, one finding per layer that saw it, with the
 * layer's own passage and the score that the layers come to together; a kind that the charter does not prohibit is not
 * reported. Nothing leaves the process.
 */
export function prohibitedUseCheck(options: ProhibitedUseOptions = {}): Check {
  const detector = prohibitedUseDetector(options.layers ?? OFFLINE_LAYERS)
  const reportFrom = options.reportFrom ?? DEFAULT_REPORT_FROM
  return defineCheck({
    id: PROHIBITED_USE_CHECK_ID,
    stages: ['declaration', 'input', 'output'],
    lookBehind: LOOK_BEHIND,
    check(subject, context) {
      const findings = (found: readonly Detection[]): readonly Finding[] =>
        prohibitedUseFindings(found, context.charter, reportFrom)
      const kindOf = (part: TextPart): ReturnType<typeof textKindOf> => textKindOf(part, subject.stage)
      const found = detector.detect({ parts: subject.parts, kindOf }, () => context.signal)
      return found instanceof Promise ? found.then(findings) : findings(found)
    },
  })
}

/** The prohibited uses that these texts seem to describe, at once, one finding per kind: for declarations. */
export function findProhibitedUses(parts: readonly TextPart[], charter: Charter): readonly Finding[] {
  const detector = prohibitedUseDetector(OFFLINE_LAYERS)
  const found = detector.detectAtOnce({ parts, kindOf: () => 'declaration' })
  const firmest = found.map((detection) => ({ ...detection, layers: detection.layers.slice(0, 1) }))
  return prohibitedUseFindings(firmest, charter, DEFAULT_REPORT_FROM)
}

/** Detections as findings under a charter. */
export function prohibitedUseFindings(
  found: readonly Detection[],
  charter: Charter,
  reportFrom: number,
): readonly Finding[] {
  return PROHIBITED_KINDS.flatMap((kind): Finding[] => {
    const detection = found.find((candidate) => candidate.code === kind)
    const prohibition = prohibitionOf(charter, kind)
    if (detection === undefined || prohibition === undefined || detection.score < reportFrom) return []
    return detection.layers.map(({ layer, span }) => ({
      checkId: PROHIBITED_USE_CHECK_ID,
      code: kind,
      clause: `prohibition:${prohibition.id}`,
      layer,
      score: detection.score,
      span,
      message: PROHIBITED_USE_MESSAGES[kind],
    }))
  })
}
