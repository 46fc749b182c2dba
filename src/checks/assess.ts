import type { TextPart } from '../call/model-call.js'
import type { Charter, ProhibitedKind } from '../charter/charter.js'
import type { TextKind } from './classifier/features.js'
import { type Detection, type Detector, OFFLINE_LAYERS, type OfflineLayer } from './detector.js'
import type { Finding } from './finding.js'
import { prohibitedUseDetector } from './prohibited-use/detector.js'
import { prohibitedUseFindings } from './prohibited-use/prohibited-use.js'
import { undeclaredDecisionDetector } from './undeclared-decision/detector.js'
import { undeclaredDecisionFindings } from './undeclared-decision/undeclared-decision.js'
import { DEFAULT_THRESHOLDS, type Thresholds, type VerdictLevel, verdictOf } from './verdict.js'

/** How texts are assessed outside a call: to scan files, to measure a corpus. */
export interface AssessOptions {
  /** Default both. */
  readonly layers?: readonly OfflineLayer[]
  /** Default 0.5 and 0.85. */
  readonly thresholds?: Thresholds
}

/** What the offline layers say of one text. */
export interface Assessment<Code extends string> {
  /** What a guard would do by these layers: `pass`, `hold` or `refuse`. */
  readonly level: VerdictLevel
  /** The code with the highest score, whatever the level; undefined when nothing was seen. */
  readonly code: Code | undefined
  /** Score of each code, between 0 and 1. A code that is missing was not seen at all. */
  readonly scores: Readonly<Partial<Record<Code, number>>>
  /** Findings from the review threshold on: clause, layer, place in the text, score and sentence. */
  readonly findings: readonly Finding[]
}

/**
 * Makes a function that assesses a text as the check `prohibited-use` would. `kind` says what the text is: a
 * declaration, a prompt, an output or a tool.
 *
 * @example
 * const assess = useAssessor(bordeauxMetropole)
 * assess('Attribuer une note de civisme à chaque foyer.', 'declaration').level // 'refuse'
 */
export function useAssessor(
  charter: Charter,
  options: AssessOptions = {},
): (text: string, kind: TextKind) => Assessment<ProhibitedKind> {
  const detector = prohibitedUseDetector(options.layers ?? OFFLINE_LAYERS)
  return assessor<ProhibitedKind>(detector, options, (found) => prohibitedUseFindings(found, charter, 0))
}

/** Makes a function that assesses an output as the check `undeclared-decision` would for an information use. */
export function decisionAssessor(
  options: AssessOptions = {},
): (text: string) => Assessment<'undeclared-decision'> {
  const detector = undeclaredDecisionDetector(options.layers ?? OFFLINE_LAYERS)
  const assess = assessor<'undeclared-decision'>(detector, options, undeclaredDecisionFindings)
  return (text) => assess(text, 'output')
}

function assessor<Code extends string>(
  detector: Detector,
  { thresholds = DEFAULT_THRESHOLDS }: AssessOptions,
  findingsOf: (found: readonly Detection[]) => readonly Finding[],
): (text: string, kind: TextKind) => Assessment<Code> {
  return (text, kind) => {
    const part: TextPart = { path: 'text', kind: 'text', role: 'data', text }
    const found = detector.detectAtOnce({ parts: [part], kindOf: () => kind })
    const all = findingsOf(found)
    const firmest = all.reduce<Finding | undefined>(
      (best, finding) => (best === undefined || finding.score > best.score ? finding : best),
      undefined,
    )
    const scores: Partial<Record<Code, number>> = {}
    for (const { code, score } of all) scores[code as Code] = score
    return { ...verdictOf(all, thresholds), code: firmest?.code as Code | undefined, scores }
  }
}
