import type {
  Checkpoint,
  Frontier,
  Hash,
  PendingEntry,
  Sealed,
  SequencedEntry,
} from '../journal/tree-types.js'
import type { Review, ReviewStatus } from '../review/review.js'
import type { OversightMode } from '../system/oversight.js'
import type { Backlog, BacklogQuery } from './backlog.js'
import type { FactCountQuery, FactQuery, FactRow } from './fact-row.js'
import type {
  CommandRow,
  CommitResult,
  DraftRow,
  Erasure,
  KeyRow,
  OutboxMessage,
  PayloadRow,
  PseudonymsRow,
  SettingRow,
  StoreWrite,
  WriteKeys,
} from './rows.js'

export type {
  CommandRow,
  CommitResult,
  DraftRow,
  Erasure,
  KeyRow,
  OutboxMessage,
  PayloadRow,
  PseudonymsRow,
  SettingRow,
  StoreWrite,
  WriteKeys,
} from './rows.js'

/** In which order reviews are listed: by deadline, by when they came in, or by system and then by deadline. */
export type ReviewOrder = 'due' | 'created' | 'system'

/** Where a page of a list ends: the last review on it. `createdAt` and `systemId` are needed in those orders. */
export interface ReviewPlace {
  readonly dueAt: string
  readonly id: string
  readonly createdAt?: string
  readonly systemId?: string
}

/**
 * Which reviews to list, most urgent first unless another order is asked for; equals by `id`. All conditions must hold; an
 * empty list matches nothing.
 */
export interface ReviewQuery {
  readonly statuses?: readonly ReviewStatus[]
  readonly systemIds?: readonly string[]
  /** Reviews whose `oversight.role` is one of these, or that are escalated to one of these. */
  readonly roles?: readonly string[]
  readonly claimedBy?: string
  /** Part of the subject, whatever the case and the accents. An empty text is no condition. */
  readonly search?: string
  /** Due at this moment or later. */
  readonly dueFrom?: string
  readonly dueBefore?: string
  /** Uses, as `systemId/useId`. */
  readonly uses?: readonly string[]
  readonly modes?: readonly OversightMode[]
  readonly territories?: readonly string[]
  /** Default `due`. The others are for what is open: of everything that ever ended they sort what they find. */
  readonly order?: ReviewOrder
  /** Continue behind this review (keyset paging). */
  readonly after?: ReviewPlace
  readonly limit: number
}

/**
 * Which reviews to count. With `atMost`, no further than that: the answer is never more, and the work does not grow with
 * what there is beyond.
 */
export type CountQuery = Omit<ReviewQuery, 'after' | 'limit' | 'order'> & { readonly atMost?: number }

/** Which review to hand to a person who asks for the next one: pending, or claimed with a lease that is over at `now`. */
export interface ClaimQuery {
  readonly roles: readonly string[]
  readonly systemIds?: readonly string[]
  readonly now: string
  /** Reviews this person may not take: their own requests, and those they have voted on. */
  readonly notRequestedBy: string
}

/** What a message's handling led to. */
export type OutboxSettlement = { readonly done: true } | { readonly retryAt: string; readonly error: string }

/**
 * Where everything durable lives. Two implementations, one conformance suite
 * (`garde-fou/testing`, `storeConformance`). Every method rejects with `StoreBusyError` or `StoreFailedError`: before
 * `migrate`, after `close`, and for a limit that is not a whole number from 0 as well. What a callback throws comes
 * back as it is, and nothing was written.
 */
export interface Store {
  /**
   * Where a guard that was given no master key keeps one: in a file beside a database of this machine, or in memory like
   * the database. Absent where the database is elsewhere: then one must be given.
   */
  readonly localKey?: { readonly file: string } | 'memory'
  /** Creates or upgrades the tables. Safe to call from several processes at once. */
  migrate(): Promise<void>
  /**
   * Whether the tables are those that this version works on. Asks the database itself.
   *
   * @throws StoreFailedError `newer-schema` when a newer version has made them unfit for this one.
   */
  isMigrated(): Promise<boolean>
  /** Applies a write atomically. Calls that wait at the same moment may share one transaction. Durable when it resolves. */
  commit(write: StoreWrite): Promise<CommitResult>

