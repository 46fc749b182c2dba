import fc from 'fast-check'
import type { JournalReport } from 'garde-fou/journal'
import { exportJournal, leafHash, readExport, verifyJournal } from 'garde-fou/journal'
import { describe, expect, it } from 'vitest'
import type { MemoryJournal } from './memory-journal.js'
import { entryId, entryText, memoryJournal, ORIGIN, testKey } from './memory-journal.js'

const keys = [testKey]

async function exported(journal: MemoryJournal, batch = 7): Promise<string> {
  let text = ''
  for await (const chunk of exportJournal(journal.reader(), { batch })) text += chunk
  return text
}
async function* chunked(data: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(data)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const verifyText = (data: string | Uint8Array, externalCheckpoint?: string): Promise<JournalReport> =>
  verifyJournal(readExport(chunked(data, 1000)), {
    keys,
    ...(externalCheckpoint ? { externalCheckpoint } : {}),
  })
const linesOf = (text: string): string[] => text.split('\n').slice(0, -1)
const join = (lines: readonly string[]): string => `${lines.join('\n')}\n`
/** Changes the one entry line of this index. */
function edited(text: string, index: number, change: (record: Record<string, unknown>) => object): string {
  return join(
    linesOf(text).map((line) => {
      const record = JSON.parse(line)
      return record.type === 'entry' && record.index === index ? JSON.stringify(change(record)) : line
    }),
  )
}

describe('an export', () => {
  it('holds a header, every entry with its exact text, and each checkpoint behind the entries it covers', async () => {
    const journal = memoryJournal([2, 1])
    const records = linesOf(await exported(journal)).map((line) => JSON.parse(line))
    expect(records.map((record) => record.type ?? record.format)).toEqual([
      'garde-fou/journal-export/v1',
      'entry',
      'entry',
      'checkpoint',
      'entry',
      'checkpoint',
    ])
    expect(records[0]).toMatchObject({ origin: ORIGIN, size: 3 })
    expect(records[4]).toMatchObject({ index: 2, id: entryId(2), text: entryText(2) })
    expect(records[5]).toMatchObject({ size: 3, note: journal.checkpoints[1]?.note })
  })

  it('verifies offline, however it is cut into chunks', async () => {
    const text = await exported(memoryJournal([5, 1, 9]))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5000 }), async (size) => {
        const report = await verifyJournal(readExport(chunked(text, size)), { keys, origin: ORIGIN })
        expect(report).toMatchObject({ ok: true, size: 15, checkpoints: 3, problems: [] })
      }),
      { numRuns: 30 },
    )
    const empty = await exported(memoryJournal([]))
    expect(await verifyText(empty)).toMatchObject({ ok: true, size: 0 })
  })

  it('is the same for every page size', async () => {
    const journal = memoryJournal([5, 1, 9])
    const whole = await exported(journal, 1000)
    for (const batch of [1, 2, 3, 15]) expect(await exported(journal, batch)).toBe(whole)
  })

  it('keeps texts with any character as they are', async () => {
    const journal = memoryJournal([])
    journal.append([entryText(1, { data: { note: 'é\u2028\u2029\u0085🗝"\\\n' } })])
    expect((await verifyText(await exported(journal))).ok).toBe(true)
  })

  it('stops when told to', async () => {
    const stop = new AbortController()
    stop.abort(new Error('enough'))
    const lines = exportJournal(memoryJournal([5]).reader(), { signal: stop.signal })
    await lines.next()
    await expect(lines.next()).rejects.toThrow('enough')
  })
})

