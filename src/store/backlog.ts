import type { ReviewStatus } from '../review/review.js'

/** How much waits, for whoever watches the service. Ids of systems and topics; nothing of a case. */
export interface Backlog {
  readonly reviews: readonly OpenReviews[]
  /** False when there are more open reviews of one state than were counted: those counted are the most urgent. */
  readonly allReviewsCounted: boolean
  readonly messages: readonly WaitingMessages[]
  readonly entries: {
    /** Entries without a place in the journal's tree; no more than the limit. */
    readonly count: number
    /** The text of the one that has waited longest. */
    readonly oldest?: string
  }
}

/** The open reviews of one system in one state. */
export interface OpenReviews {
  readonly systemId: string
  readonly status: Extract<ReviewStatus, 'pending' | 'claimed'>
  readonly count: number
  /** Of these, past their deadline. */
  readonly overdue: number
  /** The smallest id of them; ids sort by the time they were made. */
  readonly oldestId: string
}

/** The messages of one topic that wait for their handler. */
export interface WaitingMessages {
  readonly topic: string
  readonly count: number
  /** Of these, tried before. */
  readonly retried: number
}

/** What to count. */
export interface BacklogQuery {
  readonly now: string
  /** The most rows of each kind that are looked at. */
  readonly limit: number
}
