import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { generateSigningKey, sealEntries, toVerifyingKey, verifyJournal } from 'garde-fou/journal'
import { sqliteStore } from 'garde-fou/sqlite'
import { v7 as uuid } from 'uuid'
import { secondsOf } from './measure.ts'
import type { Row } from './report.ts'
import type { Place } from './sections.ts'

const ENTRIES = 100_000
const BATCH = 1000

/** An entry of a released call. */
export function entryText(index: number): { id: string; text: string } {
  const id = uuid()
  const fields = {
    actor: { kind: 'application' },
    at: '2026-11-24T09:00:00.000Z',
    callId: id,
    data: { findings: [], label: 'a'.repeat(64), n: index },
    event: 'call.released',
    id,
    systemId: 'banc-d-essai',
    useId: 'summary',
    v: 1,
  }
  return { id, text: JSON.stringify(fields) }
}

/** Sequencing against raw inserts of the same bytes; verifying against bare SHA-256 of the same bytes. */
export async function journalFigures({ folder }: Place): Promise<readonly Row[]> {
  const key = generateSigningKey('bench.example')
  const store = sqliteStore(`${folder}/journal.db`)
  await store.migrate()
  const entries = Array.from({ length: ENTRIES }, (_, index) => entryText(index))
  for (let start = 0; start < ENTRIES; start += BATCH) {
    const [first, ...rest] = entries.slice(start, start + BATCH)
    if (first !== undefined) await store.commit({ entries: [first, ...rest] })
  }
  const sequencing = await secondsOf(async () => {
    while (
      (await store.sequence(BATCH, (pending, frontier) =>
        sealEntries(pending, frontier, { key, origin: key.name, now: new Date() }),
      )) > 0
    );
  })
  const inserting = await secondsOf(() => insertRaw(folder, entries))
  const verifying = await secondsOf(async () => {
    const report = await verifyJournal(store, { keys: [toVerifyingKey(key)] })
    if (!report.ok || report.size !== ENTRIES) throw new Error('The journal of the bench does not verify.')
  })
  const hashing = await secondsOf(() => entries.map(({ text }) => createHash('sha256').update(text).digest()))
  await store.close()
  return [
    {
      name: `sequencer, ${ENTRIES} entries in batches of ${BATCH}`,
      value: ENTRIES / sequencing,
      unit: 'entries/s',
    },
    {
      name: 'raw SQLite inserts of the same bytes, same batches',
      value: ENTRIES / inserting,
      unit: 'rows/s',
    },
    { name: 'sequencer ÷ raw inserts', value: inserting / sequencing, unit: '×' },
    { name: `journal verify, ${ENTRIES} entries`, value: ENTRIES / verifying, unit: 'entries/s' },
    { name: 'bare SHA-256 of the same bytes', value: ENTRIES / hashing, unit: 'entries/s' },
    { name: 'journal verify ÷ bare SHA-256', value: hashing / verifying, unit: '×' },
  ]
}

function insertRaw(folder: string, entries: readonly { readonly id: string; readonly text: string }[]): void {
  const raw = new DatabaseSync(`${folder}/raw.db`)
  raw.exec(
    'pragma journal_mode=wal; pragma synchronous=full; create table rows (seq integer primary key, id text unique, text text)',
  )
  const insert = raw.prepare('insert into rows (id, text) values (?, ?)')
  for (let start = 0; start < entries.length; start += BATCH) {
    raw.exec('begin immediate')
    for (const { id, text } of entries.slice(start, start + BATCH)) insert.run(id, text)
    raw.exec('commit')
  }
  raw.close()
}
