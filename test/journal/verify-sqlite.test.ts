import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { JournalReport } from 'garde-fou/journal'
import {
  consistencyProof,
  exportJournal,
  inclusionProof,
  leafHash,
  nodeHash,
  readExport,
  sealEntries,
  verifyConsistency,
  verifyInclusion,
  verifyJournal,
} from 'garde-fou/journal'
import { sqliteStore } from 'garde-fou/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { entryId, entryText, ORIGIN, testKey } from './memory-journal.js'

const keys = [testKey]
const BATCH = 10
const SIZE = 40
let folder = ''
let path = ''
let store: Store

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'garde-fou-journal-'))
  path = join(folder, 'store.db')
  store = sqliteStore(path)
  await store.migrate()
  for (let number = 0; number < SIZE; number += 1) {
    expect(await store.commit({ entries: [{ id: entryId(number), text: entryText(number) }] })).toBe(
      'committed',
    )
  }
  while ((await seal()) > 0);
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

function seal(): Promise<number> {
  return store.sequence(BATCH, (entries, frontier) =>
    sealEntries(entries, frontier, { key: testKey, origin: ORIGIN, now: new Date('2026-11-24T05:00:00Z') }),
  )
}

/** What an attacker with the file can do: drop the triggers, then anything. */
function attack(act: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(path)
  const triggers = db.prepare("select name from sqlite_master where type = 'trigger'").all()
  expect(triggers.length).toBeGreaterThan(0)
  for (const { name } of triggers) db.exec(`drop trigger "${String(name)}"`)
  act(db)
  db.close()
}

/** In pages so short that they are read row by row, and in one that is read by the stretch: both say the same. */
async function verify(): Promise<JournalReport> {
  const [rows, stretch] = await Promise.all(
    [7, SIZE].map((batch) => verifyJournal(store, { keys, origin: ORIGIN, batch })),
  )
  expect(stretch).toEqual(rows)
  if (rows === undefined) throw new Error('nothing was verified')
  return rows
}
const found = (report: JournalReport): (readonly [string, number | undefined])[] =>
  report.problems.map((problem) => [problem.kind, problem.index])
const forged = (number: number): string => entryText(number, { data: { outcome: 'rejected' } })

