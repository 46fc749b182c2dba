import { DECISIONS_MODEL } from '../classifier/weights/decisions.js'
import { createDetector, type Detector, type OfflineLayer } from '../detector.js'
import type { Engine } from '../language/scan.js'
import { buildUndeclaredDecisionEngine } from './engine.js'

let engine: Engine | undefined

/** A detector of decisions on a given person. The compiled word lists are made once in a process. */
export function undeclaredDecisionDetector(layers: readonly OfflineLayer[]): Detector {
  engine ??= buildUndeclaredDecisionEngine()
  return createDetector({ engine, model: DECISIONS_MODEL, layers })
}
