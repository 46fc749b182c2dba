import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GuardOptions, generateSigningKey, type RequestInput } from 'garde-fou'
import { verifyJournal } from 'garde-fou/journal'
import { postgresStore } from 'garde-fou/postgres'
import { describe, expect, test, vi } from 'vitest'
import { requestId } from '../../src/guard/request-record.js'
import { ownerOf } from '../../src/store/encryption/data-keys.js'
import { recorded } from '../server/verification-fixtures.js'
import { journalEntries, openGuard, type TestGuard, temporaryFolder } from '../support/guard.js'
import { connected, databaseOfFile, freshSchema } from '../support/postgres.js'
import { rewrite } from './request-fixtures.js'

const database = databaseOfFile()
const SYSTEM = 'aide-logement'
/** That of the cases of the fixtures. */
const SUBJECT = 'AL-412'
const DAY = 86_400_000

const asked = {
  kind: 'explanation',
  name: 'MARQUE-NOM',
  email: 'marque@example.org',
  text: 'MARQUE-QUESTION',
  lang: 'fr',
} satisfies RequestInput
const MARKS = ['MARQUE-NOM', 'marque@example.org', 'MARQUE-QUESTION', 'MARQUE-REPONSE']

interface City extends TestGuard {
  readonly postgres: { readonly connectionString: string; readonly schema: string } | undefined
}

const stores = {
  SQLite: async () => ({ options: {}, postgres: undefined }),
  async PostgreSQL() {
    const postgres = { connectionString: await database(), schema: freshSchema() }
    return { options: { store: postgresStore(postgres) }, postgres }
  },
}

async function openCity(kind: keyof typeof stores, more: Partial<GuardOptions> = {}): Promise<City> {
  const { options, postgres } = await stores[kind]()
  const given = {
    masterKey: 'une-cle-de-test-de-trente-deux-caracteres',
    signingKey: generateSigningKey('test.example'),
    ...options,
    ...more,
  }
  return { ...(await openGuard(given, join(temporaryFolder(), 'guard.db'))), postgres }
}

/** The reference on the letter of a decision on the case. */
async function letter({ guard, clock }: City): Promise<string> {
  const id = await recorded(guard, 'approve')
  clock.advance(600_000)
  const decision = await guard.decision(id)
  if (!('reference' in decision) || decision.reference === undefined) throw new Error('No reference.')
  return decision.reference
}

async function receive({ guard }: City, own: { readonly text?: string; readonly reference?: string } = {}) {
  const { number } = await guard.requests.receive(SYSTEM, { ...asked, ...own })
  return { number, id: requestId(number) }
}

/** Every byte of the database that could hold a text. */
async function bytesOf({ path, postgres }: City): Promise<string> {
  if (postgres === undefined) {
    const folder = join(path, '..')
    return readdirSync(folder)
      .map((name) => readFileSync(join(folder, name)).toString('latin1'))
      .join('\n')
  }
  const client = await connected(postgres.connectionString)
  const rows = await Promise.all(
    ['payloads', 'keys', 'settings'].map((table) =>
      client.query(`select t::text as row from ${postgres.schema}.${table} as t`),
    ),
  )
  return rows.flatMap((found) => found.rows.map(({ row }) => String(row))).join('\n')
}