  getReview(id: string): Promise<Review | undefined>
  listReviews(query: ReviewQuery): Promise<readonly Review[]>
  countReviews(query: CountQuery): Promise<number>
  /** Territories of the open reviews of some roles, as `listReviews` finds them; of all roles without any. In code point order. */
  listTerritories(query: { readonly roles?: readonly string[] }): Promise<readonly string[]>
  /** Reviews whose `nextAt` has come: a lease, an undo window, a deadline. Oldest first. */
  listTimers(now: string, limit: number): Promise<readonly Review[]>
  /** The earliest `nextAt` of all, to know how long one may sleep. */
  nextTimer(): Promise<string | undefined>
  /**
   * Picks the most urgent free review and applies the change that `claim` makes of it, in one transaction, without
   * waiting for reviews that somebody else is taking. `claim` returns undefined to pass one over; it may be asked about
   * the same review again, and what it returned last counts. A write that conflicts passes the review over too.
   */
  claimNext(query: ClaimQuery, claim: (review: Review) => StoreWrite | undefined): Promise<Review | undefined>
  getPayload(id: string): Promise<PayloadRow | undefined>
  getCommand(key: string): Promise<CommandRow | undefined>
  getPseudonyms(systemId: string, subject: string): Promise<PseudonymsRow | undefined>
  /**
   * Keeps what a reviewer has typed. Not journalled: a draft is nobody's decision. `key-gone` also when the connection was
   * lost and it is not known whether a key that was made for it is there: it needs another one.
   */
  putDraft(draft: DraftRow, keys?: WriteKeys): Promise<Extract<CommitResult, 'committed' | 'key-gone'>>
  getDraft(
    reviewId: string,
    reviewerId: string,
  ): Promise<{ readonly body: string; readonly at: string } | undefined>

  /** Everything that is kept of a case or a review: to show it to the person, and to erase it. */
  listReviewsOf(subject: string): Promise<readonly string[]>
  listPayloads(reviewId: string): Promise<readonly PayloadRow[]>
  listDrafts(reviewId: string): Promise<readonly DraftRow[]>
  listPlaceholders(subject: string): Promise<readonly PseudonymsRow[]>
  /** Cases of a system whose placeholders have not grown since, by the case's number. */
  listOldPlaceholders(query: {
    readonly systemId: string
    readonly before: string
    readonly after: string
    readonly limit: number
  }): Promise<readonly string[]>
  /** Erases, in one transaction with the entries that say so. Nothing comes back from it. */
  erase(erasure: Erasure): Promise<Extract<CommitResult, 'committed' | 'review-moved' | 'setting-moved'>>

  /**
   * Copies the whole database, as it is at one moment, into a new file while others go on writing. Absent where the
   * database has tools of its own for that.
   */
  readonly backup?: (file: string) => Promise<void>
  /**
   * Has the database overwrite or give back what erased rows left in its log and files, as far as it can. False when
   * other connections, or missing rights, kept it from that: its own upkeep does it later.
   */
  compact(): Promise<boolean>

  getKey(id: string): Promise<KeyRow | undefined>
  listKeys(owner: string): Promise<readonly KeyRow[]>
  /** The master keys that wrap anything. */
  listMasters(): Promise<readonly string[]>
  /** Keys that one master key wraps, by id. */
  listKeysUnder(query: {
    readonly master: string
    readonly after?: string
    readonly limit: number
  }): Promise<readonly KeyRow[]>
  /** Wraps keys anew; one that is gone, or is not under `from` any more, is left as it is. */
  rewrapKeys(from: string, keys: readonly KeyRow[]): Promise<void>

  getSetting(kind: string, id: string): Promise<SettingRow | undefined>
  /** All settings of a kind, by id. They are few. */
  listSettings(kind: string): Promise<readonly SettingRow[]>
  listFacts(query: FactQuery): Promise<readonly FactRow[]>
  /** How many decisions somebody has taken on a system; `limit` for that many or more. */
  countFacts(query: FactCountQuery): Promise<number>

  /** Hands out messages that are due and hides them until `hideUntil`, so that a crashed handler's come again. */
  takeOutbox(query: {
    readonly now: string
    readonly hideUntil: string
    readonly limit: number
    /** Messages of this topic only. */
    readonly topic?: string
  }): Promise<readonly OutboxMessage[]>
  settleOutbox(id: string, settlement: OutboxSettlement): Promise<void>

  /**
   * Takes up to `limit` entries that have no index yet, in the order they were committed, and stores what `seal` makes of them, in one
   * transaction that excludes every other sequencer. Returns how many; 0 when there was nothing to do. Rejects with
   * `JournalBrokenError`, and writes nothing, when what comes back is not these entries at the end of this tree.
   */
  sequence(
    limit: number,
    seal: (entries: readonly PendingEntry[], frontier: Frontier) => Sealed,
  ): Promise<number>
  /** Entries with their place in the tree, by index. */
  readJournal(range: { readonly from: number; readonly limit: number }): Promise<readonly SequencedEntry[]>
  /** Entries that have no place yet. */
  countPending(): Promise<number>
  /** How much waits. Cheap, however many rows there are: looks at no more than `limit` of each kind. */
  readBacklog(query: BacklogQuery): Promise<Backlog>
  readNodes(
    nodes: readonly { readonly level: number; readonly index: number }[],
  ): Promise<readonly (Hash | undefined)[]>
  findEntry(id: string): Promise<SequencedEntry | undefined>
  frontier(): Promise<Frontier>
  latestCheckpoint(): Promise<Checkpoint | undefined>
  readCheckpoints(range: {
    readonly fromSize: number
    readonly limit: number
  }): Promise<readonly Checkpoint[]>

  /**
   * Calls `listener` soon after anything was committed, by this process or another; once for several commits, or once
   * too often, but never not at all. Returns a function that stops it.
   */
  watch(listener: () => void): () => void
  /** Finishes what was accepted, then closes. May be called twice. */
  close(): Promise<void>
}
