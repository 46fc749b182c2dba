import type { JournalReport } from 'garde-fou/journal'
import { generateSigningKey, leafHash, verifyJournal } from 'garde-fou/journal'
import { describe, expect, it } from 'vitest'
import type { MemoryJournal } from './memory-journal.js'
import { entryText, memoryJournal } from './memory-journal.js'
import { forged, found, keys, update, verify } from './tampering.js'

describe('the stored tree and its checkpoints', () => {
  it('name a node that was altered or is missing, at any level, and that entries are right', async () => {
    for (const key of ['0/4', '1/2', '3/1', '4/0']) {
      const altered = memoryJournal([10, 10])
      altered.nodes.set(key, leafHash('other'))
      expect((await verify(altered)).problems.map((problem) => problem.kind)).toEqual(['node'])
      const missing = memoryJournal([10, 10])
      missing.nodes.delete(key)
      expect((await verify(missing)).problems.map((problem) => problem.kind)).toEqual(['node'])
      const malformed = memoryJournal([10, 10])
      malformed.nodes.set(key, Buffer.alloc(40))
      expect((await verify(malformed)).problems.map((problem) => problem.kind)).toEqual(['node'])
    }
  })

  it('name a frontier on which the next entries would be sealed wrongly', async () => {
    const journal = memoryJournal([10, 10])
    journal.frontier = { size: 20, hashes: journal.frontier.hashes.map(() => leafHash('other')) }
    expect((await verify(journal)).problems).toEqual([expect.objectContaining({ kind: 'node' })])
  })

  it('name a checkpoint whose note, root, size or signature was altered', async () => {
    const change = async (part: Partial<MemoryJournal['checkpoints'][number]>): Promise<JournalReport> => {
      const journal = memoryJournal([10, 10, 10])
      journal.checkpoints = journal.checkpoints.map((each) =>
        each.size === 20 ? { ...each, ...part } : each,
      )
      return verify(journal)
    }
    const other = memoryJournal([10, 10, 10]).checkpoints
    const kinds = async (report: Promise<JournalReport>): Promise<string[]> =>
      (await report).problems.map((each) => each.kind)
    expect(await kinds(change({ rootHash: leafHash('other') }))).toEqual(['checkpoint'])
    expect(await kinds(change({ note: 'nonsense' }))).toEqual(['checkpoint'])
    expect(await kinds(change({ note: other[0]?.note ?? '' }))).toEqual(['checkpoint'])
    expect(await kinds(change({ note: other[1]?.note.replace('\n20\n', '\n21\n') ?? '' }))).toEqual([
      'signature',
    ])
    expect((await change({ size: 25 })).ok).toBe(false)
  })

  it('name entries whose checkpoint was removed', async () => {
    const journal = memoryJournal([10, 10])
    journal.checkpoints = journal.checkpoints.slice(0, 1)
    expect((await verify(journal)).problems).toEqual([
      expect.objectContaining({ kind: 'checkpoint', range: { from: 10, to: 20 } }),
    ])
    journal.checkpoints = []
    expect((await verify(journal)).ok).toBe(false)
  })

  it('refuse a journal of another log', async () => {
    const journal = memoryJournal([10])
    const report = await verifyJournal(journal.reader(), { keys, origin: 'other.example/journal' })
    expect(report.problems[0]?.message).toContain('one of the log')
    expect(report.size).toBe(0)
  })

  it('show a journal that was rewritten as a whole by somebody who holds the key', async () => {
    const { note = '' } = memoryJournal([10, 10]).checkpoints[1] ?? {}
    for (const batches of [[30], [10, 20], [25, 5]]) {
      const journal = memoryJournal([])
      const texts = Array.from({ length: 30 }, (_, i) => (i === 4 ? forged(4) : entryText(i)))
      let from = 0
      for (const size of batches) {
        journal.append(texts.slice(from, from + size))
        from += size
      }
      expect((await verify(journal)).ok).toBe(true)
      for (const reader of [journal.reader(), journal.bareReader()]) {
        const report = await verifyJournal(reader, { keys, externalCheckpoint: note })
        expect(report.problems).toEqual([expect.objectContaining({ kind: 'checkpoint', checkpointSize: 20 })])
      }
      const honest = memoryJournal(batches)
      expect((await verifyJournal(honest.bareReader(), { keys, externalCheckpoint: note })).ok).toBe(true)
    }
  })

  it('reject an external checkpoint that is none, or is not signed by the keys', async () => {
    const reader = memoryJournal([10]).reader()
    const { note = '' } = memoryJournal([10]).checkpoints[0] ?? {}
    await expect(verifyJournal(reader, { keys, externalCheckpoint: 'x' })).rejects.toMatchObject({
      code: 'ERR_JOURNAL_BROKEN',
    })
    await expect(
      verifyJournal(reader, { keys: [generateSigningKey('x')], externalCheckpoint: note }),
    ).rejects.toMatchObject({ code: 'ERR_KEY_INVALID' })
  })

  it('confirm an external checkpoint also when entries before it were altered', async () => {
    const { note = '' } = memoryJournal([10, 10]).checkpoints[1] ?? {}
    const journal = memoryJournal([10, 10, 10])
    update(journal, 4, () => ({ text: forged(4), leafHash: leafHash(forged(4)) }))
    const report = await verifyJournal(journal.reader(), { keys, externalCheckpoint: note })
    expect(found(report)).toEqual([['altered', 4]])
  })
})
