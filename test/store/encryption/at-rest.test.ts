import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Guard, generateSigningKey } from 'garde-fou'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openGuard, temporaryFolder } from '../../support/guard.js'
import { housing } from '../../support/housing.js'
import { connected, databaseOfFile, freshSchema } from '../../support/postgres.js'

const masterKey = 'une-cle-de-test-de-trente-deux-caracteres'
const database = databaseOfFile()

/** One for each kind of text that is kept, so that a finding says which. */
const MARKS = [
  'MARQUE-DEMANDE',
  'MARQUE-LETTRE',
  'MARQUE-AVIS',
  'MARQUE-BROUILLON',
  'MARQUE-MOTIF',
  'MARQUE-ARRÊT',
  'MARQUE-GEL',
]

/** Everything that is typed or proposed about one case, from the suggestion to the decision. */
async function decideOne(guard: Guard): Promise<string> {
  const { id } = await guard.propose(
    housing.uses.draft,
    { input: { demande: 'MARQUE-DEMANDE' }, subject: 'AL-1' },
    () => ({ proposal: 'favourable', amount: 450, letter: 'MARQUE-LETTRE' }),
  )
  const { reviews } = guard
  const as = (version: number, name: string) => ({ by: 'alice', version, idempotencyKey: name })
  let view = await reviews.claim(id, as(1, 'claim'))
  const opinion = { choice: 'favourable', note: 'MARQUE-AVIS' } as const
  view = await reviews.recordOpinion(id, opinion, as(view.version, 'opinion'))
  await reviews.saveDraft(id, 'alice', { motive: 'MARQUE-BROUILLON' })
  await reviews.approve(id, { motive: 'MARQUE-MOTIF, sur pièces et après lecture.' }, as(view.version, 'ok'))
  await guard.suspensions.suspend('aide-logement', { by: 'denis', reason: 'MARQUE-ARRÊT' })
  await guard.suspensions.resume('aide-logement', { by: 'denis', reason: 'MARQUE-ARRÊT levé' })
  await guard.subjects.hold('MARQUE-GEL-412', 'MARQUE-GEL: recours')
  return id
}

const all = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('utf8'))
    .join('\n')

describe('What people and models write about a case', () => {
  test('is in no byte of an SQLite database, its log included, and is read back whole', async () => {
    const folder = temporaryFolder()
    const opened = await openGuard({ masterKey }, join(folder, 'guard.db'))
    const id = await decideOne(opened.guard)
    for (const mark of MARKS) expect(all(folder)).not.toContain(mark)
    // A process of its own, with the same key.
    const next = await openGuard({ masterKey, signingKey: opened.signingKey }, opened.path)
    opened.clock.advance(11 * 60_000)
    next.clock.advance(11 * 60_000)
    const decision = await next.guard.decision(id)
    expect(decision).toMatchObject({ outcome: 'approved', value: { letter: 'MARQUE-LETTRE' } })
    expect(JSON.stringify(await next.guard.reviews.view(id, 'alice'))).toContain('MARQUE-DEMANDE')
    const presses = await next.guard.suspensions.history('aide-logement')
    expect(presses.map(({ reason }) => reason)).toEqual(['MARQUE-ARRÊT', 'MARQUE-ARRÊT levé'])
    expect(await next.guard.subjects.holds()).toMatchObject([{ subject: 'MARQUE-GEL-412' }])
  })

  test('is in no row of a PostgreSQL database', async () => {
    const [connectionString, schema] = [await database(), freshSchema()]
    const store = postgresStore({ connectionString, schema })
    const { guard } = await openGuard({ masterKey, store, signingKey: generateSigningKey('test.example') })
    await decideOne(guard)
    const client = await connected(connectionString)
    const tables = await client.query(
      'select table_name as name from information_schema.tables where table_schema = $1',
      [schema],
    )
    const rows: string[] = []
    for (const { name } of tables.rows)
      rows.push(
        ...(await client.query(`select t::text as row from ${schema}.${name} as t`)).rows.map(
          ({ row }) => row,
        ),
      )
    expect(rows.length).toBeGreaterThan(10)
    for (const mark of MARKS) expect(rows.join('\n')).not.toContain(mark)
  })

  test('does not open elsewhere: a text that was altered, moved or turned back is refused by name', async () => {
    const { guard, path } = await openGuard({ masterKey })
    const id = await decideOne(guard)
    const db = new DatabaseSync(path)
    onTestFinished(() => db.close())
    const forge = (sql: string): void => db.exec(`begin; ${sql}`)
    for (const sql of [
      "update payloads set body = substr(body, 1, length(body) - 4) || 'AAAA' where kind = 'case'",
      "update payloads set body = (select body from payloads where kind = 'suggestion') where kind = 'case'",
      "update payloads set body = '{}' where kind = 'case'",
      "update payloads set body = 'v1.none.AAAA' where kind = 'case'",
      "update payloads set body = '' where kind = 'case'",
    ]) {
      forge(`${sql}; commit`)
      await expect(guard.reviews.view(id, 'alice')).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
    }
  })

  test('is wrapped by a key that must be given where the database is elsewhere', async () => {
    const store = postgresStore({ connectionString: await database(), schema: freshSchema() })
    await expect(openGuard({ store })).rejects.toMatchObject({
      faults: [{ path: 'masterKey', reason: expect.stringContaining('missing') }],
    })
  })

  test('needs nothing to be set on one machine: the key is made beside the database', async () => {
    const { path, guard } = await openGuard()
    expect(readdirSync(join(path, '..'))).toContain('guard.db.key')
    const memory = await openGuard({ store: sqliteStore(':memory:') })
    for (const each of [guard, memory.guard]) expect(await decideOne(each)).toBeTypeOf('string')
  })
})
