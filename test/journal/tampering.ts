import type { JournalReport, SequencedEntry } from 'garde-fou/journal'
import { leafHash, nodeHash, verifyJournal } from 'garde-fou/journal'
import type { MemoryJournal } from './memory-journal.js'
import { entryText, ORIGIN, testKey } from './memory-journal.js'

/** The keys of the tests. */
export const keys: readonly [typeof testKey] = [testKey]
/** Kind and index of each problem. */
export const found = (report: JournalReport): (readonly [string, number | undefined])[] =>
  report.problems.map((problem) => [problem.kind, problem.index])
/** Verifies with small pages. */
export const verify = (journal: MemoryJournal, batch = 7): Promise<JournalReport> =>
  verifyJournal(journal.reader(), { keys, origin: ORIGIN, batch })

/** Replaces a row by what `change` makes of it, as an UPDATE does. */
export function update(
  journal: MemoryJournal,
  index: number,
  change: (row: SequencedEntry) => Partial<SequencedEntry>,
): void {
  journal.rows = journal.rows.map((row) => (row.index === index ? { ...row, ...change(row) } : row))
}
/** Another text for the same entry. */
export function forged(index: number): string {
  return entryText(index, { data: { outcome: 'rejected' } })
}
/** Changes an entry's text, its leaf hash and the stored nodes above it up to `level`. */
export function rewrite(journal: MemoryJournal, index: number, level: number): void {
  const text = forged(index)
  update(journal, index, () => ({ text, leafHash: leafHash(text) }))
  journal.nodes.set(`0/${index}`, leafHash(text))
  for (let up = 1; up <= level; up += 1) {
    const at = Math.floor(index / 2 ** up)
    const left = journal.nodes.get(`${up - 1}/${2 * at}`)
    const right = journal.nodes.get(`${up - 1}/${2 * at + 1}`)
    if (left !== undefined && right !== undefined && journal.nodes.has(`${up}/${at}`)) {
      journal.nodes.set(`${up}/${at}`, nodeHash(left, right))
    }
  }
}

/** One of several ways to tamper with an entry of a journal of 30. */
export function apply(journal: MemoryJournal, index: number, what: string): void {
  if (what === 'text') update(journal, index, () => ({ text: forged(index) }))
  if (what === 'text+hash')
    update(journal, index, () => ({ text: forged(index), leafHash: leafHash(forged(index)) }))
  if (what === 'hash') update(journal, index, () => ({ leafHash: leafHash('other') }))
  if (what === 'remove') journal.rows = journal.rows.filter((row) => row.index !== index)
  if (what === 'copy') {
    const source = journal.rows.find((row) => row.index === (index + 1) % 30)
    if (source !== undefined)
      update(journal, index, () => ({ text: source.text, id: source.id, leafHash: source.leafHash }))
    else journal.rows = journal.rows.filter((row) => row.index !== index)
  }
  if (what === 'node') journal.nodes.set(`0/${index}`, leafHash('other'))
  if (what === 'checkpoint')
    journal.checkpoints = journal.checkpoints.map((each, i) => (i === 0 ? { ...each, note: 'x' } : each))
  if (what === 'rewrite') rewrite(journal, index, 9)
}
