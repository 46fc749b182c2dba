import type { Actor } from '../call/model-call.js'
import type { Finding } from '../checks/finding.js'
import type { Sha256 } from '../internal/digest.js'
import type { Oversight } from '../system/oversight.js'
import type { DecisionRecord } from './decision.js'
import type { ErasedPart } from './erase.js'
import type { ModeRaise } from './raised-mode.js'
import type { LabelledSystem } from './suggestion.js'

/** A text kept apart from the journal, so that it can be erased. */
export interface PayloadRef {
  readonly payloadId: string
  /** Salted SHA-256 of the payload's text: what journal and binding commit to. */
  readonly digest: string
}

/** What a reviewer thinks before seeing the suggestion. Immutable once recorded. */
export interface Opinion {
  readonly by: string
  readonly at: string
  readonly choice: OpinionChoice
  /** The reviewer's own words, kept as a payload. */
  readonly note?: PayloadRef
  /** Payload: `AnsweredCriterion[]`. Absent where the use declared no criteria. */
  readonly criteria?: PayloadRef
}

/** « Favorable », « Défavorable », « Pièces à demander », « Je ne peux pas me prononcer ». */
export const OPINION_CHOICES = ['favourable', 'unfavourable', 'incomplete', 'undecided'] as const

/** One of {@link OPINION_CHOICES}. */
export type OpinionChoice = (typeof OPINION_CHOICES)[number]

/** Where a review stands. Only `effective` lets something leave the guard. */
export type ReviewState =
  | { readonly status: 'pending' }
  | {
      readonly status: 'claimed'
      readonly by: string
      readonly until: string
      /** When this person took it (ISO 8601, UTC); renewals leave it. Absent in reviews claimed before it was kept. */
      readonly since?: string
    }
  | { readonly status: 'decided'; readonly decision: DecisionRecord; readonly effectiveAt: string }
  | { readonly status: 'effective'; readonly decision: DecisionRecord; readonly at: string }
  | { readonly status: 'expired'; readonly at: string }
  | { readonly status: 'withdrawn'; readonly at: string; readonly why: PayloadRef }

/** What may be wrong with a suggestion (`ux.md` §2.6). */
export const PROBLEM_KINDS = [
  'wrong-fact',
  'invented',
  'criterion',
  'discrimination',
  'personal-data',
  'out-of-scope',
  'tone',
  'other',
] as const

/** One of {@link PROBLEM_KINDS}. */
export type ProblemKind = (typeof PROBLEM_KINDS)[number]

/** A problem with a suggestion, as a reviewer reported it. Its words are a payload. */
export interface ProblemReport {
  readonly by: string
  readonly at: string
  readonly kind: ProblemKind
  /** They ask that the system be suspended. */
  readonly urgent: boolean
  readonly text: PayloadRef
}

/** Why supervisors see a review: its deadline passed, its voters cannot agree any more, or somebody asked. */
export type EscalationCause = 'overdue' | 'no-agreement' | 'asked'

/** The word for a state. */
export type ReviewStatus = ReviewState['status']

/**
 * The durable item a person works on. Holds references to texts, never the texts: the suggestion is read through
 * `view.ts` only.
 */
export interface Review {
  /** UUIDv7. */
  readonly id: string
  /** Grows by one with every change; a command names the version it saw. */
  readonly version: number
  readonly callId: string
  readonly systemId: string
  readonly systemVersion: string
  /** SHA-256 of the system's record as it was when the suggestion was made. */
  readonly systemRecordDigest: Sha256
  readonly charter: { readonly id: string; readonly version: string }
  readonly useId: string
  readonly impact: 'information' | 'significant'
  /** Why it is held. */
  readonly reason: 'significant' | 'finding' | 'check-failed'
  readonly findings: readonly Finding[]
  /** Who asked for the suggestion: that person may not decide on it. */
  readonly requester: Actor
  /** The case, as the city writes it. */
  readonly subject?: string
  /** Where the case belongs, such as a commune or a district, as the application says. */
  readonly territory?: string
  /** The person contests an earlier decision: the application says so. */
  readonly appeal?: true
  readonly caseData: PayloadRef
  readonly suggestion: PayloadRef
  /**
   * SHA-256 over the RFC 8785 form of what a decision is taken on: suggestion, case data, versions of system, use and
   * charter. A decision names it; anything altered since makes the decision void.
   */
  readonly binding: string
  /**
   * The guard's signature over everything else in this item, made anew with each version: nobody without its key can
   * invent a review or alter one, its opinions and votes included.
   */
  readonly seal: string
  readonly oversight: Oversight
  /** The training a reviewer must have (engagement 13). */
  readonly trainingId: string
  readonly createdAt: string
  readonly dueAt: string
  readonly expiresAt: string
  /** Set when the deadline passed, a quorum became impossible or somebody asked: supervisors see it. */
  readonly escalatedAt?: string
  /** Set with `escalatedAt`. `by` and the reasons in their own words when a reviewer asked. */
  readonly escalation?: { readonly cause: EscalationCause; readonly by?: string; readonly why?: PayloadRef }
  /**
   * Set when a reviewer asked that somebody else decide too, without seeing what they think, or the lot fell on the first
   * decision. The quorum is two then.
   */
  readonly secondOpinion?:
    | { readonly by: string; readonly at: string }
    | { readonly drawn: true; readonly at: string }
  /** Set when a supervisor took it from who held it: the last time this happened. */
  readonly takenOver?: {
    readonly by: string
    readonly from: string
    readonly at: string
    readonly why: PayloadRef
  }
  /** Problems with the suggestion that those who saw it reported. */
  readonly reports?: readonly ProblemReport[]
  /**
   * Payload: `ControlAnswer`. Set for a seeded case whose answer is known: it has no effect, is delivered to nobody and
   * counts in no public figure.
   */
  readonly control?: PayloadRef
  /** Set when the model could not be asked: there is no suggestion, and people decide without the AI. */
  readonly withoutSuggestion?: true
  /** Set when the case changed: the suggestion can no longer be retained, only set aside. */
  readonly stale?: { readonly at: string; readonly why: PayloadRef }
  readonly opinions: readonly Opinion[]
  /**
   * Decisions of single reviewers towards the quorum, the completing one included; each is blind to the others. Empty
   * again when the case changes: they judged another one.
   */
  readonly votes: readonly DecisionRecord[]
  /** Who has been shown the suggestion, and when. */
  readonly reveals: readonly { readonly by: string; readonly at: string }[]
  /** For whom the use's mode was raised when they took it, and why. */
  readonly raises?: readonly ModeRaise[]
  readonly state: ReviewState
  /** Set when its texts were erased: all but the decision, or all of them with the case's number. */
  readonly erased?: { readonly at: string; readonly what: ErasedPart; readonly system: LabelledSystem }
}