describe.each(['SQLite', 'PostgreSQL'] as const)('Requests of a person on %s', (kind) => {
  test('are given out with the case whose decision they name, without the name of who answered', async () => {
    const city = await openCity(kind)
    const { guard } = city
    const reference = await letter(city)
    const mine = await receive(city, { reference: reference.toLowerCase() })
    await receive(city, { text: 'D’une autre personne' })
    await guard.requests.answer(mine.id, { by: 'alice', text: 'MARQUE-REPONSE' })
    const exported = await guard.subjects.export({ subject: SUBJECT })
    expect(exported.requests).toMatchObject([
      {
        id: mine.id,
        record: { kind: 'explanation', systemId: SYSTEM, answered: { role: 'instructeur' } },
        texts: [
          { kind: 'request', value: { number: mine.number, input: { name: 'MARQUE-NOM' } } },
          { kind: 'answer', value: { text: 'MARQUE-REPONSE' } },
        ],
      },
    ])
    expect(exported.unreadableRequests).toEqual([])
    const text = JSON.stringify(exported.requests)
    for (const mark of MARKS) expect(text).toContain(mark)
    expect(text).not.toMatch(/alice|D’une autre personne/)
    const last = (await journalEntries(city)).at(-1)
    expect(last).toMatchObject({ event: 'subject.exported', data: { requests: [mine.id] } })
    for (const other of ['AL-4', 'NULLE-PART', reference])
      expect((await guard.subjects.export({ subject: other })).requests).toEqual([])
  })

  test('are given out and erased by the number of their receipt, which no case is needed for', async () => {
    const city = await openCity(kind)
    const { guard } = city
    const mine = await receive(city)
    const other = await receive(city, { text: 'D’une autre personne' })
    const opinion = await guard.requests.receive(SYSTEM, { kind: 'feedback', text: 'MARQUE-NOM', lang: 'fr' })
    const typed = mine.number.replaceAll('-', ' ').toLowerCase()
    expect((await guard.subjects.export({ subject: typed })).requests.map(({ id }) => id)).toEqual([mine.id])
    expect(
      (await guard.subjects.export({ subject: typed, systemId: 'voirie' })).requests.map(({ id }) => id),
    ).toEqual([])
    for (const subject of [mine.number, opinion.number])
      expect(await guard.subjects.erase({ subject })).toMatchObject({ requestIds: [requestId(subject)] })
    expect((await guard.requests.list('alice')).map(({ id }) => id)).toEqual([other.id])
    expect(await guard.requests.get(mine.id, 'alice')).toBeUndefined()
    expect(await guard.subjects.erase({ subject: mine.number })).toMatchObject({ requestIds: [] })
  })

  test('leave no text and no key behind when their case is erased, and the journal verifies', async () => {
    const city = await openCity(kind)
    const { guard, signingKey } = city
    const mine = await receive(city, { reference: await letter(city) })
    const kept = await receive(city, { text: 'D’une autre personne' })
    await guard.requests.answer(mine.id, { by: 'alice', text: 'MARQUE-REPONSE' })
    expect(await guard.store.listPayloads(mine.id)).toHaveLength(2)
    const [key] = await guard.store.listKeys(ownerOf({ reviewId: mine.id }))
    expect(key).toBeDefined()
    expect(await guard.subjects.erase({ subject: SUBJECT })).toMatchObject({
      requestIds: [mine.id],
      unreadableRequests: [],
    })
    expect(await guard.store.listPayloads(mine.id)).toEqual([])
    expect((await bytesOf(city)).includes(key?.wrapped ?? '')).toBe(false)
    const before = { number: mine.number }
    // The form, sent again from a tab that was left open, is a request of its own.
    expect((await guard.requests.receive(SYSTEM, asked, before)).number).not.toBe(mine.number)
    expect((await guard.requests.get(kept.id, 'alice'))?.input.text).toBe('D’une autre personne')
    const events = (await journalEntries(city)).filter(({ event }) => event === 'request.erased')
    expect(events.map(({ data }) => data)).toEqual([{ request: mine.id, cause: 'request' }])
    expect(await verifyJournal(guard.store, { keys: [signingKey] })).toMatchObject({ ok: true })
    await expect(guard.requests.answer(mine.id, { by: 'alice', text: 'Trop tard' })).rejects.toMatchObject({
      code: 'ERR_INPUT_INVALID',
    })
  })

  test('that are answered while they are being erased are erased with the answer', async () => {
    const city = await openCity(kind)
    const { guard } = city
    const mine = await receive(city)
    const erase = guard.store.erase
    vi.spyOn(guard.store, 'erase').mockImplementationOnce(async (erasure) => {
      await guard.requests.answer(mine.id, { by: 'alice', text: 'MARQUE-REPONSE' })
      return erase(erasure)
    })
    await guard.subjects.erase({ subject: mine.number })
    expect(await guard.store.listPayloads(mine.id)).toEqual([])
    expect(await guard.requests.count({ from: '2026', to: '2027' })).toMatchObject({ onTime: 1, erased: 0 })
  })

  test('stay while their case, or their own number, is under a legal hold', async () => {
    const city = await openCity(kind, { requests: { keepForMonths: 12 } })
    const { guard, clock } = city
    const ofCase = await receive(city, { reference: await letter(city) })
    const own = await receive(city, { text: 'Sans dossier' })
    for (const { id } of [ofCase, own]) await guard.requests.answer(id, { by: 'alice', text: 'Voici.' })
    await guard.subjects.hold(SUBJECT, 'Recours.')
    await guard.subjects.hold(own.number.toLowerCase(), 'Plainte.')
    for (const subject of [SUBJECT, ofCase.number, own.number])
      await expect(guard.subjects.erase({ subject })).rejects.toMatchObject({ reason: 'legal-hold' })
    clock.advance(400 * DAY)
    expect(await guard.subjects.applyRetention({ apply: true })).toMatchObject({ requests: 0, held: 2 })
    await guard.subjects.release(own.number, 'Classée.')
    expect(await guard.subjects.applyRetention({ apply: true })).toMatchObject({ requests: 1, held: 1 })
    expect(await guard.store.listPayloads(own.id)).toEqual([])
    expect(await guard.store.listPayloads(ofCase.id)).toHaveLength(2)
  })

  test('are erased once they were kept long enough, but not while somebody waits for the answer', async () => {
    const city = await openCity(kind, { requests: { keepForMonths: 6 } })
    const { guard, clock } = city
    const done = await receive(city)
    const open = await receive(city, { text: 'MARQUE-ATTENTE' })
    const opinion = await guard.requests.receive(SYSTEM, { kind: 'feedback', text: 'Utile.', lang: 'fr' })
    clock.advance(100 * DAY)
    await guard.requests.answer(done.id, { by: 'alice', text: 'MARQUE-REPONSE' })
    clock.advance(100 * DAY)
    const report = (requests: number) => ({ requests, held: 0, alteredRequests: [] })
    expect(await guard.subjects.applyRetention({ apply: false })).toMatchObject(report(1))
    expect(await guard.subjects.applyRetention({ apply: true })).toMatchObject(report(1))
    expect(await guard.store.listPayloads(requestId(opinion.number))).toEqual([])
    clock.advance(100 * DAY)
    expect(await guard.subjects.applyRetention({ apply: true })).toMatchObject(report(1))
    expect(await guard.store.listPayloads(done.id)).toEqual([])
    expect((await guard.requests.get(open.id, 'alice'))?.input.text).toBe('MARQUE-ATTENTE')
    const causes = (await journalEntries(city)).filter(({ event }) => event === 'request.erased')
    expect(causes.map(({ data }) => data['cause'])).toEqual(['retention', 'retention'])
  })

  test('that were altered are named and not signed anew; the rest of the case is erased all the same', async () => {
    const city = await openCity(kind, { requests: { keepForMonths: 6 } })
    const { guard, clock } = city
    const reference = await letter(city)
    const altered = await receive(city, { reference })
    const lost = await receive(city, { text: 'sans texte', reference })
    const fine = await receive(city, { text: 'intacte', reference })
    await guard.requests.answer(fine.id, { by: 'alice', text: 'Voici.' })
    const forged = (body: string) => body.replace('2026-12-24', '2036-12-24')
    for (const { id } of [altered, lost]) await rewrite(guard, id, forged)
    const [text] = await guard.store.listPayloads(lost.id)
    await guard.store.erase({
      write: { entries: [{ id: crypto.randomUUID(), text: '{}' }] },
      texts: { reviewId: lost.id },
    })
    expect(text?.kind).toBe('request')
    const exported = await guard.subjects.export({ subject: SUBJECT })
    expect(exported.requests.map(({ id, record }) => [id, record === undefined]).toSorted()).toEqual(
      [
        [altered.id, true],
        [fine.id, false],
      ].toSorted(),
    )
    expect(exported.unreadableRequests).toEqual([lost.id])
    clock.advance(300 * DAY)
    const report = await guard.subjects.applyRetention({ apply: true })
    expect(report.requests).toBe(1)
    expect(report.alteredRequests.toSorted()).toEqual([altered.id, lost.id].toSorted())
    const done = await guard.subjects.erase({ subject: SUBJECT })
    expect(done).toMatchObject({ requestIds: [altered.id], unreadableRequests: [lost.id] })
    expect(await guard.store.listPayloads(altered.id)).toEqual([])
    // What gives the change away is still there.
    expect((await guard.requests.list('alice')).map(({ kind: state }) => state)).toEqual([
      'altered',
      'altered',
    ])
  })
})
