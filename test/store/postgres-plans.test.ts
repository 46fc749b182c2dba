import { postgresStore } from 'garde-fou/postgres'
import type { CompiledQuery } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PostgresQueries, postgresQueries } from '../../src/store/postgres/queries.js'
import { argsOf } from '../../src/store/postgres/write-args.js'
import { inserting, moment, moving, sampleReview } from '../../src/testing/store-conformance/samples.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'

const ROWS = 40_000

const database = databaseOfFile()
const schema = freshSchema()
const queries: PostgresQueries = postgresQueries(schema)
let client: Client

beforeAll(async () => {
  const store = postgresStore({ connectionString: await database(), schema })
  await store.migrate()
  await store.close()
  client = new Client({ connectionString: await database() })
  await client.connect()
  await client.query(`
    set search_path = ${schema};
    insert into reviews
      select 'r' || n, 1, case when n % 20 = 0 then 'claimed' when n % 3 = 0 then 'effective' else 'pending' end,
        case when n % 10 = 0 then 'voirie' else 'aide-logement' end,
        case when n % 2 = 0 then 'instructeur' else 'juriste' end,
        case when n % 51 = 0 then 'supervisor' end, null,
        case when n % 20 = 0 then 'a' || n end, case when n % 20 = 0 then to_char(n, '0000000') end,
        'pc ' || n, to_char(n, '0000000'), to_char(n, '0000000'), repeat('x', 500)
      from generate_series(1, ${ROWS}) as n;
    insert into outbox (id, review_id, topic, available_at, attempts)
      select 'm' || n, 'r' || n, case when n % 2 = 0 then 'decision' else 'webhook' end, to_char(n, '0000000'), 0
      from generate_series(1, ${ROWS}) as n;
    insert into journal (id, text) select 'e' || n, repeat('x', 300) from generate_series(1, ${ROWS}) as n;
    update journal set idx = seq - 1, leaf_hash = decode(repeat('00', 32), 'hex') where seq <= ${ROWS - 50};
    insert into nodes select 0, n, decode(repeat('00', 32), 'hex') from generate_series(0, ${ROWS}) as n;
    insert into checkpoints select n, decode(repeat('00', 32), 'hex'), '', '' from generate_series(1, ${ROWS / 10}) as n;
    insert into payloads select 'p' || n, 'case', 'r' || n, 'pc ' || n, '', '', '' from generate_series(1, ${ROWS}) as n;
    insert into commands select 'k' || n, 'f', 'r' || n, 1 from generate_series(1, ${ROWS}) as n;
    insert into facts select 'r' || n, 'a' || (n % 100), 's', 'u', to_char(n, '0000000'), '' from generate_series(1, ${ROWS}) as n;
    insert into drafts select 'r' || n, 'a', '', '' from generate_series(1, ${ROWS}) as n`)
})

afterAll(() => client.end())

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

/** Runs a query, undoes it, and returns every step of its plan. */
async function steps(query: CompiledQuery<unknown> | undefined): Promise<readonly Plan[]> {
  if (query === undefined) throw new Error('There is no query to explain.')
  await client.query('begin')
  const { rows } = await client.query(`explain (analyze, format json) ${query.sql}`, [...query.parameters])
  await client.query('rollback')
  const flat = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)]
  return flat(rows[0]['QUERY PLAN'][0].Plan)
}

/** As a statement that was prepared once, and is planned without its values. */
async function genericSteps(query: CompiledQuery<unknown>): Promise<readonly Plan[]> {
  const literal = (value: unknown): string =>
    Array.isArray(value)
      ? `array[${value.map(literal).join(', ')}]::text[]`
      : value === null
        ? 'null'
        : client.escapeLiteral(String(value))
  await client.query(`set plan_cache_mode = force_generic_plan; prepare asked as ${query.sql}`)
  try {
    const call = query.parameters.length === 0 ? '' : `(${query.parameters.map(literal).join(', ')})`
    return await steps({ ...query, sql: `execute asked${call}`, parameters: [] })
  } finally {
    await client.query('deallocate asked; reset plan_cache_mode')
  }
}

