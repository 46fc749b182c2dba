import { USES_MODEL } from '../classifier/weights/uses.js'
import { createDetector, type Detector, type OfflineLayer } from '../detector.js'
import type { Engine } from '../language/scan.js'
import { buildProhibitedUseEngine } from './engine.js'

let engine: Engine | undefined

/** A detector of the four prohibited uses. The compiled word lists are made once in a process. */
export function prohibitedUseDetector(layers: readonly OfflineLayer[]): Detector {
  engine ??= buildProhibitedUseEngine()
  return createDetector({ engine, model: USES_MODEL, layers })
}
