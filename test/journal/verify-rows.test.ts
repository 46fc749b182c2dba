import type { SequencedEntry } from 'garde-fou/journal'
import { generateSigningKey, leafHash, verifyJournal } from 'garde-fou/journal'
import { describe, expect, it } from 'vitest'
import { entryId, entryText, memoryJournal, testKey } from './memory-journal.js'
import { found, keys, update, verify } from './tampering.js'

describe('a removed entry', () => {
  it('is named where a gap is left, and where the rows behind moved up', async () => {
    for (const layout of [[30], [10, 10, 10], Array.from({ length: 30 }, () => 1)]) {
      for (const index of [0, 9, 10, 15, 28]) {
        const gap = memoryJournal(layout)
        gap.rows = gap.rows.filter((row) => row.index !== index)
        expect(found(await verify(gap))).toEqual([['removed', index]])
        const closed = memoryJournal(layout)
        closed.rows = closed.rows
          .filter((row) => row.index !== index)
          .map((row) => (row.index > index ? { ...row, index: row.index - 1 } : row))
        expect(found(await verify(closed))).toEqual([['removed', index]])
      }
    }
  })

  it('is one finding for many rows in a stretch', async () => {
    const journal = memoryJournal([30, 30])
    journal.rows = journal.rows.filter((row) => row.index < 10 || row.index >= 45)
    const report = await verify(journal)
    expect(report.problems).toEqual([
      expect.objectContaining({ kind: 'removed', range: { from: 10, to: 45 } }),
    ])
  })

  it('is found at the end: by the checkpoint, by the stored frontier, by a checkpoint kept elsewhere', async () => {
    const rows = memoryJournal([10, 10])
    rows.rows = rows.rows.slice(0, 15)
    expect((await verify(rows)).problems[0]).toMatchObject({ kind: 'removed', range: { from: 15, to: 20 } })

    const both = memoryJournal([10, 10])
    both.rows = both.rows.slice(0, 10)
    both.checkpoints = both.checkpoints.slice(0, 1)
    expect((await verify(both)).problems[0]).toMatchObject({ kind: 'removed', range: { from: 10, to: 20 } })

    const { note = '' } = memoryJournal([10, 10]).checkpoints[1] ?? {}
    const all = memoryJournal([10])
    expect((await verify(all)).ok).toBe(true)
    const report = await verifyJournal(all.reader(), { keys, externalCheckpoint: note })
    expect(report.problems).toEqual([
      expect.objectContaining({ kind: 'truncated', range: { from: 10, to: 20 } }),
    ])
  })

  it('is all that is left of an emptied table', async () => {
    const journal = memoryJournal([10, 10])
    journal.rows = []
    expect((await verify(journal)).problems).toEqual([
      expect.objectContaining({ kind: 'removed', range: { from: 0, to: 20 } }),
    ])
  })
})

describe('an inserted entry', () => {
  const stranger = (index: number): SequencedEntry => {
    const text = entryText(5000)
    return { id: entryId(5000), text, index, leafHash: leafHash(text) }
  }

  it('is named where it pushed the others on', async () => {
    for (const layout of [[30], [10, 10, 10], Array.from({ length: 30 }, () => 1)]) {
      for (const index of [0, 9, 10, 15, 29]) {
        const journal = memoryJournal(layout)
        journal.rows = journal.rows.map((row) =>
          row.index >= index ? { ...row, index: row.index + 1 } : row,
        )
        journal.rows.push(stranger(index))
        expect(found(await verify(journal))).toEqual([['inserted', index]])
      }
    }
  })

  it('is named at the end, at an absurd index, and beside another one at the same index', async () => {
    for (const index of [20, 21, 1_000_000_000_000]) {
      const journal = memoryJournal([10, 10])
      journal.rows.push(stranger(index))
      expect(found(await verify(journal))).toContainEqual(['inserted', index])
    }
    for (const batch of [1, 2, 3, 5, 7, 100]) {
      const journal = memoryJournal([10, 10])
      journal.rows.push(stranger(6))
      const report = await verify(journal, batch)
      expect(found(report)).toEqual([['inserted', 6]])
      expect(report.problems[0]?.entryId).toBe(entryId(5000))
    }
  })

  it('is named although it was given a checkpoint by another key', async () => {
    const journal = memoryJournal([10])
    journal.append([entryText(10)], { key: generateSigningKey(testKey.name) })
    const report = await verify(journal)
    expect(found(report)).toContainEqual(['signature', undefined])
    expect(report.size).toBe(10)
  })
})

describe('reordered entries', () => {
  it('are both named, whether texts or whole rows changed places', async () => {
    for (const layout of [[30], [10, 10, 10]]) {
      const rows = memoryJournal(layout)
      rows.rows = rows.rows.map((row) =>
        row.index === 3 ? { ...row, index: 7 } : row.index === 7 ? { ...row, index: 3 } : row,
      )
      expect(found(await verify(rows))).toEqual([
        ['reordered', 3],
        ['reordered', 7],
      ])
      const texts = memoryJournal(layout)
      update(texts, 3, () => ({ text: entryText(7), id: entryId(7) }))
      update(texts, 7, () => ({ text: entryText(3), id: entryId(3) }))
      expect(found(await verify(texts))).toEqual([
        ['reordered', 3],
        ['reordered', 7],
      ])
    }
  })
})
