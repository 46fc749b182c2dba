import { USES_MODEL } from '../classifier/weights/uses.js'
import { type Detector, type OfflineLayer, sharedDetectors } from '../detector.js'
import { buildProhibitedUseEngine } from './engine.js'

/** Detectors of the four prohibited uses. */
export const prohibitedUseDetector: (layers: readonly OfflineLayer[]) => Detector = sharedDetectors(
  buildProhibitedUseEngine,
  USES_MODEL,
)