/** No walk over a table, and few rows touched, however many there are. */
function expectFast(plan: readonly Plan[], atMost: number): void {
  const scans = plan.filter((step) => step['Relation Name'] !== undefined && /Scan$/.test(step['Node Type']))
  expect(scans.filter((step) => step['Node Type'] === 'Seq Scan')).toEqual([])
  const touched = scans.reduce(
    (sum, step) => sum + (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops'],
    0,
  )
  expect(touched, JSON.stringify(scans)).toBeLessThanOrEqual(atMost)
}

const LIMIT = 50
const after = { dueAt: ' 0030000', id: 'x' }
const pages: readonly (readonly [string, object, number])[] = [
  ['one role', { roles: ['instructeur'] }, 12],
  ['several roles', { roles: ['instructeur', 'juriste', 'supervisor'] }, 36],
  ['roles and states', { roles: ['instructeur', 'supervisor'], statuses: ['pending', 'claimed'] }, 8],
  ['roles and systems', { roles: ['instructeur', 'juriste'], systemIds: ['voirie', 'aide-logement'] }, 60],
  ['a page further on', { roles: ['instructeur', 'juriste'], after }, 24],
  ['a page of one system', { roles: ['instructeur'], systemIds: ['voirie'], after }, 12],
  ['what is due soon', { roles: ['instructeur'], dueBefore: ' 0000009' }, 12],
  ['everything', {}, 6],
  ['everything of a state', { statuses: ['decided'] }, 1],
  ['everything, further on', { after }, 6],
  ['what one person holds', { claimedBy: 'a20', roles: ['instructeur'] }, 1],
]

describe.each(['without statistics', 'with statistics of ANALYZE'])(
  'PostgreSQL finds, %s, by an index',
  (kind) => {
    beforeAll(async () => {
      if (kind.startsWith('with statistics')) await client.query('analyze')
    })

    it.each(pages)('a page of reviews: %s', async (_, query, arms) => {
      // Each stretch of an index gives a page at most; an escalated review may be passed over in it.
      expectFast(await steps(queries.lists.list({ ...query, limit: LIMIT })), (arms + 1) * LIMIT + 200)
    })

    it.each([
      ['of some roles', { roles: ['instructeur', 'supervisor'] }],
      ['of one system', { roles: ['instructeur'], systemIds: ['voirie'] }],
    ])('the next free review %s, and locks one', async (_, query) => {
      const claim = { ...query, now: ' 0000005', notRequestedBy: 'alice' }
      for (const place of [undefined, after]) {
        const page = { after: place, limit: 4 }
        // Reviews that somebody holds are passed over: as many as people hold.
        expectFast(await steps(queries.lists.free(claim, page)), ROWS / 20 + 100)
        const lock = await steps(queries.lists.lockFree(claim, page))
        expectFast(lock, ROWS / 20 + 100)
        expect(lock.filter((step) => step['Node Type'] === 'LockRows')).toMatchObject([{ 'Actual Rows': 1 }])
      }
    })

    it('what is due and what waits', async () => {
      const { reviews, sets, journal, facts, backlog } = queries
      const due = ' 0030000'
      const take = { now: due, hideUntil: ' 0040000', limit: LIMIT }
      const asked: readonly CompiledQuery<unknown>[] = [
        reviews.due({ now: due, limit: LIMIT }),
        journal.pending({ limit: LIMIT }),
        journal.read({ from: 5, limit: LIMIT }),
        journal.checkpoints({ from: 5, limit: LIMIT }),
        sets.nodes({ levels: [0, 0, 3], indices: [5, 10, 7] }),
        facts.listOf({ reviewer_id: 'a7', from: due, to: ' 0039999', limit: LIMIT }),
        facts.count({ reviewer_id: 'a7', system_id: 's', limit: LIMIT }),
        sets.takeOutbox(take),
        backlog.open({ now: due, limit: LIMIT, status: 'pending' }),
        backlog.messages({ now: due, limit: LIMIT }),
        backlog.entries({ now: due, limit: LIMIT }),
      ]
      for (const query of asked) expectFast(await steps(query), 3 * LIMIT)
      // Of two fair plans, statistics are needed to see the better one.
      if (kind !== 'with statistics of ANALYZE') return
      expectFast(await steps(facts.list({ from: due, to: ' 0039999', limit: LIMIT })), LIMIT)
      expectFast(await steps(sets.takeOutboxOn({ ...take, topic: 'decision' })), 3 * LIMIT)
    })

    it('what is due and every row by its key, in plans that do not know the values', async () => {
      const { reviews, side, outbox, journal } = queries
      const asked: readonly CompiledQuery<unknown>[] = [
        reviews.find({ id: 'r7' }),
        reviews.nextTimer({}),
        outbox.remove({ id: 'm7' }),
        outbox.retry({ id: 'm7', retryAt: '', error: '' }),
        side.findPayload({ id: 'p7' }),
        side.findCommand({ key: 'k7' }),
        side.findDraft({ review_id: 'r7', reviewer_id: 'a' }),
        journal.countPending({}),
        journal.find({ id: 'e7' }),
        journal.exists({ id: 'e7' }),
        journal.latestCheckpoint({}),
      ]
      for (const query of asked) expectFast(await genericSteps(query), LIMIT)
    })

    it('the review that a write moves on', async () => {
      const review = { ...sampleReview(), id: 'r7' }
      const args = argsOf(moving(review, { status: 'expired', at: moment(0) }))
      const rest = {
        pseudonyms: 'none',
        setting: 'none',
        drop: 'review',
        held: 'none',
        lists: new Set<never>(),
      } as const
      for (const move of ['update', 'take'] as const)
        expectFast(await steps(queries.commits({ ...rest, review: move })(args)), 5)
      expectFast(
        await steps(queries.commits({ ...rest, review: 'insert' })(argsOf(inserting(sampleReview())))),
        0,
      )
    })
  },
)
