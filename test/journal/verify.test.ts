import fc from 'fast-check'
import { generateSigningKey, leafHash, verifyJournal } from 'garde-fou/journal'
import { describe, expect, it } from 'vitest'
import { entryId, entryText, memoryJournal, ORIGIN, testKey } from './memory-journal.js'
import { apply, forged, found, keys, rewrite, update, verify } from './tampering.js'

describe('verifying an untouched journal', () => {
  it('finds nothing wrong, whatever the batches and pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 50 }),
        async (batches, batch) => {
          const journal = memoryJournal(batches)
          for (const reader of [journal.reader(), journal.bareReader()]) {
            const report = await verifyJournal(reader, { keys, origin: ORIGIN, batch })
            expect(report).toMatchObject({
              ok: true,
              size: journal.rows.length,
              problems: [],
              checkpoints: batches.length,
            })
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('says that an empty journal is empty', async () => {
    expect(await verify(memoryJournal([]))).toMatchObject({
      ok: true,
      size: 0,
      rootHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    })
  })

  it('accepts keys that were rotated, and needs at least one', async () => {
    const journal = memoryJournal([5])
    const next = generateSigningKey(testKey.name)
    journal.append([entryText(5)], { key: next })
    expect(await verifyJournal(journal.reader(), { keys: [testKey, next] })).toMatchObject({
      ok: true,
      checkpoints: 2,
    })
    const old = await verifyJournal(journal.reader(), { keys: [testKey] })
    expect(found(old)).toContainEqual(['signature', undefined])
    expect(old.size).toBe(5)
    await expect(verifyJournal(journal.reader(), { keys: [] })).rejects.toMatchObject({
      code: 'ERR_KEY_INVALID',
    })
  })

  it('goes along with a sequencer that is at work', async () => {
    const journal = memoryJournal([5, 5])
    const reader = journal.reader()
    let reads = 0
    const report = await verifyJournal(
      {
        ...reader,
        async readJournal(range) {
          const rows = await reader.readJournal(range)
          // Sealed between the reading of rows and that of checkpoints.
          if (reads++ < 20) journal.append([entryText(1000 + reads)])
          return rows
        },
      },
      { keys, batch: 3 },
    )
    expect(report).toMatchObject({ ok: true, size: journal.rows.length })
  })

  it('stops when told to', async () => {
    const stop = new AbortController()
    stop.abort(new Error('enough'))
    await expect(verifyJournal(memoryJournal([5]).reader(), { keys, signal: stop.signal })).rejects.toThrow(
      'enough',
    )
  })
})

describe('an altered entry', () => {
  const layouts = [[40], [10, 10, 10, 10], Array.from({ length: 40 }, () => 1), [3, 17, 1, 19]]

  it('is named when its text was changed, in every place of every layout', async () => {
    for (const layout of layouts) {
      for (let index = 0; index < 40; index += 1) {
        const journal = memoryJournal(layout)
        update(journal, index, () => ({ text: forged(index) }))
        const report = await verify(journal)
        expect(found(report)).toEqual([['altered', index]])
        expect(report.problems[0]?.entryId).toBe(entryId(index))
      }
    }
  })

  it('is named when its stored leaf hash was rewritten too', async () => {
    for (const layout of layouts) {
      for (const index of [0, 1, 19, 38, 39]) {
        const journal = memoryJournal(layout)
        update(journal, index, () => ({ text: forged(index), leafHash: leafHash(forged(index)) }))
        expect(found(await verify(journal))).toEqual([['altered', index]])
      }
    }
  })

  it('is named when only its hash or its id was changed', async () => {
    const hash = memoryJournal([10, 10])
    update(hash, 4, () => ({ leafHash: leafHash('other') }))
    expect(found(await verify(hash))).toEqual([['altered', 4]])
    const short = memoryJournal([10, 10])
    update(short, 4, () => ({ leafHash: Buffer.alloc(3) }))
    expect(found(await verify(short))).toEqual([['altered', 4]])
    const id = memoryJournal([10, 10])
    update(id, 4, () => ({ id: entryId(999) }))
    expect(found(await verify(id))).toEqual([['altered', 4]])
  })

  it('is narrowed to the smallest subtree that is still vouched for when nodes above it were rewritten', async () => {
    const journal = memoryJournal([64])
    rewrite(journal, 21, 2)
    const report = await verify(journal)
    expect(report.problems).toEqual([
      expect.objectContaining({ kind: 'altered', range: { from: 16, to: 24 } }),
    ])
  })

  it('is narrowed to the range between the last good and the first bad checkpoint when all nodes were rewritten', async () => {
    const journal = memoryJournal([10, 10, 10, 10])
    rewrite(journal, 21, 9)
    const report = await verify(journal)
    expect(report.problems[0]).toMatchObject({
      kind: 'altered',
      range: { from: 20, to: 30 },
      checkpointSize: 30,
    })
    // The checkpoint at 40 cannot be confirmed any more, and the report says so.
    expect(report.problems.some((problem) => problem.message.includes('cannot be confirmed'))).toBe(true)
    expect(report.ok).toBe(false)
  })

  it('is named beside others, far apart and close together', async () => {
    const journal = memoryJournal([10, 10, 10, 10])
    for (const index of [2, 3, 17, 39]) update(journal, index, () => ({ text: forged(index) }))
    expect(found(await verify(journal))).toEqual([2, 3, 17, 39].map((index) => ['altered', index]))
  })

  it('is named when its text is no JSON, no object, huge, or has a lone surrogate', async () => {
    for (const text of ['', '{', '[]', '"\ud800"', `{"a":"${'x'.repeat(1_000_000)}"}`, '{"__proto__":1}']) {
      const journal = memoryJournal([10])
      update(journal, 6, () => ({ text }))
      expect(found(await verify(journal))).toEqual([['altered', 6]])
    }
  })

  it('is found whatever was done to whichever rows, and never blamed on an untouched journal', async () => {
    const tamper = fc.record({
      index: fc.nat({ max: 29 }),
      what: fc.constantFrom('text', 'text+hash', 'hash', 'remove', 'copy', 'node', 'checkpoint', 'rewrite'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(tamper, { minLength: 1, maxLength: 4 }),
        fc.constantFrom([30], [10, 10, 10], [1, 2, 3, 4, 5, 15]),
        async (changes, layout) => {
          const journal = memoryJournal(layout)
          for (const { index, what } of changes) apply(journal, index, what)
          const report = await verify(journal)
          expect(report.ok).toBe(false)
          expect(report.problemCount).toBeGreaterThan(0)
          const bare = await verifyJournal(journal.bareReader(), { keys, batch: 4 })
          if (changes.some(({ what }) => what !== 'node')) expect(bare.ok).toBe(false)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('entries that were sealed although they are none', () => {
  it('are named as malformed: not canonical, not an entry, an id twice', async () => {
    const good = entryText(3)
    const bad = [
      good.replace('{', '{ '),
      JSON.stringify({ v: 1, ...JSON.parse(good) }),
      good.replace('"number":3', '"number":3.0'),
      good.replace('"number":3', '"number":3,"number":3'),
      good.replace('approved', '\\u0061pproved'),
      good.replace('approved', '\\ud800'),
      entryText(3, { v: 2 }),
      entryText(3, { event: 'anything' }),
      entryText(3, { actor: { kind: 'machine' } }),
      entryText(3, { at: 'yesterday' }),
      entryText(3, { data: 'text' }),
      entryText(3, { payloads: { motive: 'clear text' } }),
      entryText(3, { id: '3' }),
      entryText(2),
    ]
    for (const text of bad) {
      const journal = memoryJournal([3])
      journal.append([text])
      expect(found(await verify(journal))).toEqual([['malformed', 3]])
    }
  })

  it('are not those with a field of a later version, or keys that only RFC 8785 puts in this order', async () => {
    const journal = memoryJournal([3])
    journal.append([
      entryText(3, { later: true }),
      entryText(4, { data: { '10': 1, '9': 2, é: 'ü', '🗝': '\u2028', z: 1e21, y: -0.5 } }),
    ])
    expect(await verify(journal)).toMatchObject({ ok: true, problems: [] })
  })
})

describe('a report', () => {
  it('keeps as many problems as asked, counts all of them, and never holds an entry’s text', async () => {
    const journal = memoryJournal([50, 50])
    for (let i = 0; i < 100; i += 1) update(journal, i, () => ({ text: `{"secret":"text ${i}"}` }))
    const report = await verifyJournal(journal.reader(), { keys, maxProblems: 10 })
    expect(report.problems).toHaveLength(10)
    expect(report.problemCount).toBe(100)
    expect(JSON.stringify(report)).not.toContain('secret')
  })

  it('lets an error of the store through', async () => {
    const failing = { ...memoryJournal([5]).reader(), readJournal: () => Promise.reject(new Error('disk')) }
    await expect(verifyJournal(failing, { keys })).rejects.toThrow('disk')
  })

  it('survives a sealed batch whose entries came to the sequencer in any order of ids', async () => {
    const journal = memoryJournal([])
    journal.append([entryText(9), entryText(2), entryText(5)])
    expect((await verify(journal)).ok).toBe(true)
  })
})
