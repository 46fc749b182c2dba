import { leafHash, rootOf, sealEntries, verifyCheckpoint } from 'garde-fou/journal'
import { describe, expect, it } from 'vitest'
import { entryId, entryText, ORIGIN, testKey } from './memory-journal.js'

const options = { key: testKey, origin: ORIGIN, now: new Date('2026-11-24T05:00:00Z') }
const pending = (from: number, to: number): { id: string; text: string }[] =>
  Array.from({ length: to - from }, (_, i) => ({ id: entryId(from + i), text: entryText(from + i) }))

describe('sealing', () => {
  it('gives entries their places, in order, with their exact text, and signs the tree that results', () => {
    const first = sealEntries(pending(0, 5), { size: 0, hashes: [] }, options)
    const second = sealEntries(pending(5, 8), first.frontier, options)
    expect(second.entries.map((entry) => entry.index)).toEqual([5, 6, 7])
    expect(second.entries[0]).toEqual({
      id: entryId(5),
      text: entryText(5),
      index: 5,
      leafHash: leafHash(entryText(5)),
    })
    expect(second.frontier.size).toBe(8)
    expect(second.nodes.filter((node) => node.level === 0)).toHaveLength(3)
    expect(second.nodes).toContainEqual({ level: 3, index: 0, hash: rootOf(second.frontier) })
    expect(second.checkpoint).toMatchObject({ size: 8, rootHash: rootOf(second.frontier) })
    expect(verifyCheckpoint(second.checkpoint.note, { keys: [testKey], origin: ORIGIN }).size).toBe(8)
  })

  it('gives the same tree in one batch or in many', () => {
    const whole = sealEntries(pending(0, 20), { size: 0, hashes: [] }, options)
    let frontier = sealEntries(pending(0, 1), { size: 0, hashes: [] }, options).frontier
    for (let i = 1; i < 20; i += 1) frontier = sealEntries(pending(i, i + 1), frontier, options).frontier
    expect(frontier).toEqual(whole.frontier)
  })

  it('refuses nothing to seal, an id twice, an ambiguous text, and a frontier that is none', () => {
    const empty = { size: 0, hashes: [] }
    const broken = expect.objectContaining({ code: 'ERR_JOURNAL_BROKEN' })
    expect(() => sealEntries([], empty, options)).toThrow(broken)
    expect(() => sealEntries([...pending(0, 1), ...pending(0, 1)], empty, options)).toThrow(/waits twice/)
    expect(() => sealEntries([{ id: 'x', text: '"\ud800"' }], empty, options)).toThrow(/valid Unicode/)
    expect(() => sealEntries(pending(0, 1), { size: 5, hashes: [] }, options)).toThrow(broken)
  })
})
