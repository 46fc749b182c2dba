import type { Finding } from './checks/finding.js'
import type { GroupFault } from './review/grouped.js'

/** One thing wrong in a configuration or a record. */
export interface Fault {
  /** Where: a path such as `systems[0].uses.decision.oversight.role`. */
  readonly path: string
  /** What was wrong. */
  readonly reason: string
  /** What to do. */
  readonly remedy: string
}

/** A call stopped by a prohibition or by a rule of the system's record. Carries no text of the call. */
export interface Refusal {
  readonly callId: string
  readonly systemId: string
  readonly useId: string
  /** The charter's clauses that were met, such as `prohibition:social-scoring` or `engagement:7`. */
  readonly clauses: readonly string[]
  readonly findings: readonly Finding[]
}

/** What a caller may know of a held output: enough to wait for the decision, never the output. */
export interface HeldReviewSummary {
  readonly id: string
  readonly systemId: string
  readonly useId: string
  /** When a decision is due (ISO 8601, UTC). */
  readonly dueAt: string
}

/** What every error of this package has: a stable `code` to match on. Messages may change, codes may not. */
export abstract class GuardError extends Error {
  abstract readonly code: string
}

/** A configuration, system record, charter or policy that cannot be started; lists all its faults. */
export class ConfigInvalidError extends GuardError {
  override readonly name = 'ConfigInvalidError'
  readonly code = 'ERR_CONFIG_INVALID'
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    const lines = faults.map((fault) => `  - ${fault.path}: ${fault.reason} ${fault.remedy}`)
    super(`The configuration has ${faults.length} fault(s):\n${lines.join('\n')}`)
    this.faults = faults
  }
}

/** The use is not declared by any system of this guard (charter, engagement 9: use is restricted to what was declared). */
export class UseUnknownError extends GuardError {
  override readonly name = 'UseUnknownError'
  readonly code = 'ERR_USE_UNKNOWN'
  constructor(systemId: string, useId: string) {
    super(
      `The use "${useId}" of system "${systemId}" is not declared in this guard. Add its system to createGuard({ systems }) (engagement 9).`,
    )
  }
}

/** The call was refused: by one of the charter's prohibitions or by the rules of its system's record. */
export class ProhibitedUseError extends GuardError {
  override readonly name = 'ProhibitedUseError'
  readonly code = 'ERR_USE_PROHIBITED'
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(
      `The call was refused (${refusal.clauses.join(', ')}): ${refusal.findings.map((f) => f.message.en).join(' ')}`,
    )
    this.refusal = refusal
  }
}

/** The output is held until a person has decided; it is read from `guard.decision(review.id)` only (engagement 16). */
export class ReviewRequiredError extends GuardError {
  override readonly name = 'ReviewRequiredError'
  readonly code = 'ERR_REVIEW_REQUIRED'
  readonly review: HeldReviewSummary
  constructor(review: HeldReviewSummary) {
    super(
      `A person must decide before this output can be used (engagement 16). Await guard.decision("${review.id}").`,
    )
    this.review = review
  }
}

/** The system is suspended: somebody pressed its stop button (AI Act, art. 14(4)(e)). Nothing was asked of the model. */
export class SystemSuspendedError extends GuardError {
  override readonly name = 'SystemSuspendedError'
  readonly code = 'ERR_SYSTEM_SUSPENDED'
  readonly systemId: string
  /** ISO 8601, UTC. */
  readonly since: string
  constructor(systemId: string, since: string) {
    super(
      `The system "${systemId}" has been suspended since ${since}: no call of it is served. Go on without the AI; an administrator or a supervisor can resume it in the console.`,
    )
    this.systemId = systemId
    this.since = since
  }
}

/** A call through a wrapped client names no use, neither in the client's options nor in the context around it. */
export class UseMissingError extends GuardError {
  override readonly name = 'UseMissingError'
  readonly code = 'ERR_USE_MISSING'
  constructor() {
    super(
      'This call names no declared use, so nothing was sent (engagement 9). Give { use } to the wrapped client or run the call inside guard.withContext({ use }, …).',
    )
  }
}

/** Why a held output cannot be used: the person refused it, or nobody decided. */
export type NotApprovedOutcome = 'rejected' | 'without-ai' | 'expired' | 'withdrawn'

/** A held output was awaited and its review ended without a value that may be used. */
export class NotApprovedError extends GuardError {
  override readonly name = 'NotApprovedError'
  readonly code = 'ERR_NOT_APPROVED'
  readonly reviewId: string
  readonly outcome: NotApprovedOutcome
  constructor(reviewId: string, outcome: NotApprovedOutcome) {
    super(
      `The output cannot be used: review "${reviewId}" ended as "${outcome}". Read the whole decision with guard.decision("${reviewId}").`,
    )
    this.reviewId = reviewId
    this.outcome = outcome
  }
}

