import type { Generated } from 'kysely'
import type { ReviewStatus } from '../../review/review.js'
import type { PayloadRow } from '../store.js'

/** A review: its JSON body, and the columns derived from it that lists, claims and timers are found by. */
export interface ReviewsTable {
  readonly id: string
  readonly version: number
  readonly status: ReviewStatus
  readonly system_id: string
  /** `oversight.role`. */
  readonly role: string
  /** `oversight.escalationRole` once the review is escalated, null before. */
  readonly escalated_to: string | null
  /** The requester, when it is a person of the city: that person may not take the review. */
  readonly requester: string | null
  readonly claimed_by: string | null
  /** When the lease ends; the review is free from then on. */
  readonly claimed_until: string | null
  /** The subject as `foldText` makes it, so that a search needs no function of the database. */
  readonly subject: string | null
  readonly due_at: string
  readonly next_at: string | null
  readonly body: string
  readonly created_at: string
  /** `systemId/useId`. */
  readonly use_key: string
  /** `oversight.mode`. */
  readonly mode: string
  /** Empty where the application gave none. */
  readonly territory: string
}

/** A text kept apart from the journal. */
export interface PayloadsTable {
  readonly id: string
  readonly kind: PayloadRow['kind']
  readonly review_id: string
  readonly subject: string | null
  readonly salt: string
  readonly body: string
  readonly created_at: string
}

/** What a reviewer has typed so far. */
export interface DraftsTable {
  readonly review_id: string
  readonly reviewer_id: string
  readonly body: string
  readonly at: string
}

/** What a decision says about how suggestions are used. */
export interface FactsTable {
  readonly review_id: string
  readonly reviewer_id: string
  readonly system_id: string
  readonly use_id: string
  readonly at: string
  readonly body: string
}

/** A command that was carried out. */
export interface CommandsTable {
  readonly key: string
  readonly fingerprint: string
  readonly review_id: string
  readonly version: number
}

/** The sealed placeholders of one case. */
export interface PseudonymsTable {
  readonly system_id: string
  readonly subject: string
  readonly version: number
  readonly body: string
  readonly at: string
}

/** A message that waits for its handler. */
export interface OutboxTable {
  readonly id: string
  readonly review_id: string
  readonly topic: string
  readonly available_at: string
  readonly attempts: number
  readonly last_error: string | null
}

/** A journal entry: its exact text and, once it is sequenced, its place in the tree. */
export interface JournalTable {
  /** Grows in the order of commit. */
  readonly seq: Generated<number>
  readonly id: string
  readonly text: string
  readonly idx: number | null
  readonly leaf_hash: Uint8Array | null
}

/** A complete subtree of the journal's Merkle tree. */
export interface NodesTable {
  readonly level: number
  readonly idx: number
  readonly hash: Uint8Array
}

/** A signed statement of the tree. */
export interface CheckpointsTable {
  readonly size: number
  readonly root_hash: Uint8Array
  readonly at: string
  readonly note: string
}

/** What people set while the guard runs. */
export interface SettingsTable {
  readonly kind: string
  readonly id: string
  readonly version: number
  readonly body: string
}

/** A key that texts of one owner are encrypted with, wrapped by a master key. */
export interface KeysTable {
  readonly id: string
  /** Digest of the case, or of the review that has none. */
  readonly owner: string
  /** Which master key wraps it. */
  readonly master: string
  readonly wrapped: string
  readonly created_at: string
}

/** Every table of a store, as both databases have them. */
export interface Tables {
  readonly reviews: ReviewsTable
  readonly payloads: PayloadsTable
  readonly drafts: DraftsTable
  readonly facts: FactsTable
  readonly commands: CommandsTable
  readonly outbox: OutboxTable
  readonly pseudonyms: PseudonymsTable
  readonly settings: SettingsTable
  readonly keys: KeysTable
  readonly journal: JournalTable
  readonly nodes: NodesTable
  readonly checkpoints: CheckpointsTable
}
