import type { Check } from '../checks/check.js'
import type { Detector } from '../checks/personal-data/types.js'
import type { GuardCore } from './core.js'
import type { Step } from './step.js'

/** What a call's way needs besides what all parts of a guard share. */
export interface CallCore extends GuardCore {
  /** Built-in checks first, then the city's own. */
  readonly checks: readonly Check[]
  readonly steps: readonly Step[]
  readonly checkTimeoutMs: number
  readonly maxTextLength: number
  /** Every text of a request is read by all of them. */
  readonly detectors: readonly Detector[]
}
