import type { Tables } from '../queries/tables.js'

/** A table as it is copied: all of its columns, in the order of its key. */
export interface CopiedTable {
  readonly name: keyof Tables
  readonly key: readonly string[]
  readonly columns: readonly string[]
}

type Columns<Name extends keyof Tables> = Readonly<Record<keyof Tables[Name], true>>

/** Every column, so that a new one cannot be forgotten here. The number of an entry's row is each database's own. */
const COLUMNS: {
  readonly [Name in keyof Tables]: Name extends 'journal' ? Omit<Columns<Name>, 'seq'> : Columns<Name>
} = {
  journal: { id: true, text: true, idx: true, leaf_hash: true },
  nodes: { level: true, idx: true, hash: true },
  checkpoints: { size: true, root_hash: true, at: true, note: true },
  reviews: {
    id: true,
    version: true,
    status: true,
    system_id: true,
    role: true,
    escalated_to: true,
    requester: true,
    claimed_by: true,
    claimed_until: true,
    subject: true,
    due_at: true,
    next_at: true,
    body: true,
    created_at: true,
    use_key: true,
    mode: true,
    territory: true,
  },
  payloads: {
    id: true,
    kind: true,
    review_id: true,
    subject: true,
    salt: true,
    body: true,
    created_at: true,
  },
  commands: { key: true, fingerprint: true, review_id: true, version: true },
  outbox: {
    id: true,
    review_id: true,
    topic: true,
    available_at: true,
    attempts: true,
    last_error: true,
  },
  drafts: { review_id: true, reviewer_id: true, body: true, at: true },
  pseudonyms: { system_id: true, subject: true, version: true, body: true, at: true },
  settings: { kind: true, id: true, version: true, body: true },
  keys: { id: true, owner: true, master: true, wrapped: true, created_at: true },
  facts: { review_id: true, reviewer_id: true, system_id: true, use_id: true, at: true, body: true },
}

const KEYS: { readonly [Name in keyof Tables]: readonly (keyof Tables[Name] & string)[] } = {
  journal: ['idx'],
  nodes: ['level', 'idx'],
  checkpoints: ['size'],
  reviews: ['id'],
  payloads: ['id'],
  commands: ['key'],
  outbox: ['id'],
  drafts: ['review_id', 'reviewer_id'],
  pseudonyms: ['system_id', 'subject'],
  settings: ['kind', 'id'],
  keys: ['id'],
  facts: ['review_id', 'reviewer_id'],
}

/** Every table, the journal first: a copy that cannot be proved is found out early. */
export const COPIED_TABLES: readonly CopiedTable[] = (Object.keys(COLUMNS) as (keyof Tables)[]).map(
  (name) => ({
    name,
    key: KEYS[name],
    columns: Object.keys(COLUMNS[name]),
  }),
)