/** The request or answer has a shape that the guard cannot read in full, so it is refused rather than waved through. */
export class CallUnreadableError extends GuardError {
  override readonly name = 'CallUnreadableError'
  readonly code = 'ERR_CALL_UNREADABLE'
  readonly path: string
  constructor(path: string, reason: string) {
    super(`The call cannot be checked: ${path}: ${reason}`)
    this.path = path
  }
}

/** The input cannot be accepted: cyclic, not JSON, invalid UTF-16 or over the size limit. */
export class InputInvalidError extends GuardError {
  override readonly name = 'InputInvalidError'
  readonly code = 'ERR_INPUT_INVALID'
  readonly path: string
  constructor(path: string, reason: string) {
    super(`The input is invalid: ${path}: ${reason}`)
    this.path = path
  }
}

/** The model's answer does not fit the use's schema, is empty, or is over the size limit. Carries paths, never the answer. */
export class OutputInvalidError extends GuardError {
  override readonly name = 'OutputInvalidError'
  readonly code = 'ERR_OUTPUT_INVALID'
  readonly issues: readonly { readonly path: string; readonly reason: string }[]
  constructor(issues: readonly { readonly path: string; readonly reason: string }[]) {
    super(
      `The model's answer cannot be used: ${issues.map((issue) => `${issue.path}: ${issue.reason}`).join('; ')}`,
    )
    this.issues = issues
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** No review has this id, or the caller may not know that it has. */
export class ReviewNotFoundError extends GuardError {
  override readonly name = 'ReviewNotFoundError'
  readonly code = 'ERR_REVIEW_NOT_FOUND'
  constructor(reviewId: string) {
    // Whatever else was asked for may be a case's number, or a name: it is not said again.
    super(UUID.test(reviewId) ? `There is no review "${reviewId}".` : 'There is no review with this id.')
  }
}

/** Somebody changed the review first: the command named version `expected`, the store holds `actual`. */
export class ReviewConflictError extends GuardError {
  override readonly name = 'ReviewConflictError'
  readonly code = 'ERR_REVIEW_CONFLICT'
  readonly reviewId: string
  readonly expected: number
  readonly actual: number
  constructor(reviewId: string, expected: number, actual: number) {
    super(
      `The review "${reviewId}" has changed: you saw version ${expected}, it is now at ${actual}. Read it again and decide anew.`,
    )
    this.reviewId = reviewId
    this.expected = expected
    this.actual = actual
  }
}

/** The command does not apply to the state the review is in. */
export class ReviewStateError extends GuardError {
  override readonly name = 'ReviewStateError'
  readonly code = 'ERR_REVIEW_STATE'
  readonly state: string
  constructor(reviewId: string, command: string, state: string, why: string) {
    super(`"${command}" cannot be done on review "${reviewId}", which is ${state}: ${why}`)
    this.state = state
  }
}

/** Why a person may not decide a review. */
export type NotAllowedReason =
  | 'unknown-reviewer'
  | 'role'
  | 'training'
  | 'requester'
  | 'already-voted'
  | 'not-claimed-by-you'
  | 'too-many-claims'

/** This person may not do this on this review (role, training of engagement 13, separation of duties). */
export class ReviewerNotAllowedError extends GuardError {
  override readonly name = 'ReviewerNotAllowedError'
  readonly code = 'ERR_REVIEWER_NOT_ALLOWED'
  readonly reason: NotAllowedReason
  constructor(reason: NotAllowedReason, message: string) {
    super(message)
    this.reason = reason
  }
}

/** A decision's own content is missing or wrong: motive, opinion, or an amendment that breaks the use's schema. */
export class DecisionInvalidError extends GuardError {
  override readonly name = 'DecisionInvalidError'
  readonly code = 'ERR_DECISION_INVALID'
  readonly issues: readonly { readonly path: string; readonly reason: string }[]
  constructor(issues: readonly { readonly path: string; readonly reason: string }[]) {
    super(
      `The decision is not complete: ${issues.map((issue) => `${issue.path}: ${issue.reason}`).join('; ')}`,
    )
    this.issues = issues
  }
}

/** Why a case cannot be decided in grouped processing: see `GroupFault`. */
const GROUP_FAULTS: Readonly<Record<GroupFault, string>> = {
  'too-many': 'there are more cases than may be decided together',
  repeated: 'it is named twice',
  unknown: 'there is no review with this id',
  altered: 'what is stored of it was altered: tell who looks after the server',
  significant: 'its impact is significant: decide it on its own',
  'other-use': 'it is of another use than the first one',
  'not-shown': 'its suggestion is not shown to you at once: decide it on its own',
  'in-doubt': 'a check doubts it, or could not be made: decide it on its own',
  apart: 'it asks for a look of its own: decide it on its own',
  'no-undo': 'its decision could not be taken back: decide it on its own',
  'not-opened': 'open it first, while you hold it',
  'not-allowed': 'you may not decide it now: open it to see why',
}

/** Cases that may not be decided together: nothing of the group was decided. `cases` names each one at fault. */
export class GroupRefusedError extends GuardError {
  override readonly name = 'GroupRefusedError'
  readonly code = 'ERR_GROUP_REFUSED'
  readonly cases: readonly { readonly reviewId: string; readonly fault: GroupFault }[]
  constructor(cases: readonly { readonly reviewId: string; readonly fault: GroupFault }[]) {
    const named = cases.map(
      ({ reviewId, fault }) =>
        // Whatever else was given for an id may be a case's number, or a name: it is not said again.
        `${UUID.test(reviewId) ? `"${reviewId}"` : 'one of them'}: ${GROUP_FAULTS[fault]}`,
    )
    super(`These reviews cannot be decided together, and nothing was decided: ${named.join('; ')}.`)
    this.cases = cases
  }
}

/** The same idempotency key was used before for another command. */
export class IdempotencyMismatchError extends GuardError {
  override readonly name = 'IdempotencyMismatchError'
  readonly code = 'ERR_IDEMPOTENCY_MISMATCH'
  /** Not in the message: applications may have put a case's number into it. */
  readonly key: string
  constructor(key: string) {
    super('This idempotency key was already used for a different command. Use a new key for each command.')
    this.key = key
  }
}

/** Something stored was altered since it was recorded; what rests on it is void. */
export class TamperedError extends GuardError {
  override readonly name = 'TamperedError'
  readonly code = 'ERR_TAMPERED'
  readonly what: string
  constructor(what: string, detail: string) {
    super(`${what} was altered since it was recorded: ${detail}. It is void.`)
    this.what = what
  }
}

/** The database is locked by another writer for longer than the time limit. Nothing was written; try again. */
export class StoreBusyError extends GuardError {
  override readonly name = 'StoreBusyError'
  readonly code = 'ERR_STORE_BUSY'
}

/**
 * The database refused: read-only, full, corrupt, closed or made by a newer version; or it cannot be reached any more
 * (`unreachable`). Nothing was half-written.
 */
export class StoreFailedError extends GuardError {
  override readonly name = 'StoreFailedError'
  readonly code = 'ERR_STORE_FAILED'
  readonly reason:
    | 'read-only'
    | 'full'
    | 'corrupt'
    | 'closed'
    | 'newer-schema'
    | 'cannot-open'
    | 'unreachable'
    | 'other'
  constructor(reason: StoreFailedError['reason'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** The journal does not verify, or a sequencer was asked to extend a tree that is not its own. */
export class JournalBrokenError extends GuardError {
  override readonly name = 'JournalBrokenError'
  readonly code = 'ERR_JOURNAL_BROKEN'
}

/** A key is missing, malformed, of the wrong kind, or not the one that signed. */
export class KeyInvalidError extends GuardError {
  override readonly name = 'KeyInvalidError'
  readonly code = 'ERR_KEY_INVALID'
}

/** A label is malformed, is not signed by a known key, or does not belong to this content. */
export class LabelInvalidError extends GuardError {
  override readonly name = 'LabelInvalidError'
  readonly code = 'ERR_LABEL_INVALID'
  readonly reason: 'malformed' | 'signature' | 'digest' | 'key'
  constructor(reason: LabelInvalidError['reason'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** A notice cannot be rendered truthfully from the facts at hand. */
export class NoticeInvalidError extends GuardError {
  override readonly name = 'NoticeInvalidError'
  readonly code = 'ERR_NOTICE_INVALID'
}

/** Somebody could not sign in by the identity provider. `detail` is a code, never what was sent. */
export class SignInFailedError extends GuardError {
  override readonly name = 'SignInFailedError'
  readonly code = 'ERR_SIGN_IN_FAILED'
  /**
   * `unreachable`: the provider does not answer. `refused`: what came back does not fit or was used before. `denied`: the
   * provider or the person said no. `no-access`: the city's rule knows nobody by these claims. `no-person`: that rule
   * failed, or answered something that is no person.
   */
  readonly reason: 'unreachable' | 'refused' | 'denied' | 'no-access' | 'no-person'
  readonly detail: string
  constructor(reason: SignInFailedError['reason'], detail: string, options?: ErrorOptions) {
    super(`Signing in failed: ${reason} (${detail}). Nobody was signed in; they can try again.`, options)
    this.reason = reason
    this.detail = detail
  }
}

/** The receiver of a webhook did not take it. It is sent again later. */
export class WebhookFailedError extends GuardError {
  override readonly name = 'WebhookFailedError'
  readonly code = 'ERR_WEBHOOK_FAILED'
  readonly status: number
  constructor(status: number) {
    super(`The receiver of the webhook answered ${status}. It is sent again later.`)
    this.status = status
  }
}

/** A reviewer reports that a document of a case does not show: `open` of the system's case rendering did not give it, or not in a form that shows. */
export class DocumentUnreadableError extends GuardError {
  override readonly name = 'DocumentUnreadableError'
  readonly code = 'ERR_DOCUMENT_UNREADABLE'
  readonly systemId: string
  readonly reviewId: string
  constructor(systemId: string, reviewId: string) {
    super(
      `A reviewer reports that a document of the review "${reviewId}" does not show. Look at what \`cases["${systemId}"].open\` answers for it.`,
    )
    this.systemId = systemId
    this.reviewId = reviewId
  }
}

/** A detector of personal data threw or answered something malformed: the text is not known to be free of such data. */
export class DetectorFailedError extends GuardError {
  override readonly name = 'DetectorFailedError'
  readonly code = 'ERR_DETECTOR_FAILED'
  readonly detectorId: string
  readonly reason: 'threw' | 'invalid-result'
  constructor(detectorId: string, reason: DetectorFailedError['reason'], options?: ErrorOptions) {
    const what = reason === 'threw' ? 'threw' : 'gave an answer that cannot be read'
    super(`The detector "${detectorId}" ${what}: the text counts as unread. Repair it or remove it.`, options)
    this.detectorId = detectorId
    this.reason = reason
  }
}

/** The texts of this review were erased: there is nothing left to read. */
export class ReviewErasedError extends GuardError {
  override readonly name = 'ReviewErasedError'
  readonly code = 'ERR_REVIEW_ERASED'
  /** When (ISO 8601, UTC). */
  readonly at: string
  constructor(reviewId: string, at: string) {
    super(
      `The texts of review "${reviewId}" were erased on ${at} (GDPR, art. 17, or the end of their retention).`,
    )
    this.at = at
  }
}

/** A case cannot be erased now. */
export class ErasureRefusedError extends GuardError {
  override readonly name = 'ErasureRefusedError'
  readonly code = 'ERR_ERASURE_REFUSED'
  readonly reason: 'open-reviews' | 'legal-hold'
  readonly reviewIds: readonly string[]
  constructor(reason: 'open-reviews' | 'legal-hold', reviewIds: readonly string[]) {
    super(
      reason === 'open-reviews'
        ? `${reviewIds.length} review(s) of this case are still open. Wait for their end, or withdraw them.`
        : 'This case is under a legal hold. Lift it first, if whoever set it agrees.',
    )
    this.reason = reason
    this.reviewIds = reviewIds
  }
}

/** What placeholders stand for could not be read: altered since it was sealed. Nothing was sent. */
export class PseudonymsUnreadableError extends GuardError {
  override readonly name = 'PseudonymsUnreadableError'
  readonly code = 'ERR_PSEUDONYMS_UNREADABLE'
  constructor() {
    super(
      'What the placeholders of this case stand for cannot be read, so nothing was sent: the stored table was altered or moved. Restore it from a backup, or erase the case.',
    )
  }
}

/** The guard was closed; no more calls are taken. */
export class GuardClosedError extends GuardError {
  override readonly name = 'GuardClosedError'
  readonly code = 'ERR_GUARD_CLOSED'
  constructor() {
    super('This guard was closed. Create a new one.')
  }
}

/** Every error this package throws of its own. `switch (error.code)` narrows. */
export type AnyGuardError =
  | ConfigInvalidError
  | UseUnknownError
  | ProhibitedUseError
  | ReviewRequiredError
  | SystemSuspendedError
  | UseMissingError
  | NotApprovedError
  | CallUnreadableError
  | InputInvalidError
  | OutputInvalidError
  | ReviewNotFoundError
  | ReviewConflictError
  | ReviewStateError
  | ReviewerNotAllowedError
  | DecisionInvalidError
  | GroupRefusedError
  | IdempotencyMismatchError
  | TamperedError
  | StoreBusyError
  | StoreFailedError
  | JournalBrokenError
  | KeyInvalidError
  | LabelInvalidError
  | NoticeInvalidError
  | DetectorFailedError
  | ReviewErasedError
  | ErasureRefusedError
  | PseudonymsUnreadableError
  | SignInFailedError
  | WebhookFailedError
  | DocumentUnreadableError
  | GuardClosedError

const marker: unique symbol = Symbol.for('garde-fou.error')
Object.defineProperty(GuardError.prototype, marker, { value: true })

/** True for errors of this package, also when two copies of it are installed (where `instanceof` fails). */
export function isGuardError(error: unknown): error is AnyGuardError {
  return typeof error === 'object' && error !== null && marker in error
}