describe('verifying a journal in SQLite', () => {
  it('finds nothing wrong in one that nobody touched, and counts what waits', async () => {
    await store.commit({ entries: [{ id: entryId(SIZE), text: entryText(SIZE) }] })
    expect(await verify()).toMatchObject({
      ok: true,
      size: SIZE,
      checkpoints: SIZE / BATCH,
      pending: 1,
      problems: [],
    })
  })

  it('names an entry that was altered by SQL, also when its leaf hash was rewritten', async () => {
    attack((db) => {
      db.prepare('update journal set text = ? where idx = 13').run(forged(13))
      db.prepare('update journal set text = ?, leaf_hash = ? where idx = 27').run(
        forged(27),
        leafHash(forged(27)),
      )
    })
    const report = await verify()
    expect(found(report)).toEqual([
      ['altered', 13],
      ['altered', 27],
    ])
    expect(report.problems.map((problem) => problem.entryId)).toEqual([entryId(13), entryId(27)])
  })

  it('names the smallest range when every node above the entry was rewritten too', async () => {
    attack((db) => {
      db.prepare('update journal set text = ?, leaf_hash = ? where idx = 13').run(
        forged(13),
        leafHash(forged(13)),
      )
      const node = db.prepare('select hash from nodes where level = ? and idx = ?')
      const hashAt = (level: number, index: number): Uint8Array | undefined => {
        const value = node.get(level, index)?.['hash']
        return value instanceof Uint8Array ? value : undefined
      }
      db.prepare('update nodes set hash = ? where level = 0 and idx = 13').run(leafHash(forged(13)))
      for (let level = 1, index = 6; level < 6; level += 1, index = Math.floor(index / 2)) {
        const left = hashAt(level - 1, 2 * index)
        const right = hashAt(level - 1, 2 * index + 1)
        if (left === undefined || right === undefined) continue
        db.prepare('update nodes set hash = ? where level = ? and idx = ?').run(
          nodeHash(left, right),
          level,
          index,
        )
      }
    })
    const report = await verify()
    expect(report.problems[0]).toMatchObject({ kind: 'altered', range: { from: 10, to: 20 } })
  })

  it('names an entry that was removed by SQL, with a gap and without', async () => {
    attack((db) => db.exec('delete from journal where idx = 13'))
    expect(found(await verify())).toEqual([['removed', 13]])
    attack2((db) => {
      for (let index = 14; index < SIZE; index += 1)
        db.exec(`update journal set idx = ${index - 1} where idx = ${index}`)
    })
    expect(found(await verify())).toEqual([['removed', 13]])
  })

  it('names an entry that was inserted by SQL, in the middle and at the end', async () => {
    const text = entryText(9000)
    attack((db) => {
      for (let index = SIZE - 1; index >= 13; index -= 1) {
        db.exec(`update journal set idx = ${index + 1} where idx = ${index}`)
      }
      db.prepare('insert into journal (id, text, idx, leaf_hash) values (?, ?, 13, ?)').run(
        entryId(9000),
        text,
        leafHash(text),
      )
    })
    expect(found(await verify())).toEqual([['inserted', 13]])
    const last = entryText(9001)
    attack2((db) => {
      const row = db.prepare('insert into journal (id, text, idx, leaf_hash) values (?, ?, ?, ?)')
      row.run(entryId(9001), last, SIZE + 1, leafHash(last))
    })
    expect(found(await verify())).toEqual([
      ['inserted', 13],
      ['inserted', SIZE + 1],
    ])
  })

  it('names entries that changed places by SQL', async () => {
    attack((db) => {
      db.exec('update journal set idx = -1 where idx = 13')
      db.exec('update journal set idx = 13 where idx = 17')
      db.exec('update journal set idx = 17 where idx = -1')
    })
    expect(found(await verify())).toEqual([
      ['reordered', 13],
      ['reordered', 17],
    ])
  })

  it('names what is missing when the end was cut off, nodes included, if a checkpoint is kept elsewhere', async () => {
    const { note = '' } = (await store.latestCheckpoint()) ?? {}
    attack((db) => {
      db.exec('delete from journal where idx >= 30')
      db.exec('delete from checkpoints where size > 30')
    })
    // The nodes that are left behind give it away even without one.
    expect(found(await verify())).toContainEqual(['removed', 30])
    attack2((db) => db.exec('delete from nodes where (idx + 1) * (1 << level) > 30'))
    expect((await verify()).ok).toBe(true)
    const report = await verifyJournal(store, { keys, externalCheckpoint: note })
    expect(report.problems).toEqual([
      expect.objectContaining({ kind: 'truncated', range: { from: 30, to: 40 } }),
    ])
  })

  it('names two neighbours whose hashes are cut elsewhere, although their bytes together are the same', async () => {
    attack((db) => {
      const moved = (table: string, column: string, level: string): void => {
        const at = (index: number): string => `select ${column} from ${table} where ${level} idx = ${index}`
        db.exec(
          `update ${table} set ${column} = cast(${column} || substr((${at(13)}), 1, 1) as blob) where ${level} idx = 12`,
        )
        db.exec(`update ${table} set ${column} = substr(${column}, 2) where ${level} idx = 13`)
      }
      db.exec('pragma ignore_check_constraints = on')
      moved('journal', 'leaf_hash', '')
      moved('nodes', 'hash', 'level = 0 and')
    })
    const report = await verify()
    expect(found(report)).toEqual(
      expect.arrayContaining([
        ['altered', 12],
        ['altered', 13],
      ]),
    )
    expect(report.problems.map(({ kind }) => kind)).toContain('node')
  })

  it('names altered checkpoints and nodes', async () => {
    attack((db) => {
      db.exec("update checkpoints set note = replace(note, '20', '21') where size = 20")
      db.prepare('update nodes set hash = ? where level = 0 and idx = 33').run(leafHash('other'))
      db.exec('delete from nodes where level = 5 and idx = 0')
    })
    const kinds = (await verify()).problems.map((problem) => problem.kind)
    expect(kinds).toContain('signature')
    expect(kinds).toContain('node')
    expect(kinds).not.toContain('altered')
  })

  it('is proven piece by piece, and whole from its export', async () => {
    const latest = await store.latestCheckpoint()
    const earlier = (await store.readCheckpoints({ fromSize: 11, limit: 1 }))[0]
    if (latest === undefined || earlier === undefined) throw new Error('no checkpoints')
    const entry = await store.findEntry(entryId(23))
    if (entry === undefined) throw new Error('no entry')
    const readNodes = store.readNodes.bind(store)
    const proof = await inclusionProof({ index: entry.index, size: latest.size, readNodes })
    expect(verifyInclusion({ ...proof, leafHash: leafHash(entry.text), rootHash: latest.rootHash })).toBe(
      true,
    )
    const grown = await consistencyProof({ first: earlier.size, second: latest.size, readNodes })
    expect(verifyConsistency({ ...grown, firstRoot: earlier.rootHash, secondRoot: latest.rootHash })).toBe(
      true,
    )
    const report = await verifyJournal(readExport(exportJournal(store)), {
      keys,
      externalCheckpoint: latest.note,
    })
    expect(report).toMatchObject({ ok: true, size: SIZE })
  })
})

/** A second attack: the triggers are gone already. */
function attack2(act: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(path)
  act(db)
  db.close()
}
