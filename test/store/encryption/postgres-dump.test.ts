import { execFileSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { generateSigningKey } from 'garde-fou'
import { verifyJournal } from 'garde-fou/journal'
import { postgresStore } from 'garde-fou/postgres'
import { expect, test } from 'vitest'
import { journalEntries, openGuard, temporaryFolder } from '../../support/guard.js'
import { housing } from '../../support/housing.js'
import { connected, databaseOfFile, freshSchema } from '../../support/postgres.js'

const database = databaseOfFile()

/** Debian keeps PostgreSQL's tools beside its server. */
function tool(name: string): string {
  return globSync(`/usr/lib/postgresql/*/bin/${name}`).find((file) => existsSync(file)) ?? name
}

test('a dump of the schema restores to a store whose journal verifies with a checkpoint kept elsewhere', async () => {
  const [url, schema] = [await database(), freshSchema()]
  const options = { masterKey: 'une-cle-de-test-de-trente-deux-caracteres' }
  const signingKey = generateSigningKey('test.example')
  const first = { ...options, signingKey, store: postgresStore({ connectionString: url, schema }) }
  const city = await openGuard(first)
  const { id } = await city.guard.propose(
    housing.uses.draft,
    { input: 'Loyer impayé', subject: 'D-1' },
    () => ({ proposal: 'favourable', amount: 1, letter: 'Oui.' }),
  )
  await journalEntries(city)
  const note = (await city.guard.store.latestCheckpoint())?.note ?? ''
  const file = join(temporaryFolder(), 'ia.dump')
  execFileSync(tool('pg_dump'), ['--format=custom', `--schema=${schema}`, `--file=${file}`, url])
  await city.guard.close()

  const client = await connected(url)
  await client.query(`alter schema ${schema} rename to ${schema}_lost`)
  execFileSync(tool('pg_restore'), ['--exit-on-error', `--dbname=${url}`, file])
  const again = { ...options, signingKey, store: postgresStore({ connectionString: url, schema }) }
  const { guard } = await openGuard(again)
  const report = await verifyJournal(guard.store, { keys: [signingKey], externalCheckpoint: note })
  expect(report).toMatchObject({ ok: true })
  expect(JSON.stringify(await guard.reviews.view(id, 'alice'))).toContain('Loyer impayé')
  // Nobody may change what was restored.
  await expect(client.query(`delete from ${schema}.journal`)).rejects.toThrow('append-only')
})
