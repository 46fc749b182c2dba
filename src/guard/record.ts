import type { Finding } from '../checks/finding.js'
import type { JsonValue } from '../internal/canonical-json.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { newId } from '../internal/ids.js'
import type { JournalEntry, JournalEvent } from '../journal/entry.js'
import type { PendingEntry } from '../journal/tree-types.js'

/** What an entry says, before it gets its id. */
export type EntryFields = Omit<JournalEntry, 'v' | 'id' | 'at'> & { readonly event: JournalEvent }

/** Writes an entry in the form that is hashed: RFC 8785. `id` only where it must be found by what it is about. */
export function entryOf(fields: EntryFields, at: Date, id: string = newId()): PendingEntry {
  const entry: JournalEntry = { v: 1, id, at: at.toISOString(), ...fields }
  return { id: entry.id, text: canonicalJson(entry) }
}

/** What the journal keeps of findings: codes, clauses, scores and offsets; no text. */
export function journalFindings(findings: readonly Finding[]): readonly JsonValue[] {
  return findings.map(({ checkId, code, clause, layer, score }) => ({ checkId, code, clause, layer, score }))
}
