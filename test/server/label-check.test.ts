import { textFingerprint } from 'garde-fou/label'
import { postgresStore } from 'garde-fou/postgres'
import { labelCheckHandler } from 'garde-fou/server'
import { describe, expect, test } from 'vitest'
import { journalEntries, openGuard, type TestGuard } from '../support/guard.js'
import { housing } from '../support/housing.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'

const database = databaseOfFile()

const outputIndexKey = 'k'.repeat(32)
const TEXT =
  'La demande porte sur deux mois de loyer, après la fin d’un contrat de travail. Il manque la quittance d’octobre.'

async function release(opened: TestGuard, text = TEXT): Promise<void> {
  const outcome = await opened.guard.run(
    housing.uses.summary,
    { input: 'Demande de Mme Exemple' },
    async () => text,
  )
  if (outcome.status !== 'released') throw new Error(outcome.status)
}

const ask = async (
  opened: Pick<TestGuard, 'guard'>,
  body: unknown,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> => {
  const response = await labelCheckHandler(opened.guard).fetch(
    new Request('https://ville.example/api/labels/check', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    }),
  )
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('on PostgreSQL many at once of the same text all leave, and it is found', async () => {
  const store = postgresStore({ connectionString: await database(), schema: freshSchema() })
  const opened = await openGuard({ outputIndexKey, masterKey: 'm'.repeat(32), store })
  await Promise.all(Array.from({ length: 12 }, () => release(opened)))
  expect(await opened.guard.checkOutput(TEXT)).toMatchObject({
    status: 'found',
    outputs: [{ match: 'exact', useId: 'summary' }],
  })
  expect(await opened.guard.store.listSettings('output')).toHaveLength(1)
})

describe('POST /api/labels/check', () => {
  test('finds a text that left, to the letter or in the same words, and says how it knows', async () => {
    const opened = await openGuard({ outputIndexKey })
    await release(opened)
    const output = {
      systemId: 'aide-logement',
      systemName: housing.record.name,
      useId: 'summary',
      generatedOn: '2026-11-24',
      humanReview: 'none',
    }
    expect(await ask(opened, { text: TEXT })).toEqual({
      status: 200,
      body: { status: 'found', technique: 'digest', outputs: [{ ...output, match: 'exact' }] },
    })
    const copied = TEXT.replaceAll(' ', '\n').replaceAll('’', "'")
    expect((await ask(opened, { text: copied })).body).toMatchObject({
      outputs: [{ ...output, match: 'normalised' }],
    })
    expect((await ask(opened, { text: `${TEXT} Et autre chose.` })).body).toEqual({
      status: 'unknown',
      technique: 'digest',
    })
  })

  test('takes digests from somebody who keeps the text to themselves', async () => {
    const opened = await openGuard({ outputIndexKey })
    await release(opened)
    const { digest = '', normalisedDigest = '' } = textFingerprint(TEXT) ?? {}
    expect((await ask(opened, { digest, normalisedDigest })).body).toMatchObject({
      outputs: [{ match: 'exact' }],
    })
    expect((await ask(opened, { normalisedDigest })).body).toMatchObject({
      outputs: [{ match: 'normalised' }],
    })
    expect((await ask(opened, { normalisedDigest: 'A'.repeat(64) })).status).toBe(400)
  })

  test('remembers a text once, with a line in the journal, and neither text nor plain digest in the store', async () => {
    const opened = await openGuard({ outputIndexKey })
    for (let time = 0; time < 3; time += 1) await release(opened)
    const entries = await journalEntries(opened)
    expect(entries.filter(({ event }) => event === 'output.indexed')).toHaveLength(1)
    const rows = JSON.stringify(await opened.guard.store.listSettings('output'))
    const { digest = '', normalisedDigest = '' } = textFingerprint(TEXT) ?? {}
    for (const secret of [TEXT.slice(0, 30), digest, normalisedDigest]) expect(rows).not.toContain(secret)
    const other = await openGuard({ outputIndexKey: 'o'.repeat(32) }, opened.path)
    expect(await other.guard.checkOutput(TEXT)).toEqual({ status: 'unknown' })
  })

  test('many at once of the same text all leave', async () => {
    const opened = await openGuard({ outputIndexKey })
    await Promise.all(Array.from({ length: 12 }, () => release(opened)))
    expect(await opened.guard.checkOutput(TEXT)).toMatchObject({ status: 'found' })
  })

  test('says that it is off, or that a text is too short to be told from others', async () => {
    const off = await openGuard()
    await release(off)
    expect(await ask(off, { text: TEXT })).toMatchObject({ status: 501, body: { status: 'off' } })
    expect(await off.guard.store.listSettings('output')).toEqual([])
    const opened = await openGuard({ outputIndexKey })
    expect(await ask(opened, { text: 'Bonjour' })).toMatchObject({
      status: 422,
      body: { status: 'too-short' },
    })
  })

  test.each([
    ['no JSON', '{', {}, 400],
    ['nothing', '', {}, 400],
    ['other fields', '{"text":"x","more":1}', {}, 400],
    ['a number', '{"text":1}', {}, 400],
    ['a lone surrogate', '{"text":"\\ud800"}', {}, 400],
    ['a form', 'text=x', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['two megabytes', JSON.stringify({ text: 'x'.repeat(2_000_000) }), {}, 413],
    ['a GET', null, { method: 'GET', body: null }, 405],
  ])('refuses %s', async (_name, body, init, status) => {
    const opened = await openGuard({ outputIndexKey })
    expect((await ask(opened, body, init)).status).toBe(status)
  })

  test('answers one client so often, and others still', async () => {
    const { guard } = await openGuard({ outputIndexKey })
    const handler = labelCheckHandler(guard, { limits: { client: { times: 2, seconds: 60 } } })
    const from = async (address: string): Promise<number> =>
      (
        await handler.fetch(
          new Request('https://ville.example/api/labels/check', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ text: TEXT }),
          }),
          { address },
        )
      ).status
    expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.1')]).toEqual([
      200, 200, 429,
    ])
    expect(await from('192.0.2.2')).toBe(200)
  })

  test('an index that was altered is a fault, told without the text', async () => {
    const opened = await openGuard({ outputIndexKey })
    await release(opened)
    const [row] = await opened.guard.store.listSettings('output')
    if (row === undefined) throw new Error('no row')
    const told: unknown[] = []
    const handler = labelCheckHandler(
      { checkOutput: async () => Promise.reject(new Error(row.id)) },
      { onError: (_error, { reference }) => told.push(reference) },
    )
    const response = await handler.fetch(
      new Request('https://ville.example/api/labels/check', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: TEXT }),
      }),
    )
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ status: 'failed', incident: told[0] })
  })
})
