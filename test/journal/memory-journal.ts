import type { Checkpoint, Frontier, Hash, JournalReader, SequencedEntry, SigningKey } from 'garde-fou/journal'
import { generateSigningKey, sealEntries } from 'garde-fou/journal'
import { canonicalJson } from '../../src/internal/canonical-json.js'

/** A key for tests: made once, they only need one that is theirs. */
export const testKey: SigningKey = generateSigningKey('ville.example/journal')

/** The log of the tests. */
export const ORIGIN = 'ville.example/journal'

/** A journal in memory whose parts a test may alter as an attacker with SQL could. */
export interface MemoryJournal {
  rows: SequencedEntry[]
  checkpoints: Checkpoint[]
  readonly nodes: Map<string, Hash>
  frontier: Frontier
  reader(): JournalReader
  /** The same without stored nodes: what an export amounts to. */
  bareReader(): JournalReader
  append(texts: readonly string[], options?: { key?: SigningKey; origin?: string }): void
}

/** An entry as the guard writes it. */
export function entryText(number: number, extra: object = {}): string {
  return canonicalJson({
    v: 1,
    id: entryId(number),
    at: new Date(Date.UTC(2026, 10, 24) + number * 1000).toISOString(),
    event: 'review.decided',
    systemId: 'urbanisme',
    reviewId: entryId(number + 1_000_000),
    actor: { kind: 'agent', role: 'instructeur' },
    data: { outcome: 'approved', number },
    payloads: { motive: number.toString(16).padStart(64, '0') },
    ...extra,
  })
}

/** A UUIDv7-like id that sorts by number. */
export function entryId(number: number): string {
  return `01935b3e-7c9a-7000-8000-${number.toString(16).padStart(12, '0')}`
}

/** A journal of entries sealed in batches of the given sizes. */
export function memoryJournal(batches: readonly number[]): MemoryJournal {
  const journal = emptyJournal()
  let number = 0
  for (const size of batches) journal.append(Array.from({ length: size }, () => entryText(number++)))
  return journal
}

function emptyJournal(): MemoryJournal {
  const nodes = new Map<string, Hash>()
  const journal: MemoryJournal = {
    rows: [],
    checkpoints: [],
    nodes,
    frontier: { size: 0, hashes: [] },
    append(texts, options = {}) {
      const pending = texts.map((text) => ({ id: String(JSON.parse(text).id), text }))
      const sealed = sealEntries(pending, journal.frontier, {
        key: options.key ?? testKey,
        origin: options.origin ?? ORIGIN,
        now: new Date('2026-11-24T05:00:00Z'),
      })
      journal.rows.push(...sealed.entries)
      for (const node of sealed.nodes) nodes.set(`${node.level}/${node.index}`, node.hash)
      journal.checkpoints.push(sealed.checkpoint)
      journal.frontier = sealed.frontier
    },
    bareReader: () => bareReader(journal),
    reader: () => ({
      ...bareReader(journal),
      readNodes: async (positions) => positions.map(({ level, index }) => nodes.get(`${level}/${index}`)),
      frontier: async () => journal.frontier,
      countPending: async () => 0,
    }),
  }
  return journal
}

function bareReader(journal: MemoryJournal): JournalReader {
  return {
    readJournal: async ({ from, limit }) =>
      journal.rows
        .filter((row) => row.index >= from)
        .sort((a, b) => a.index - b.index)
        .slice(0, limit),
    readCheckpoints: async ({ fromSize, limit }) =>
      journal.checkpoints
        .filter((checkpoint) => checkpoint.size >= fromSize)
        .sort((a, b) => a.size - b.size)
        .slice(0, limit),
    latestCheckpoint: async () => journal.checkpoints.toSorted((a, b) => b.size - a.size)[0],
  }
}
