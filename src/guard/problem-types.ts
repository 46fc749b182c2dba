import type { ProblemStatus } from '../review/problem-status.js'
import type { ProblemKind } from '../review/review.js'

/** A report of a problem in a list: no text, and never who reported, except that it was the reader. */
export interface ProblemSummary {
  readonly id: string
  readonly version: number
  readonly systemId: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly kind: ProblemKind
  /** Whoever reported asks that the system be suspended. */
  readonly urgent: boolean
  readonly status: ProblemStatus
  /** Since when it stands there, in which role somebody said so. */
  readonly handled?: { readonly at: string; readonly role: string }
  readonly isMine: boolean
  /** Where the reader may say that it goes. */
  readonly next: readonly ProblemStatus[]
}

/** A report with its words. */
export interface ProblemDetail extends ProblemSummary {
  /** Absent once the texts of its case were erased. */
  readonly text?: string
  /** What whoever looked at it answered. */
  readonly answer?: string
  /** The case, when the reader may open it. */
  readonly reviewId?: string
}

/** A report whose record was altered in the database: nothing of what it says is believed. */
export interface AlteredProblem {
  readonly kind: 'altered'
  readonly id: string
}

/** What a supervisor or an administrator says of a report. */
export interface ProblemCommand {
  readonly by: string
  /** The report's version that they saw. */
  readonly version: number
  readonly status: ProblemStatus
  /** For whoever reported; mandatory at an end (`fixed`, `dismissed`). */
  readonly answer?: string
}

/**
 * What became of reported problems (`ux.md` §2.6). Each step is in the journal, the answers are payloads of the case.
 * Rejects with InputInvalidError, ReviewerNotAllowedError, ReviewErasedError, TamperedError or a store error.
 */
export interface Problems {
  /**
   * The reader's own, and those of the systems they look after as supervisor or administrator, or read as auditor: urgent
   * ones first, then the oldest; what is closed last, latest first.
   */
  list(by: string): Promise<readonly (ProblemSummary | AlteredProblem)[]>
  /** Undefined in the same way whether there is none or it is none of theirs. */
  get(id: string, by: string): Promise<ProblemDetail | undefined>
  /** What was put right thanks to reports, on the systems that the reader works with, latest first. */
  fixed(
    by: string,
    period: { readonly from: string; readonly to: string },
  ): Promise<readonly ProblemSummary[]>
  /** `changed-before`: somebody else was first, nothing was changed. */
  handle(id: string, command: ProblemCommand): Promise<'recorded' | 'changed-before'>
}
