import { expect } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { sealUnsigned } from '../../src/testing/store-conformance/samples.js'

/** The ids of every entry, in the order of the journal. Sequences what waits. */
export async function journalIds(store: Store): Promise<readonly string[]> {
  while ((await store.sequence(1000, sealUnsigned)) > 0);
  return (await store.readJournal({ from: 0, limit: 1_000_000 })).map(({ id }) => id)
}

/** Expects the review and the entry of every line that a worker printed. */
export async function expectAll(store: Store, lines: readonly string[]): Promise<void> {
  const journal = new Set(await journalIds(store))
  for (const line of lines) {
    const [reviewId = '', entryId = ''] = line.split(' ')
    expect(await store.getReview(reviewId), line).toBeDefined()
    expect(journal.has(entryId), line).toBe(true)
  }
}
