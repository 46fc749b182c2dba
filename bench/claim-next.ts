import { DatabaseSync } from 'node:sqlite'
import type { Store } from 'garde-fou'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { Client } from 'pg'
import { v7 as uuid } from 'uuid'
import { sideBySide } from './measure.ts'
import { firstReview } from './proposals.ts'
import { aimed, missing, type Row } from './report.ts'
import type { Place } from './sections.ts'

const SIZES = [1000, 100_000, 1_000_000] as const
const CLAIMS = 800
const GOAL = 1.5

type Write = Parameters<Store['commit']>[0]
type Review = NonNullable<Write['review']>['next']

/** Claiming the next review with a thousand to a million pending, turn by turn, each claim durable. */
export async function* claimFigures({ folder, postgresUrl }: Place): AsyncGenerator<Row> {
  const template = await firstReview(folder)
  yield* await claimRows('SQLite', async (size) => {
    const path = `${folder}/queue-${size}.db`
    const store = sqliteStore(path)
    await startWith(store, template)
    const db = new DatabaseSync(path)
    db.exec('pragma synchronous = off; pragma cache_size = -1000000')
    db.exec(`with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${size - 1})
      ${copies({ id: "printf('00000000-0000-7000-8000-%012x', n)", due: "strftime('%Y-%m-%dT%H:%M:%fZ', '2030-01-01', (n * 7919 % 1000003) || ' minutes')", table: 'reviews' })}`)
    // As it is after a while: in the file itself, not in its log.
    db.exec('analyze; pragma wal_checkpoint(truncate)')
    db.close()
    return store
  })
  if (postgresUrl === undefined) return yield missing('PostgreSQL: claim next', 'no PostgreSQL here')
  yield* await claimRows('PostgreSQL', async (size) => {
    const schema = `queue_${size}`
    const store = postgresStore({ connectionString: postgresUrl, schema })
    await startWith(store, template)
    const client = new Client({ connectionString: postgresUrl })
    await client.connect()
    await client.query(`with numbers (n) as (select generate_series(1::bigint, ${size - 1}))
        ${copies({ id: "'00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0')", due: `to_char(timestamp '2030-01-01' + (n * 7919 % 1000003) * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`, table: `${schema}.reviews` })}`)
    await client.query(`vacuum analyze ${schema}.reviews`)
    await client.query('checkpoint')
    await client.end()
    return store
  })
}

async function claimRows(name: string, open: (size: number) => Promise<Store>): Promise<readonly Row[]> {
  const stores = new Map<string, Store>()
  for (const size of SIZES) stores.set(String(size), await open(size))
  const works = Object.fromEntries([...stores].map(([size, store]) => [size, () => claim(store)]))
  const timings = await sideBySide(works, CLAIMS)
  for (const store of stores.values()) await store.close()
  const [least, most] = [
    timings[String(SIZES[0])]?.p99 ?? Number.NaN,
    timings[String(SIZES.at(-1))]?.p99 ?? Number.NaN,
  ]
  return [
    ...Object.entries(timings).flatMap(([size, { p50, p99 }]) => [
      { name: `${name}: claim next of ${size} pending`, value: p50, unit: 'µs p50' },
      { name: `${name}: claim next of ${size} pending`, value: p99, unit: 'µs p99' },
    ]),
    aimed(
      {
        name: `${name}: claim next, p99 of ${SIZES.at(-1)} ÷ ${SIZES[0]} pending`,
        value: most / least,
        unit: '×',
      },
      { atMost: GOAL },
    ),
  ]
}

async function startWith(store: Store, template: Review): Promise<void> {
  await store.migrate()
  await store.commit({ entries: [entry()], review: { next: template, expectedVersion: 0, nextAt: null } })
}

/** Copies the only review under other ids, due at other times. */
function copies({
  id,
  due,
  table,
}: {
  readonly id: string
  readonly due: string
  readonly table: string
}): string {
  return `insert into ${table} (id, version, status, system_id, role, requester, subject, due_at, next_at, body,
        created_at, use_key, mode, territory)
    select ${id}, version, status, system_id, role, requester, subject, ${due}, next_at,
      replace(replace(body, id, ${id}), due_at, ${due}), created_at, use_key, mode, territory
    from ${table} cross join numbers`
}

async function claim(store: Store): Promise<void> {
  const query = { roles: ['agent'], now: new Date().toISOString(), notRequestedBy: 'alice' }
  const claimed = await store.claimNext(query, (review) => ({
    entries: [entry()],
    review: {
      next: {
        ...review,
        version: review.version + 1,
        state: { status: 'claimed', by: 'alice', until: '2999-01-01T00:00:00.000Z' },
      },
      expectedVersion: review.version,
      nextAt: null,
    },
  }))
  if (claimed === undefined) throw new Error('The queue of the bench is empty.')
}

function entry(): Write['entries'][0] {
  const id = uuid()
  return { id, text: JSON.stringify({ event: 'review.claimed', id }) }
}
