import { readEntry } from '../entry-format.js'
import type { JournalProblem } from '../problem.js'
import type { SequencedEntry } from '../tree-types.js'

/** Looks at one entry by itself. */
export type EntryCheck = (row: SequencedEntry) => JournalProblem | undefined

/**
 * Ids are compared with this many before them, and up to twice as many: UUIDv7s of one time lie close together, and memory stays
 * constant. Two sets that take turns, since taking the oldest out of one large set is slow.
 */
const RECENT_IDS = 32_768

/** Checks the form of entries, the id beside each text, and that no id comes twice nearby. */
export function entryCheck(): EntryCheck {
  let recent = new Set<string>()
  let before = new Set<string>()
  return (row) => {
    const { id, fault } = readEntry(row.text)
    const at = { index: row.index, entryId: row.id }
    if (fault !== undefined) {
      return { kind: 'malformed', ...at, message: `Entry ${row.index} is not a journal entry: ${fault}.` }
    }
    if (id !== row.id) {
      return {
        kind: 'altered',
        ...at,
        message: `The id stored beside entry ${row.index} is not the one in its text.`,
      }
    }
    if (recent.has(row.id) || before.has(row.id)) {
      return {
        kind: 'malformed',
        ...at,
        message: `The id of entry ${row.index} came before: an id is given once.`,
      }
    }
    recent.add(row.id)
    if (recent.size >= RECENT_IDS) {
      before = recent
      recent = new Set()
    }
    return undefined
  }
}
