import type { ModelCall, ModelOutput } from '../call/model-call.js'
import type { Verdict } from '../checks/verdict.js'

/** What the steps further in made of a call: the answer's texts and what the checks said of them. */
export interface StepResult {
  /** Absent when the call was refused before the model was asked, or while a stream still runs. */
  readonly output?: ModelOutput
  readonly verdict: Verdict
}

/**
 * One stretch of a call's way, composed like middleware: look at the call, go on with `next`, look at the result. A
 * step can make a verdict firmer, by returning more findings; the guard never takes a milder one than `next` gave.
 */
export type Step = (call: ModelCall, next: () => Promise<StepResult>) => Promise<StepResult>