describe('an altered export', () => {
  it('names the entry whose text was changed', async () => {
    const text = await exported(memoryJournal([10, 10, 10]))
    const report = await verifyText(
      edited(text, 14, (record) => ({ ...record, text: entryText(14, { data: {} }) })),
    )
    expect(report.problems).toEqual([
      expect.objectContaining({ kind: 'altered', index: 14, entryId: entryId(14) }),
    ])
    expect(report.size).toBe(30)
  })

  it('names the range between two checkpoints when the leaf hash was rewritten too', async () => {
    const text = await exported(memoryJournal([10, 10, 10]))
    const forged = entryText(14, { data: {} })
    const leaf = Buffer.from(leafHash(forged)).toString('base64')
    const report = await verifyText(
      edited(text, 14, (record) => ({ ...record, text: forged, leafHash: leaf })),
    )
    expect(report.problems[0]).toMatchObject({ kind: 'altered', range: { from: 10, to: 20 } })
    expect(report.ok).toBe(false)
  })

  it('names lines that were removed, doubled or moved', async () => {
    const lines = linesOf(await exported(memoryJournal([10, 10])))
    const at = lines.findIndex((line) => line.includes('"index":4,'))
    const line = lines[at] ?? ''
    const removed = await verifyText(join(lines.filter((_, i) => i !== at)))
    expect(removed.problems[0]).toMatchObject({ kind: 'removed', index: 4 })
    const doubled = await verifyText(join([...lines.slice(0, at), line, ...lines.slice(at)]))
    expect(doubled.problems).toEqual([expect.objectContaining({ kind: 'inserted', index: 4 })])
    const moved = await verifyText(
      join([...lines.slice(0, at), lines[at + 1] ?? '', line, ...lines.slice(at + 2)]),
    )
    expect(moved.problems).toEqual([
      expect.objectContaining({ kind: 'reordered', index: 4, entryId: entryId(4) }),
    ])
  })

  it('is found to be cut, by its own header or by a checkpoint kept elsewhere', async () => {
    const journal = memoryJournal([10, 10])
    const lines = linesOf(await exported(journal))
    const cut = join(lines.slice(0, 12))
    expect((await verifyText(cut)).problems).toEqual([
      expect.objectContaining({ kind: 'truncated', range: { from: 10, to: 20 } }),
    ])
    const relabelled = cut.replace('"size":20', '"size":10')
    expect((await verifyText(relabelled)).ok).toBe(true)
    const { note = '' } = journal.checkpoints[1] ?? {}
    expect((await verifyText(relabelled, note)).problems).toEqual([
      expect.objectContaining({ kind: 'truncated' }),
    ])
  })

  it('is found when checkpoints were taken out or put elsewhere', async () => {
    const lines = linesOf(await exported(memoryJournal([10, 10])))
    const without = lines.filter((line) => !line.includes('"checkpoint"'))
    expect((await verifyText(join(without))).ok).toBe(false)
    const [first = '', second = ''] = lines.filter((line) => line.includes('"checkpoint"'))
    expect((await verifyText(join([...without, first, second]))).ok).toBe(false)
    expect((await verifyText(join([without[0] ?? '', second, ...without.slice(1)]))).ok).toBe(false)
  })

  it('shows an alteration of the store it was made from', async () => {
    const journal = memoryJournal([10])
    journal.rows = journal.rows.map((row) =>
      row.index === 3 ? { ...row, text: entryText(3, { data: {} }) } : row,
    )
    const report = await verifyText(await exported(journal))
    expect(report.problems).toEqual([expect.objectContaining({ kind: 'altered', index: 3 })])
  })
})

describe('a file that is no export', () => {
  const header = '{"format":"garde-fou/journal-export/v1","size":0}\n'

  it('is refused, with the line and the reason', async () => {
    const cases: readonly (readonly [string | Uint8Array, RegExp])[] = [
      ['', /Line 1 .* empty/],
      ['{}\n', /Line 1 .* header/],
      ['null\n', /Line 1 .* not a JSON object/],
      ['PK\u0003\u0004', /Line 1/],
      [`${header}{"type":"entry"`, /Line 2 .* ends in the middle/],
      [`${header}\n`, /Line 2 .* not JSON/],
      [`${header}[]\n`, /Line 2 .* not a JSON object/],
      [`${header}{"type":"other"}\n`, /Line 2 .* neither/],
      [`${header}{"type":"entry","index":-1}\n`, /Line 2 .* index/],
      [`${header}{"type":"entry","index":1e999}\n`, /Line 2 .* index/],
      [`${header}{"type":"entry","index":0,"id":7}\n`, /Line 2 .* id/],
      [`${header}{"type":"entry","index":0,"id":"a","leafHash":"AA=="}\n`, /Line 2 .* leafHash/],
      [`${header}{"type":"checkpoint","size":1,"rootHash":"no"}\n`, /Line 2 .* rootHash/],
      [Buffer.concat([Buffer.from(header), Buffer.of(0xff, 0xfe, 0x0a)]), /Line 2 .* UTF-8/],
      ['{"format":"garde-fou/journal-export/v2","size":0}\n', /Line 1 .* header/],
      ['{"format":"garde-fou/journal-export/v1","size":"9"}\n', /Line 1 .* size/],
    ]
    for (const [data, message] of cases) {
      const error = await verifyText(data).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'ERR_JOURNAL_BROKEN', message: expect.stringMatching(message) })
    }
  })

  it('cannot fill the memory with one endless line, nor with endless lines', async () => {
    let read = 0
    async function* endless(text: string): AsyncGenerator<string> {
      yield header
      for (;;) {
        read += text.length
        yield text
      }
    }
    const oneLine = readExport(endless('x'.repeat(10_000)), { maxLineLength: 100_000 })
    await expect(verifyJournal(oneLine, { keys })).rejects.toThrow(/longer than 100000 bytes/)
    expect(read).toBeLessThan(200_000)
    const record = JSON.stringify({
      type: 'entry',
      index: 0,
      id: 'a',
      leafHash: Buffer.alloc(32).toString('base64'),
      text: '',
    })
    const manyLines = readExport(endless(`${record}\n`), { maxLines: 5000 })
    await expect(verifyJournal(manyLines, { keys })).rejects.toThrow(/too many lines/)
  })

  it('answers any bytes with a report or the typed error', async () => {
    const good = await exported(memoryJournal([3, 2]))
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: good.length - 1 }),
        fc.nat({ max: 127 }),
        fc.nat({ max: 3 }),
        async (at, byte, cut) => {
          const bytes = Buffer.from(good)
          bytes[at] = byte
          const damaged = cut === 0 ? bytes.subarray(0, at) : bytes
          const result = await verifyText(damaged).catch((reason: unknown) => reason)
          if (result instanceof Error) expect(result).toMatchObject({ code: 'ERR_JOURNAL_BROKEN' })
          else expect(result).toMatchObject({ problems: expect.any(Array) })
        },
      ),
    )
  })
})
