import type { Actor } from '../call/model-call.js'
import type { Language } from '../i18n/language.js'
import type { JsonValue } from '../internal/canonical-json.js'
import type { Explanation } from '../notice/explanation/explanation.js'
import type { PlacedFact } from '../statistics/decision-fact.js'
import type { ExportedCases, ExportedDecision } from '../statistics/exported-decision.js'
import type { TeamSummary } from '../statistics/team.js'
import type { OversightMode } from '../system/oversight.js'
import type { ControlAnswer } from './control-case.js'
import type { CriterionAnswers } from './criteria.js'
import type { CodedReasons } from './decision-reasons.js'
import type { Explicable } from './explicable.js'
import type { GroupedDesk } from './grouped-commands.js'
import type { OpinionChoice, ProblemKind, Review, ReviewStatus } from './review.js'
import type { ReviewView } from './view.js'

/** What every command of a reviewer carries. */
export interface ReviewerCommand {
  /** Id of the authenticated reviewer; roles and training are looked up in the directory. */
  readonly by: string
  /** The review's version that the reviewer saw. */
  readonly version: number
  /** Makes a repeated command harmless: the same key is carried out once. */
  readonly idempotencyKey: string
  readonly signal?: AbortSignal
}

/** The content of a decision, beside its outcome. */
export interface DecisionInput extends CodedReasons {
  /** Internal reasons in the reviewer's own words; mandatory for every outcome, approval included. */
  readonly motive: string
  readonly textForPerson?: string
  readonly changeReason?: string
}

/** A line of the queue. Says nothing of the suggestion or its direction. */
export interface ReviewListItem {
  readonly id: string
  readonly version: number
  readonly systemId: string
  readonly useId: string
  readonly subject?: string
  readonly status: ReviewStatus
  /** Where the case belongs, if the application said so. */
  readonly territory?: string
  readonly claimedBy?: string
  readonly claimedUntil?: string
  readonly createdAt: string
  readonly dueAt: string
  readonly escalated: boolean
  readonly stale: boolean
  /** A reviewer asked that somebody else decide too, or the lot fell on the first decision. */
  readonly secondOpinion: boolean
  /** The person contests an earlier decision. */
  readonly appeal: boolean
  /** When who decides sees the suggestion: as it holds for the reader once they took the review, else the use's own. */
  readonly mode: OversightMode
  readonly reason: Review['reason']
}

/** A control case, ready to be put among the reviews of a use. */
export interface ControlCaseRequest {
  readonly by: string
  readonly systemId: string
  readonly useId: string
  /** The case, made anonymous, as the city would write it. */
  readonly subject?: string
  /** As the use's other cases have it: without, it could be told from them. */
  readonly territory?: string
  readonly appeal?: boolean
  readonly caseData: JsonValue
  /** The suggestion with its known error; must satisfy the use's schema. */
  readonly suggestion: JsonValue
  readonly answer: ControlAnswer
}

/** From a moment, included, to another, excluded (ISO 8601, UTC). */
export interface Period {
  readonly from: string
  readonly to: string
}

/** Which decisions are handed out, and how their cases are named. */
export interface ExportQuery extends Period {
  readonly systemId?: string
  /**
   * Default: by random numbers that tell which rows are of one case, and nothing else. `joinKey` (32 characters or more):
   * by HMAC-SHA-256 over the case's number, for whoever holds the same key and the numbers. `clear`: by the number itself.
   */
  readonly cases?: { readonly joinKey: string } | 'clear'
}

/** That decisions were handed out. */
export interface DecisionExport extends Period {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: string
  readonly role: string
  readonly systemId?: string
  readonly cases: ExportedCases
}

/** Filters of the queue. Reviews of roles that the reviewer does not hold are never listed. */
export interface QueueQuery {
  readonly statuses?: readonly ReviewStatus[]
  readonly systemIds?: readonly string[]
  readonly claimedBy?: string
  readonly search?: string
  /** Due at this moment or later (ISO 8601, UTC). */
  readonly dueFrom?: string
  /** Due before this moment (ISO 8601, UTC). */
  readonly dueBefore?: string
  /** Procedures of declared uses, to the letter. */
  readonly procedures?: readonly string[]
  /** The uses' own modes. */
  readonly modes?: readonly OversightMode[]
  readonly territories?: readonly string[]
  /** By deadline unless something else is asked for. There is no other order: none by what a suggestion says. */
  readonly order?: 'due' | 'created' | 'system'
  /** The last line of the page before, in the same order. */
  readonly after?: Pick<ReviewListItem, 'dueAt' | 'id'> &
    Partial<Pick<ReviewListItem, 'createdAt' | 'systemId'>>
  /** Default 50, at most 200. */
  readonly limit?: number
}

/**
 * What people do with reviews. Every method checks role, training (engagement 13), separation of duties, state and
 * version on the server side, and writes change and journal entry in one transaction.
 *
 * Rejects with ReviewNotFoundError, ReviewConflictError, ReviewStateError, ReviewerNotAllowedError,
 * DecisionInvalidError, IdempotencyMismatchError, TamperedError or a store error.
 */
