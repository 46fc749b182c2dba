import type { Finding } from '../checks/finding.js'
import type { JsonValue } from '../internal/canonical-json.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { newId } from '../internal/ids.js'
import type { SigningKey } from '../internal/signing-key.js'
import { sealEffect } from '../journal/effect-seal.js'
import type { JournalEntry, JournalEvent } from '../journal/entry.js'
import type { PendingEntry } from '../journal/tree-types.js'

/** What an entry says, before it gets its id. */
export type EntryFields = Omit<JournalEntry, 'v' | 'id' | 'at'> & { readonly event: JournalEvent }

/** Writes an entry in the form that is hashed: RFC 8785. `id` only where it must be found by what it is about. */
export function entryOf(fields: EntryFields, at: Date, id: string = newId()): PendingEntry {
  return written(journalEntry(fields, at, id))
}

/** Writes the entry of a decision's effect, which is signed by itself as well. */
export function effectEntryOf(
  fields: EntryFields,
  at: Date,
  { id = newId(), key }: { readonly id?: string | undefined; readonly key: SigningKey },
): PendingEntry {
  return written(sealEffect(journalEntry(fields, at, id), key))
}

function journalEntry(fields: EntryFields, at: Date, id: string): JournalEntry {
  return { v: 1, id, at: at.toISOString(), ...fields }
}

function written(entry: JournalEntry): PendingEntry {
  return { id: entry.id, text: canonicalJson(entry) }
}

/** What the journal keeps of findings: codes, clauses, scores and offsets; no text. */
export function journalFindings(findings: readonly Finding[]): readonly JsonValue[] {
  return findings.map(({ checkId, code, clause, layer, score }) => ({ checkId, code, clause, layer, score }))
}
