import { DECISIONS_MODEL } from '../classifier/weights/decisions.js'
import { type Detector, type OfflineLayer, sharedDetectors } from '../detector.js'
import { buildUndeclaredDecisionEngine } from './engine.js'

/** Detectors of decisions on a given person. */
export const undeclaredDecisionDetector: (layers: readonly OfflineLayer[]) => Detector = sharedDetectors(
  buildUndeclaredDecisionEngine,
  DECISIONS_MODEL,
)
