import type { Finding } from '../checks/finding.js'
import type { JsonValue } from '../internal/canonical-json.js'
import type { OversightMode } from '../system/oversight.js'
import type { DataRecord, SystemRecord } from '../system/system-record.js'
import type { AnsweredCriterion } from './criteria.js'
import type { DecisionOutcome, Difference } from './decision.js'
import type { CodedReasons } from './decision-reasons.js'
import type { OpinionChoice } from './review.js'
import type { LabelledSystem, RecordedInput } from './suggestion.js'

/** A first opinion of somebody who took the decision. */
export interface ExplainedOpinion {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly choice: OpinionChoice
  /** Whether they had been shown the suggestion by then. */
  readonly seen: boolean
  /** What they answered to the use's criteria, where it had some. */
  readonly criteria?: readonly AnsweredCriterion[]
}

/** One thing that happened, as the stored trace has it. */
export type ExplainedStep =
  | {
      readonly at: string
      readonly kind:
        | 'suggested'
        | 'shown'
        | 'second-opinion'
        | 'second-opinion-drawn'
        | 'escalated'
        | 'taken-over'
        | 'stale'
        | 'reported'
        | 'effective'
    }
  | ({ readonly kind: 'opinion' } & Omit<ExplainedOpinion, 'criteria'>)
  | { readonly at: string; readonly kind: 'decided'; readonly role: string }

/**
 * What CRPA art. R. 311-3-1-2 asks to be told of one decision, as facts from the stored trace: degree and mode of
 * contribution, data and sources, parameters, operations; with the first opinion, the decision and its differences from
 * the suggestion. No person of the administration, and none of their internal notes.
 */
export interface ExplanationFacts {
  readonly reviewId: string
  /** The reference of the decision's letter. */
  readonly reference?: string
  /** The case, as the city writes it. */
  readonly subject?: string
  readonly administration: string
  /** The system as it was when it made its suggestion. */
  readonly system: LabelledSystem
  /** Whether the record that says the rest is the one of that time. */
  readonly record: 'same' | 'changed' | 'gone'
  /** From the record: absent with it. */
  readonly declared?: {
    readonly version: string
    readonly action?: string
    readonly purpose?: string
    readonly kind: string
    readonly parameters: string
    readonly hosting: string
    readonly limits: readonly string[]
    readonly data: readonly Pick<DataRecord, 'name' | 'source' | 'personal'>[]
    readonly contact?: SystemRecord['humanContact']
    /** JSON Schema of suggestion and decision: the names of their parts. */
    readonly outputSchema?: JsonValue
  }
  readonly contribution: {
    readonly degree: DecisionOutcome
    readonly mode: OversightMode
    /** How many people decided, and in which roles. */
    readonly people: number
    readonly roles: readonly string[]
  }
  readonly caseData: JsonValue
  /** Absent where it was not recorded. */
  readonly input?: RecordedInput
  readonly findings: readonly Finding[]
  /** In the order of time. */
  readonly steps: readonly ExplainedStep[]
  readonly suggestion: JsonValue
  readonly opinions: readonly ExplainedOpinion[]
  readonly decision: CodedReasons & {
    readonly at: string
    readonly effectiveAt: string
    readonly textForPerson?: string
    readonly value?: JsonValue
    /** Whether somebody said why it differs from their first opinion. */
    readonly changedMind: boolean
    /** From the suggestion to the decision; empty unless it was amended. */
    readonly differences: readonly Difference[]
  }
}
