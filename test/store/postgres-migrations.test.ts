import { postgresStore } from 'garde-fou/postgres'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Connections, connectionsOf } from '../../src/store/postgres/connections.js'
import { migrate } from '../../src/store/postgres/migrations.js'
import { SCHEMA, type SchemaStep } from '../../src/store/postgres/schema.js'
import { reviewRow } from '../../src/store/queries/review-row.js'
import type { Store } from '../../src/store/store.js'
import { inserting, sampleReview } from '../../src/testing/store-conformance/samples.js'
import { connected, databaseOfFile, freshSchema, pooled } from '../support/postgres.js'

const database = databaseOfFile()

async function connections(): Promise<Connections> {
  const pool = pooled({ connectionString: await database(), max: 2 })
  return connectionsOf(pool, 'set lock_timeout = 20000')
}

async function opened(schema: string): Promise<Store> {
  const store = postgresStore({ connectionString: await database(), schema })
  await store.migrate()
  onTestFinished(() => store.close())
  return store
}

/** What a later version of this package may do: it only adds. */
const adding: SchemaStep = {
  compatibleFrom: 1,
  sql: (schema) =>
    `alter table ${schema}.reviews add column later text; create table ${schema}.later (id text)`,
}
const breaking: SchemaStep = {
  compatibleFrom: SCHEMA.length + 2,
  sql: (schema) => `alter table ${schema}.reviews drop column later`,
}

describe('migrating a PostgreSQL schema', () => {
  it('is done once by many that start together', async () => {
    const schema = freshSchema()
    await Promise.all(Array.from({ length: 6 }, () => opened(schema)))
    const { rows } = await (await connected(await database())).query(
      `select count(*)::int as versions from ${schema}.schema_version`,
    )
    expect(rows).toEqual([{ versions: SCHEMA.length }])
  })

  it('to a version that only adds leaves an old process at work, and lets one start', async () => {
    const schema = freshSchema()
    const old = await opened(schema)
    const where = { schema, target: 'The database' }
    const writing = Array.from({ length: 60 }, () => old.commit(inserting(sampleReview())))
    await migrate(await connections(), where, [...SCHEMA, adding])
    expect(new Set(await Promise.all(writing))).toEqual(new Set(['committed']))
    expect(await old.commit(inserting(sampleReview()))).toBe('committed')
    const late = await opened(schema)
    expect(await late.countReviews({})).toBe(61)
    // Nothing is done twice, by old or new.
    await migrate(await connections(), where, [...SCHEMA, adding])
    expect(await late.commit(inserting(sampleReview()))).toBe('committed')
  })

  it('takes as long as it needs, whatever requests may take, and leaves their limit as it was', async () => {
    const schema = freshSchema()
    const where = { schema, target: 'The database' }
    const pool = pooled({ connectionString: await database(), max: 1 })
    const limited = connectionsOf(pool, 'set statement_timeout = 200')
    await migrate(limited, where)
    const long: SchemaStep = { compatibleFrom: 1, sql: () => 'select pg_sleep(0.5)' }
    await migrate(limited, where, [...SCHEMA, long])
    const { rows } = await pool.query({ text: 'show statement_timeout' })
    expect(rows).toEqual([{ statement_timeout: '200ms' }])
    const { rows: versions } = await pool.query({
      text: `select max(version) as version from ${schema}.schema_version`,
    })
    expect(versions).toEqual([{ version: SCHEMA.length + 1 }])
  })

  it('fills in what reviews of an earlier version are sorted and filtered by', async () => {
    const schema = freshSchema()
    const where = { schema, target: 'The database' }
    await migrate(await connections(), where, SCHEMA.slice(0, 2))
    const subject = 'a\0 "createdAt":"1" \\"useId":"x"'
    const late = sampleReview({ created: 9, due: 1, mode: 'shown', useId: 'summary', subject })
    const early = sampleReview({ created: 3, due: 2 })
    const client = await connected(await database())
    for (const review of [late, early]) {
      const { id, system_id, role, due_at, body, status } = reviewRow(review, null)
      await client.query(
        `insert into ${schema}.reviews (id, version, status, system_id, role, due_at, body) values ($1, 1, $2, $3, $4, $5, $6)`,
        [id, status, system_id, role, due_at, body],
      )
    }
    const store = await opened(schema)
    const listed = await store.listReviews({ order: 'created', modes: ['shown', 'decide-first'], limit: 9 })
    expect(listed.map(({ id }) => id)).toEqual([early.id, late.id])
    expect(await store.countReviews({ uses: ['aide-logement/summary'], modes: ['shown'] })).toBe(1)
  })

  it('to a version that old code does not fit makes it say so', async () => {
    const schema = freshSchema()
    const where = { schema, target: 'The database' }
    await migrate(await connections(), where, [...SCHEMA, adding, breaking])
    const old = postgresStore({ connectionString: await database(), schema })
    onTestFinished(() => old.close())
    await expect(old.migrate()).rejects.toMatchObject({ code: 'ERR_STORE_FAILED', reason: 'newer-schema' })
  })

  it('leaves nothing behind when it breaks half-way, and can be done again', async () => {
    const schema = freshSchema()
    const where = { schema, target: 'The database' }
    const failing: SchemaStep = { compatibleFrom: 1, sql: () => 'create table oops (a text); select 1 / 0' }
    await expect(migrate(await connections(), where, [...SCHEMA, failing])).rejects.toMatchObject({
      code: '22012',
    })
    const client = await connected(await database())
    const { rows } = await client.query('select 1 from pg_namespace where nspname = $1', [schema])
    expect(rows).toEqual([])
    expect(await (await opened(schema)).countPending()).toBe(0)
  })
})
