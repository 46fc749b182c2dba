import type { ModelCall, TextPart } from '../call/model-call.js'
import type { Charter } from '../charter/charter.js'
import type { SystemRecord, UseRecord } from '../system/system-record.js'
import type { Finding } from './finding.js'

/** When a check is asked: about a declaration before anything runs, about a request, or about an answer. */
export type CheckStage = 'declaration' | 'input' | 'output'

/** What a check looks at. */
export interface CheckSubject {
  readonly stage: CheckStage
  /** The texts to look at. For a stream: what is about to be released, preceded by up to `lookBehind` characters already seen. */
  readonly parts: readonly TextPart[]
  /** True while a stream still runs: more text will follow and the last sentence may be cut. */
  readonly partial: boolean
  /** Absent at the `declaration` stage. */
  readonly call?: ModelCall
}

/** What a check may use besides the texts. */
export interface CheckContext {
  readonly charter: Charter
  readonly system: SystemRecord
  readonly use: UseRecord
  /** Fires when the caller gives up or the check's time is over. */
  readonly signal: AbortSignal
}

/**
 * A rule that reads texts and reports findings. It never decides: the thresholds of the use turn scores into
 * pass, hold or refuse. A check that throws or exceeds its time limit never lets a call pass.
 *
 * @example
 * const noSlang = defineCheck({
 *   id: 'ville.registre-de-langue',
 *   stages: ['output'],
 *   check: ({ parts }) => parts.filter((part) => part.text.includes('relou')).map((part) => ({
 *     checkId: 'ville.registre-de-langue', code: 'slang', clause: 'engagement:9', layer: 'rules', score: 0.6,
 *     message: { fr: 'Le texte contient un mot familier.', en: 'The text contains slang.' },
 *   })),
 * })
 */
export interface Check {
  /** Unique in a guard, such as `prohibited-use` or `ville.ton`. */
  readonly id: string
  readonly stages: readonly CheckStage[]
  /** How many characters before a window of a stream the check needs to see again. Default 0. */
  readonly lookBehind?: number
  check(subject: CheckSubject, context: CheckContext): readonly Finding[] | Promise<readonly Finding[]>
}

/** Gives a check its type; the place to look when writing one. */
export function defineCheck(check: Check): Check {
  return Object.freeze({ ...check })
}
