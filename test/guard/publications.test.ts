import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, test, vi } from 'vitest'
import { entryOf } from '../../src/guard/record.js'
import { journalEntries, openGuard, temporaryFolder } from '../support/guard.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'

const database = databaseOfFile()
const facts = (text: string) => [{ key: 'register.risks.limits', text }]

describe.each([
  ['SQLite', async () => sqliteStore(`${temporaryFolder()}/guard.db`)],
  ['PostgreSQL', async () => postgresStore({ connectionString: await database(), schema: freshSchema() })],
] as const)('What the register has said, on %s', (_name, store) => {
  const masterKey = 'une-cle-de-test-de-trente-deux-caracteres'
  const open = async () => openGuard({ store: await store(), masterKey })

  test('is kept once for each change, the latest first, and journalled by its digest', async () => {
    const opened = await open()
    const { publications } = opened.guard
    expect(await publications.history('a')).toEqual([])
    expect(await publications.record('a', facts('une'))).toBe('recorded')
    expect(await publications.record('a', facts('une'))).toBe('unchanged')
    opened.clock.advance(86_400_000)
    expect(await publications.record('a', facts('deux'))).toBe('recorded')
    expect(await publications.record('a', facts('une'))).toBe('recorded')
    await publications.record('ab', facts('d’un autre'))
    expect(await publications.history('a')).toEqual([
      { status: 'kept', version: 3, at: '2026-11-25T09:00:00.000Z', facts: facts('une') },
      { status: 'kept', version: 2, at: '2026-11-25T09:00:00.000Z', facts: facts('deux') },
      { status: 'kept', version: 1, at: '2026-11-24T09:00:00.000Z', facts: facts('une') },
    ])
    const entries = (await journalEntries(opened)).filter(({ event }) => event === 'register.published')
    expect(entries.map(({ systemId, data }) => [systemId, data['version']])).toEqual([
      ['a', 1],
      ['a', 2],
      ['a', 3],
      ['ab', 1],
    ])
    expect(entries[0]?.data['digest']).toBe(entries[2]?.data['digest'])
    expect(entries[0]?.data['digest']).toMatch(/^[0-9a-f]{64}$/)
  })

  test('is one version when several processes publish the same at the same moment', async () => {
    const { guard } = await open()
    const results = await Promise.all(
      Array.from({ length: 8 }, () => guard.publications.record('a', facts('une'))),
    )
    expect(results.filter((result) => result === 'recorded')).toHaveLength(1)
    expect(await guard.publications.history('a')).toHaveLength(1)
  })

  test('is said to be altered where it was, and goes on behind it', async () => {
    const { guard } = await open()
    await guard.publications.record('a', facts('une'))
    const [row] = await guard.store.listSettings('publication:a')
    if (row === undefined) throw new Error('No row.')
    const entry = entryOf({ event: 'register.published', actor: { kind: 'guard' }, data: {} }, new Date())
    const setting = { ...row, version: 2, body: row.body.replace('une', 'rien') }
    await guard.store.commit({ entries: [entry], setting })
    expect(await guard.publications.history('a')).toEqual([{ status: 'altered', version: 1 }])
    await guard.publications.record('a', facts('une'))
    expect((await guard.publications.history('a')).map(({ version, status }) => [version, status])).toEqual([
      [2, 'kept'],
      [1, 'altered'],
    ])
    // Moved to another system, a version is none of its own.
    const moved = { ...(await guard.store.listSettings('publication:a'))[1], kind: 'publication:b' }
    expect(moved.body).toContain('une')
    await guard.store.commit({
      entries: [entryOf({ event: 'register.published', actor: { kind: 'guard' }, data: {} }, new Date())],
      setting: { kind: 'publication:b', id: '000001', version: 1, body: moved.body ?? '' },
    })
    expect(await guard.publications.history('b')).toEqual([{ status: 'altered', version: 1 }])
  })

  test('is not kept when the store does not answer, and nothing says it was', async () => {
    const { guard } = await open()
    vi.spyOn(guard.store, 'commit').mockRejectedValueOnce(new Error('disk full'))
    await expect(guard.publications.record('a', facts('une'))).rejects.toThrow('disk full')
    expect(await guard.publications.history('a')).toEqual([])
  })
})
