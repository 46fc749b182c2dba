import { DatabaseSync } from 'node:sqlite'
import { createGuard, type Guard, generateSigningKey, type Store } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { Client } from 'pg'
import { v7 as uuid } from 'uuid'
import { aimed, missing, type Row } from './report.ts'
import type { Place } from './sections.ts'
import { frenchText, system } from './system.ts'

const WRITERS = [1, 4, 16] as const
const TURNS = 8
const TURN_MS = 250
/** More than any store takes in one turn here. */
const MOST_IN_A_TURN = 2000
const GOAL = 0.5
const ANSWER = 'La personne demande quel service suit son dossier et quelles pièces il reste à fournir.'

type Write = Parameters<Store['commit']>[0]
/** Something that writers do again and again. */
interface Work {
  /** Makes what is written beforehand: it is no work of who writes. */
  readonly prepare?: () => void
  /** `writer` is the number of the one who asks. */
  readonly run: (writer: number) => Promise<unknown> | unknown
}

/** What is compared on one database. */
interface Compared {
  readonly store: Store
  /** Commits one row with the bytes of one proposal. */
  readonly writeRow: Work['run']
}

/**
 * Durable proposals a second, by 1 to 16 writers in one process, against one row with the same bytes committed alone on the
 * same database. A proposal is two commits, one after the other: the call, then its review. Once with everything that a
 * guard does, once with what it hands to the store.
 */
export async function* proposalRates({ folder, postgresUrl }: Place): AsyncGenerator<Row> {
  const writes = await writesOfProposal(folder)
  const bytes = writes.map((write) => JSON.stringify(write)).join('')
  const raw = new DatabaseSync(`${folder}/raw-rows.db`)
  raw.exec(
    'pragma journal_mode=wal; pragma synchronous=full; create table rows (id integer primary key, body text)',
  )
  const insert = raw.prepare('insert into rows (body) values (?)')
  const store = sqliteStore(`${folder}/rates.db`)
  yield* await ratesOf('SQLite', { store, writeRow: () => insert.run(bytes) }, writes)
  raw.close()
  if (postgresUrl === undefined) yield missing('PostgreSQL: durable proposals', 'no PostgreSQL here')
  else yield* await postgresRates(postgresUrl, { writes, bytes })
}

async function postgresRates(
  url: string,
  { writes, bytes }: { readonly writes: readonly Write[]; readonly bytes: string },
): Promise<readonly Row[]> {
  const clients = Array.from({ length: Math.max(...WRITERS) }, () => new Client({ connectionString: url }))
  await Promise.all(clients.map((client) => client.connect()))
  await clients[0]?.query('create table rows (id bigint generated always as identity primary key, body text)')
  const statement = { name: 'raw', text: 'insert into rows (body) values ($1)', values: [bytes] }
  const store = postgresStore({ connectionString: url, maxConnections: clients.length })
  const writeRow: Work['run'] = (writer) => clients[writer]?.query(statement)
  const rows = await ratesOf('PostgreSQL', { store, writeRow }, writes)
  await Promise.all(clients.map((client) => client.end()))
  return rows
}

async function ratesOf(
  name: string,
  { store, writeRow }: Compared,
  writes: readonly Write[],
): Promise<readonly Row[]> {
  const guard = await openGuard(store)
  const ready: (readonly Write[])[] = []
  const works = {
    guard: { run: () => propose(guard) },
    store: {
      prepare: () => {
        while (ready.length < MOST_IN_A_TURN) ready.push(renamed(writes))
      },
      run: () => commitAll(store, ready.pop() ?? renamed(writes)),
    },
    raw: { run: writeRow },
  }
  const rows: Row[] = []
  for (const writers of WRITERS) {
    const rates = await inTurn(writers, works)
    const where = `${name}, ${writers} writer${writers === 1 ? '' : 's'}`
    rows.push({ name: `${where}: one raw row of the same bytes`, value: rates.raw, unit: '/s' })
    for (const [value, what] of [
      [rates.store, 'durable proposals, the store alone'],
      [rates.guard, 'durable proposals, all checks'],
    ] as const) {
      const ratio = value / rates.raw
      rows.push({ name: `${where}: ${what}`, value, unit: '/s' })
      rows.push(aimed({ name: `${where}: ${what} ÷ raw`, value: ratio, unit: '×' }, { atLeast: GOAL }))
    }
  }
  await guard.close()
  return rows
}

/** How often a second `writers` get each of several works done, in turns: what else the machine does hits all alike. */
async function inTurn<Name extends string>(
  writers: number,
  works: Readonly<Record<Name, Work>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[]
  const counts = new Map<Name, number>(names.map((name) => [name, 0]))
  // The first turn warms up and is not counted.
  for (let turn = 0; turn <= TURNS; turn++)
    for (const name of names) {
      const value = await rate(writers, works[name])
      if (turn > 0) counts.set(name, (counts.get(name) ?? 0) + value / TURNS)
    }
  return Object.fromEntries(counts) as Record<Name, number>
}

/** How often a second `writers` get `work` done, each one after the other. */
async function rate(writers: number, { prepare, run }: Work): Promise<number> {
  prepare?.()
  const start = performance.now()
  let done = 0
  const write = async (writer: number): Promise<void> => {
    while (performance.now() < start + TURN_MS) {
      await run(writer)
      done++
    }
  }
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  return (done * 1000) / (performance.now() - start)
}

function openGuard(store: Store): Promise<Guard> {
  return createGuard({
    charter: bordeauxMetropole,
    systems: [system],
    store,
    signingKey: generateSigningKey('bench.example'),
    reviewers: { find: async () => undefined },
    masterKey: Buffer.alloc(32, 7),
  })
}

let cases = 0

/** Each is about a case of its own, and so brings a key of its own. */
function propose(guard: Guard): Promise<unknown> {
  const request = { input: frenchText(1000), subject: `DOSSIER-${cases++}` }
  return guard.propose(system.uses.draft, request, () => ({ text: ANSWER }))
}

/** What a guard hands to the store for one proposal. */
async function writesOfProposal(folder: string): Promise<readonly Write[]> {
  const writes: Write[] = []
  const store = sqliteStore(`${folder}/one-${crypto.randomUUID()}.db`)
  const guard = await openGuard({
    ...store,
    commit: (write) => {
      writes.push(write)
      return store.commit(write)
    },
  })
  writes.length = 0
  await propose(guard)
  await guard.close()
  return writes
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The same writes with new ids, of the kind that a guard gives: each sorts behind the one before. */
function renamed(writes: readonly Write[]): readonly Write[] {
  const ids = new Map<string, string>()
  const text = JSON.stringify(writes).replace(ID, (id) => {
    const fresh = ids.get(id) ?? uuid()
    ids.set(id, fresh)
    return fresh
  })
  return JSON.parse(text)
}

async function commitAll(store: Store, writes: readonly Write[]): Promise<void> {
  for (const write of writes) {
    const result = await store.commit(write)
    if (result !== 'committed') throw new Error(`The bench's write was not committed: ${result}.`)
  }
}

/** A pending review as a guard makes it. */
export async function firstReview(folder: string): Promise<NonNullable<Write['review']>['next']> {
  const review = (await writesOfProposal(folder)).find((write) => write.review !== undefined)?.review
  if (review === undefined) throw new Error('The bench’s proposal was not held.')
  return review.next
}
