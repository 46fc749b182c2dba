import type { PendingEntry } from '../journal/tree-types.js'
import type { Review } from '../review/review.js'
import type { FactRow } from './fact-row.js'

/** A text kept apart from the journal. `salt` makes its digest unguessable once the row is erased. */
export interface PayloadRow {
  readonly id: string
  readonly kind:
    | 'case'
    | 'suggestion'
    | 'decision'
    | 'opinion'
    | 'criteria'
    | 'withdrawal'
    | 'stale'
    | 'escalation'
    | 'take-over'
    | 'report'
    | 'report-answer'
    | 'control'
    | 'consultation'
    | 'request'
    | 'answer'
  readonly reviewId: string
  /** The case it belongs to, for access and erasure requests (GDPR art. 15, 17). */
  readonly subject?: string
  readonly salt: string
  /** JSON text. */
  readonly body: string
  readonly createdAt: string
}

/** A message to be handled at least once after its change is durable. */
export interface OutboxMessage {
  readonly id: string
  readonly reviewId: string
  /** Which handler it is for, such as `decision`. */
  readonly topic: string
  readonly availableAt: string
  /** How often it was handed out so far. */
  readonly attempts: number
}

/**
 * Something that people set while the guard runs, such as a suspension: the last word on a thing. What was said before
 * is the business of its body. Not sealed: who can write the database can change it.
 */
export interface SettingRow {
  /** What it is about, such as `suspension`. */
  readonly kind: string
  readonly id: string
  /** Grows by one with every change, from 1. */
  readonly version: number
  /** JSON text. */
  readonly body: string
}

/** A command that was carried out: the same key with the same fingerprint is not carried out again. */
export interface CommandRow {
  readonly key: string
  /** SHA-256 of what was commanded, by whom, on what. */
  readonly fingerprint: string
  readonly reviewId: string
  /** The review's version after the command. */
  readonly version: number
}

/**
 * Which placeholder stands for whom in the texts of one case, sealed: the store cannot read it. Personal data, kept
 * for as long as the case.
 */
export interface PseudonymsRow {
  readonly systemId: string
  /** The case, as the city writes it, for access and erasure requests. */
  readonly subject: string
  /** One more than the stored one; 1 inserts. */
  readonly version: number
  readonly body: string
  readonly at: string
}

/**
 * A key that the texts of one case are encrypted with, itself wrapped by a master key that the store never sees. When it
 * is gone, so are the texts, wherever copies of their rows may lie.
 */
export interface KeyRow {
  readonly id: string
  /** Digest of the case, or of the review that has none. */
  readonly owner: string
  /** Which master key wraps it. */
  readonly master: string
  readonly wrapped: string
  readonly createdAt: string
}

/**
 * What the texts of a write are encrypted with. An erased key never comes back: only the write that it was made for may add
 * it, and a write that relies on one that is gone does nothing.
 */
export interface WriteKeys {
  /** Made for this write: another one that brings the same is refused. */
  readonly made?: readonly KeyRow[]
  /** Ids of keys that the store has, kept from being erased until the write is done. */
  readonly held?: readonly string[]
}

/** What a reviewer has typed so far. */
export interface DraftRow {
  readonly reviewId: string
  readonly reviewerId: string
  readonly body: string
  readonly at: string
}

/** What is erased together. */
export interface Erasure {
  /** What is recorded, and the review, or the setting, and the facts, as they are from then on. */
  readonly write: Pick<StoreWrite, 'entries' | 'facts'> &
    (
      | { readonly review?: NonNullable<StoreWrite['review']>; readonly setting?: never }
      | { readonly setting: SettingRow; readonly review?: never }
    )
  /** The texts of a review, with its drafts, the marks of its commands and messages; those of one kind may be left. */
  readonly texts?: { readonly reviewId: string; readonly but?: PayloadRow['kind'] }
  /** Drafts besides: somebody's, or everybody's of that name. */
  readonly drafts?: readonly (Pick<DraftRow, 'reviewId'> & Partial<Pick<DraftRow, 'reviewerId'>>)[]
  readonly placeholders?: readonly Pick<PseudonymsRow, 'systemId' | 'subject'>[]
  /** Keys go once nothing is left that they encrypt: no text, no draft, no placeholder of this case or review. */
  readonly keys?: { readonly owner: string } & ({ readonly subject: string } | { readonly reviewId: string })
}

/** What a write has to survive: the end of the processes that use the store, or a power cut as well. */
export type Durability = 'process' | 'power'

/** One atomic change. All of it is durable, or none. Every text must be valid Unicode, or the write is refused. */
export interface StoreWrite {
  /**
   * What the write has to survive when `commit` resolves. Default `power`: a power cut. `process`: the end of every process
   * that uses the store; a power cut may lose it until the next write of `power`, which takes all earlier ones along. Only
   * for what is acknowledged to nobody. A store may always give more.
   */
  readonly durability?: Durability
  /** Never empty: no change without a trace. */
  readonly entries: readonly [PendingEntry, ...PendingEntry[]]
  /** `expectedVersion` 0 inserts. `next.version` is `expectedVersion + 1`. */
  readonly review?: {
    readonly next: Review
    readonly expectedVersion: number
    readonly nextAt: string | null
  }
  readonly payloads?: readonly PayloadRow[]
  readonly outbox?: readonly OutboxMessage[]
  readonly command?: CommandRow
  readonly pseudonyms?: PseudonymsRow
  readonly keys?: WriteKeys
  /** The next version of a setting. */
  readonly setting?: SettingRow
  /** Facts of decisions that were taken, and of those taken back: all of a review's, or one person's. */
  readonly facts?: {
    readonly put?: readonly FactRow[]
    readonly drop?: { readonly reviewId: string; readonly reviewerId?: string }
  }
}

/**
 * What became of a write. A conflict is a value, not an error, and leaves no trace. A repeated command is a
 * `duplicate-command` whether or not its review has moved since.
 */
export type CommitResult =
  | 'committed'
  | 'review-moved'
  | 'duplicate-command'
  | 'pseudonyms-moved'
  | 'setting-moved'
  /** A key that it relies on was erased: with another one the same write may be done. */
  | 'key-gone'
