import type { Finding } from '../checks/finding.js'
import type { JsonValue } from '../internal/canonical-json.js'
import type { Oversight } from '../system/oversight.js'
import type { ControlFeedback } from './control-case.js'
import type { AnsweredCriterion } from './criteria.js'
import type { DecisionOutcome } from './decision.js'
import type { ChangeReason, MotiveReason } from './decision-reasons.js'
import type { RaiseCause } from './raised-mode.js'
import type { OpinionChoice, ProblemKind, Review } from './review.js'

/** What one reviewer may see of a review at one moment. The only way from a review to a screen. */
export interface ReviewView {
  readonly id: string
  readonly version: number
  readonly systemId: string
  readonly useId: string
  readonly impact: 'information' | 'significant'
  readonly subject?: string
  readonly reason: Review['reason']
  readonly findings: readonly Finding[]
  readonly createdAt: string
  readonly dueAt: string
  readonly expiresAt: string
  /** Its mode is the one that holds for this viewer. */
  readonly oversight: Oversight
  /** Why the viewer gives their opinion first where the use itself asks for less. */
  readonly raised?: readonly [RaiseCause, ...RaiseCause[]]
  readonly status: Review['state']['status']
  readonly claim?: { readonly by: string; readonly until: string; readonly mine: boolean }
  readonly escalatedAt?: string
  /** The person contests an earlier decision: the application says so. */
  readonly appeal?: true
  readonly stale?: { readonly at: string; readonly why: string }
  /** Since when its system has been suspended: the suggestion is withheld, also from who has seen it. */
  readonly suspendedSince?: string
  /** The model could not be asked: there is no suggestion, and people decide without the AI. */
  readonly withoutSuggestion?: true
  /** The case, as the application handed it over. */
  readonly caseData: JsonValue
  /** The viewer's own opinion, once recorded. */
  readonly opinion?: {
    readonly choice: OpinionChoice
    readonly note?: string
    /** What they answered to the use's criteria, where it has some. */
    readonly criteria?: readonly AnsweredCriterion[]
    readonly at: string
  }
  /** Absent, not hidden: the value is not in this object until the mode allows it. */
  readonly suggestion?: {
    readonly value: JsonValue
    readonly model: string
    /** The version of the system that made it: its record may have a later one by now. */
    readonly systemVersion: string
    readonly generatedAt: string
  }
  readonly draft?: { readonly body: JsonValue; readonly at: string }
  /** Once decided: what was decided. During a quorum a voter sees only their own vote. */
  readonly decision?: ShownDecision
  /**
   * For a holder of the escalation role who decides alone because people differ: what each of them decided. Like the
   * suggestion, whose way they tell, only after an own opinion.
   */
  readonly disagreement?: readonly ShownDecision[]
  /** Once decided: who decided, and when. What they decided is in `decision`, for whom it is theirs to read. */
  readonly decidedBy?: { readonly by: string; readonly at: string }
  /** When a second opinion was asked for, if it was. Never by whom: the second reviewer is blind to the first. */
  readonly secondOpinionAt?: string
  /** It was drawn by lot, with the first decision: nobody asked for it. */
  readonly secondOpinionDrawn?: true
  /** For who held it until a supervisor took it over: who, when, why. */
  readonly takenOver?: { readonly by: string; readonly at: string; readonly why: string }
  /** Problems with the suggestion that this viewer reported. */
  readonly reports?: readonly { readonly kind: ProblemKind; readonly at: string; readonly urgent: boolean }[]
  /** Only after this viewer's own decision on a control case. */
  readonly control?: ControlFeedback
  /** How many of the quorum have decided; never how. */
  readonly votes: { readonly cast: number; readonly needed: number }
  /** What this viewer may do now. A screen shows these and nothing else. */
  readonly allowed: readonly ReviewAction[]
}

/** A decision as somebody may read it. */
export interface ShownDecision {
  readonly outcome: DecisionOutcome
  readonly by: string
  readonly at: string
  readonly motive: string
  readonly reasons?: readonly MotiveReason[]
  readonly changeReason?: string
  readonly changeReasons?: readonly ChangeReason[]
  readonly textForPerson?: string
  readonly value?: JsonValue
  /** With how many decisions it was taken in grouped processing, itself included. */
  readonly grouped?: number
  /** End of the undo window, or the moment it took effect. Absent for a vote that awaits others. */
  readonly effectiveAt?: string
}

/** What a reviewer can do, as far as state and rights allow. */
export type ReviewAction =
  | 'claim'
  | 'renew'
  | 'give-back'
  | 'record-opinion'
  | 'reveal'
  | 'approve'
  | 'amend'
  | 'reject'
  | 'without-ai'
  | 'undo'
  | 'escalate'
  | 'ask-second-opinion'
  | 'take-over'
  | 'report'
