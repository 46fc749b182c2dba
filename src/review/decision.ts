import type { JsonValue } from '../internal/canonical-json.js'
import type { Sha256 } from '../internal/digest.js'
import type { Label } from '../provenance/label.js'
import type { CodedReasons } from './decision-reasons.js'
import type { PayloadRef } from './review.js'

/** « Retenir », « Retenir avec des modifications », « Écarter », « Traiter sans l’IA ». */
export const DECISION_OUTCOMES = ['approved', 'amended', 'rejected', 'without-ai'] as const

/** One of {@link DECISION_OUTCOMES}. */
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number]

/** One change between suggestion and decision, at a JSON Pointer (RFC 6901). */
export interface Difference {
  readonly path: string
  readonly before?: JsonValue
  readonly after?: JsonValue
}

/** What is stored of one person's decision. Its texts are payloads. */
export interface DecisionRecord {
  readonly outcome: DecisionOutcome
  /** The authenticated reviewer. */
  readonly by: string
  /** The role in which they decided. */
  readonly role: string
  readonly at: string
  /** Payload: `DecisionContent`. */
  readonly content: PayloadRef
  /**
   * SHA-256 of the value's RFC 8785 form under the salt of the review's suggestion, which all its voters share: what a
   * quorum compares. Absent without a value.
   */
  readonly valueDigest?: string
  /**
   * Digest of the reference that the person's letter carries: what the journal commits to. Absent for control cases,
   * which no letter follows.
   */
  readonly reference?: Sha256
  /** With how many decisions it was taken in grouped processing, itself included. Absent: on the case's own page. */
  readonly grouped?: number
  /** The review's binding at the time: the decision is void if anything it rests on has changed. */
  readonly binding: string
  /** The guard's signature over all of the above and the review's id. */
  readonly seal: string
}

/** The texts of a decision, kept as one payload. */
export interface DecisionContent extends CodedReasons {
  /** Internal reasons, in the reviewer's own words. Always present. */
  readonly motive: string
  /** Reasons for the person concerned. */
  readonly textForPerson?: string
  /** Why the final decision differs from the first opinion. */
  readonly changeReason?: string
  /** The value decided: the suggestion, the amended one, or the reviewer's own. */
  readonly value?: JsonValue
  /** What the person's letter carries; its digest is in the decision's record. */
  readonly reference?: string
  /** `amended` only. */
  readonly difference?: readonly Difference[]
}

/** A person who decided, and in which role. */
export interface Decider {
  readonly id: string
  readonly role: string
  readonly at: string
}

interface CommonDecision {
  readonly reviewId: string
  readonly callId: string
  readonly systemId: string
  readonly useId: string
  /** Who took the decision; with a quorum, who completed it. */
  readonly by: Decider
  /** Everyone whose decision counts towards it, `by` included. */
  readonly deciders: readonly Decider[]
  readonly at: string
  readonly effectiveAt: string
  readonly motive: string
  readonly textForPerson?: string
  /** To be printed in the person's letter: with it they can check the decision (`/verifier`). Absent for control cases. */
  readonly reference?: string
}

/**
 * What a named person decided: the only way a significant output leaves the guard.
 * `approved` and `amended` carry the value. `rejected` and `without-ai` may carry the person's own decision, which
 * owes nothing to the suggestion.
 */
export type Decision<T> =
  | (CommonDecision & { readonly outcome: 'approved'; readonly value: T; readonly label: Label })
  | (CommonDecision & {
      readonly outcome: 'amended'
      readonly value: T
      readonly difference: readonly Difference[]
      readonly label: Label
    })
  | (CommonDecision & { readonly outcome: 'rejected'; readonly ownValue?: T })
  | (CommonDecision & { readonly outcome: 'without-ai'; readonly ownValue?: T })

/** A review that ended without anybody deciding. Nothing is approved by silence. */
export interface Undecided {
  readonly outcome: 'expired' | 'withdrawn'
  readonly reviewId: string
  readonly at: string
}