export interface ReviewDesk extends GroupedDesk {
  list(by: string, query?: QueueQuery): Promise<readonly ReviewListItem[]>
  /** With `atMost`, counts no further than that: the work does not grow with what there is beyond. */
  count(
    by: string,
    query?: Omit<QueueQuery, 'after' | 'limit' | 'order'> & { readonly atMost?: number },
  ): Promise<number>
  /** Territories of the open reviews that this person may list, in alphabetical order. */
  territories(by: string): Promise<readonly string[]>
  /** What this reviewer may see now. The suggestion is absent until the use's mode allows it. */
  view(reviewId: string, by: string): Promise<ReviewView>
  /** The review whose decision's letter carries this reference, for who may know of it; undefined for everything else. */
  findByReference(
    reference: string,
    by: string,
  ): Promise<{ readonly id: string; readonly explicable: Explicable } | undefined>
  /**
   * The individual explanation of a decision in effect, for whoever answers the person's request. The consultation is
   * journalled like any other.
   */
  explain(reviewId: string, by: string, lang?: Language): Promise<Explanation>
  /** Fixes the mode in which this reviewer sees the suggestion: the use's own, or `decide-first` where something raises it. */
  claim(reviewId: string, command: ReviewerCommand): Promise<ReviewView>
  /** The most urgent free review that this reviewer may decide; undefined when there is none. */
  claimNext(
    by: string,
    query?: { readonly systemIds?: readonly string[]; readonly signal?: AbortSignal },
  ): Promise<ReviewView | undefined>
  renew(reviewId: string, command: ReviewerCommand): Promise<ReviewView>
  /** Gives the review back to the queue; the draft is kept. */
  giveBack(reviewId: string, command: ReviewerCommand): Promise<ReviewListItem>
  /**
   * Keeps what was typed, whether or not the lease still runs. Only its writer sees it.
   *
   * @throws ReviewStateError once the review has ended; ReviewErasedError.
   */
  saveDraft(reviewId: string, by: string, draft: JsonValue): Promise<void>
  /**
   * Records what the reviewer thinks before seeing the suggestion: once, for good. In mode `decide-first`, the use's own
   * or raised when they took the review, the suggestion is in the view that this returns; `reveal` is for mode
   * `on-request` only.
   */
  recordOpinion(
    reviewId: string,
    opinion: {
      readonly choice: OpinionChoice
      readonly note?: string
      /** An answer to each criterion that the use declares, by its id, and to nothing else. */
      readonly criteria?: CriterionAnswers
    },
    command: ReviewerCommand,
  ): Promise<ReviewView>
  /** Shows the suggestion in mode `on-request`, and counts it. */
  reveal(reviewId: string, command: ReviewerCommand): Promise<ReviewView>
  approve(reviewId: string, decision: DecisionInput, command: ReviewerCommand): Promise<ReviewView>
  /** `value` must satisfy the use's schema. */
  amend(
    reviewId: string,
    decision: DecisionInput & { readonly value: unknown },
    command: ReviewerCommand,
  ): Promise<ReviewView>
  /** `ownValue`, if given, is the reviewer's own decision and must satisfy the use's schema. */
  reject(
    reviewId: string,
    decision: DecisionInput & { readonly ownValue?: unknown },
    command: ReviewerCommand,
  ): Promise<ReviewView>
  /** Decides without the suggestion ever being shown to this reviewer; refused once it was. */
  decideWithoutAi(
    reviewId: string,
    decision: DecisionInput & { readonly ownValue?: unknown },
    command: ReviewerCommand,
  ): Promise<ReviewView>
  /** Takes a decision back within the undo window; only who took it, or a holder of the escalation role. */
  undo(reviewId: string, command: ReviewerCommand): Promise<ReviewView>
  /** Asks that somebody else decide too, blind; the escalation role decides when they disagree. */
  askSecondOpinion(reviewId: string, command: ReviewerCommand): Promise<ReviewView>
  /** A holder of the escalation role takes a review from who holds it, and says why. */
  takeOver(reviewId: string, why: string, command: ReviewerCommand): Promise<ReviewView>
  /** Reports a problem with a suggestion that one has seen. */
  reportProblem(
    reviewId: string,
    report: { readonly kind: ProblemKind; readonly text: string; readonly urgent?: boolean },
    command: ReviewerCommand,
  ): Promise<ReviewView>
  /**
   * Puts a control case among the reviews of a use: nothing tells it from the others until somebody has decided it. It
   * has no effect and is delivered to nobody. `by` holds the use's escalation role and may not review it.
   */
  openControlCase(request: ControlCaseRequest): Promise<{ readonly id: string }>
  /** One's own decisions of a period, latest first: figures, no texts. */
  ownDecisions(by: string, period: Period): Promise<readonly PlacedFact[]>
  /** A system's figures, for a holder of its escalation role, and only when there are enough people and cases. */
  teamStatistics(by: string, query: Period & { readonly systemId: string }): Promise<TeamSummary>
  /**
   * The decisions of a period that took effect, latest first, for whoever looks for bias elsewhere: without agents, texts
   * and control cases. Read page by page; that it was asked for is recorded, with who asked, before it resolves.
   *
   * Rejects with ReviewerNotAllowedError for who is neither auditor nor administrator, and for an administrator who asks
   * for cases that others can tell; InputInvalidError. Its pages reject with TamperedError for what was altered.
   */
  exportDecisions(by: string, query: ExportQuery): Promise<AsyncIterable<ExportedDecision>>
  /** Who had decisions handed out, when and which, latest first: for auditors and administrators. */
  decisionExports(by: string): Promise<readonly DecisionExport[]>
  escalate(reviewId: string, why: string, command: ReviewerCommand): Promise<ReviewListItem>
  /** The application takes its request back. */
  withdraw(
    reviewId: string,
    request: { readonly by: Actor; readonly why: string; readonly idempotencyKey: string },
  ): Promise<void>
  /** The case changed: the suggestion can no longer be retained; a decision in its undo window is reopened. */
  markStale(
    reviewId: string,
    request: { readonly by: Actor; readonly why: string; readonly idempotencyKey: string },
  ): Promise<void>
}
