import { readFileSync } from 'node:fs'
import { InputInvalidError, type RequestInput, ReviewerNotAllowedError, TamperedError } from 'garde-fou'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, test } from 'vitest'
import { answerDue } from '../../src/guard/answer-time.js'
import { requestId } from '../../src/guard/request-record.js'
import { journalEntries, openGuard, people, temporaryFolder } from '../support/guard.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'
import { rewrite } from './request-fixtures.js'

const database = databaseOfFile()
const MASTER_KEY = 'une-cle-de-test-de-trente-deux-caracteres'
const SYSTEM = 'aide-logement'
const asked: RequestInput = {
  kind: 'explanation',
  name: 'MARQUE-NOM',
  email: 'marque@example.org',
  text: 'MARQUE-TEXTE <script>alert(1)</script>',
  lang: 'fr',
}
const reviewers = {
  find: async (id: string) =>
    [
      ...people,
      { id: 'odile', name: 'O. Vert', roles: ['auditor'], training: [] },
      { id: 'hugo', name: 'H. Gris', roles: ['voirie'], training: [] },
    ].find((person) => person.id === id),
}

describe.each([
  ['SQLite', async () => sqliteStore(`${temporaryFolder()}/guard.db`)],
  ['PostgreSQL', async () => postgresStore({ connectionString: await database(), schema: freshSchema() })],
] as const)('Requests of the public on %s', (_name, store) => {
  const open = async () => openGuard({ store: await store(), masterKey: MASTER_KEY, reviewers })

  test('a request gets a number nobody guesses and the day by which it is answered', async () => {
    const { guard } = await open()
    const receipt = await guard.requests.receive(SYSTEM, asked)
    expect(receipt.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){4}$/)
    expect(receipt.dueOn).toBe('2026-12-24')
    const [listed] = await guard.requests.list('alice')
    expect(listed).toMatchObject({
      kind: 'explanation',
      systemId: SYSTEM,
      dueOn: '2026-12-24',
      isLate: false,
    })
    const detail = await guard.requests.get(listed?.id ?? '', 'alice')
    expect(detail).toMatchObject({ number: receipt.number, input: asked, mayAnswer: true })
  })

  test('an opinion asks for no answer', async () => {
    const { guard } = await open()
    const receipt = await guard.requests.receive(SYSTEM, { kind: 'feedback', text: 'Utile.', lang: 'en' })
    expect(receipt.dueOn).toBeUndefined()
    const [listed] = await guard.requests.list('alice')
    await expect(guard.requests.answer(listed?.id ?? '', { by: 'alice', text: 'Oui' })).rejects.toThrow(
      InputInvalidError,
    )
  })

  test('a form that is sent twice is one request, and one that was changed in between is two', async () => {
    const { guard } = await open()
    const { number } = await guard.requests.receive(SYSTEM, asked)
    expect((await guard.requests.receive(SYSTEM, asked, { number })).number).toBe(number)
    const other = await guard.requests.receive(SYSTEM, { ...asked, text: 'Autre' }, { number })
    expect(other.number).not.toBe(number)
    expect(await guard.requests.list('alice')).toHaveLength(2)
  })

  test('late ones come first, then by the day they are due, and answered ones last', async () => {
    const { guard, clock } = await open()
    const day = 86_400_000
    await guard.requests.receive(SYSTEM, { ...asked, text: 'une' })
    clock.advance(day)
    await guard.requests.receive(SYSTEM, { ...asked, text: 'deux' })
    clock.advance(31 * day)
    await guard.requests.receive(SYSTEM, { kind: 'feedback', text: 'avis', lang: 'fr' })
    await guard.requests.receive(SYSTEM, { ...asked, text: 'trois' })
    const [late] = await guard.requests.list('alice')
    const texts = async () =>
      Promise.all(
        (await guard.requests.list('alice')).map(async (listed) => [
          (await guard.requests.get(listed.id, 'alice'))?.input.text,
          listed.kind !== 'altered' && listed.isLate,
        ]),
      )
    expect(await texts()).toEqual([
      ['une', true],
      ['deux', true],
      ['trois', false],
      ['avis', false],
    ])
    await guard.requests.answer(late?.id ?? '', { by: 'alice', text: 'Voici.' })
    expect((await texts()).map(([text]) => text)).toEqual(['deux', 'trois', 'avis', 'une'])
  })

  test('an agent or a supervisor answers once; others may not, and those without business there see nothing', async () => {
    const { guard } = await open()
    await guard.requests.receive(SYSTEM, asked)
    const [{ id } = { id: '' }] = await guard.requests.list('denis')
    expect(await guard.requests.list('hugo')).toEqual([])
    expect(await guard.requests.get(id, 'hugo')).toBeUndefined()
    expect(await guard.requests.get(id, 'odile')).toMatchObject({ mayAnswer: false })
    for (const by of ['hugo', 'odile', 'personne'])
      await expect(guard.requests.answer(id, { by, text: 'Non' })).rejects.toThrow(ReviewerNotAllowedError)
    await expect(guard.requests.answer(id, { by: 'denis', text: ' \u200b ' })).rejects.toThrow(
      InputInvalidError,
    )
    const results = await Promise.all([
      guard.requests.answer(id, { by: 'denis', text: 'MARQUE-REPONSE' }),
      guard.requests.answer(id, { by: 'alice', text: 'Autre' }),
    ])
    expect(results.toSorted()).toEqual(['answered-before', 'recorded'])
    const detail = await guard.requests.get(id, 'odile')
    expect(detail?.answered?.role).toMatch(/instructeur|supervisor/)
    expect(detail?.mayAnswer).toBe(false)
  })

  test('the journal says what was received and answered, and nothing of anybody', async () => {
    const opened = await open()
    const { number } = await opened.guard.requests.receive(SYSTEM, asked)
    const [{ id } = { id: '' }] = await opened.guard.requests.list('alice')
    await opened.guard.requests.answer(id, { by: 'alice', text: 'MARQUE-REPONSE' })
    const entries = (await journalEntries(opened)).filter(({ event }) => event.startsWith('request.'))
    expect(entries.map(({ event, actor, data }) => ({ event, actor, data }))).toEqual([
      {
        event: 'request.received',
        actor: { kind: 'citizen' },
        data: { request: id, kind: 'explanation', dueOn: '2026-12-24' },
      },
      {
        event: 'request.answered',
        actor: { kind: 'agent', role: 'instructeur' },
        data: { request: id, onTime: true },
      },
    ])
    const text = JSON.stringify(entries)
    for (const secret of ['MARQUE', 'marque@', 'alice', number]) expect(text).not.toContain(secret)
  })

  test('a request that was altered in the database is named, and the others stay as usable as they were', async () => {
    const { guard } = await open()
    await guard.requests.receive(SYSTEM, { ...asked, text: 'reportée' })
    const [moved] = await guard.requests.list('alice')
    await guard.requests.receive(SYSTEM, { ...asked, text: 'illisible' })
    const broken = (await guard.requests.list('alice')).find(({ id }) => id !== moved?.id)
    await guard.requests.receive(SYSTEM, { ...asked, text: 'intacte' })
    await rewrite(guard, moved?.id ?? '', (body) => body.replace('2026-12-24', '2036-12-24'))
    await rewrite(guard, broken?.id ?? '', () => '{"record":')
    const listed = await guard.requests.list('alice')
    expect(listed.filter(({ kind }) => kind === 'altered')).toEqual(
      [moved?.id, broken?.id].toSorted().map((id) => ({ kind: 'altered', id })),
    )
    const left = listed.at(-1)
    expect(listed).toHaveLength(3)
    expect((await guard.requests.get(left?.id ?? '', 'alice'))?.input.text).toBe('intacte')
    await expect(guard.requests.answer(left?.id ?? '', { by: 'alice', text: 'Voici.' })).resolves.toBe(
      'recorded',
    )
    await expect(guard.requests.get(moved?.id ?? '', 'alice')).rejects.toThrow(TamperedError)
    await expect(guard.requests.answer(broken?.id ?? '', { by: 'alice', text: 'Oui' })).rejects.toThrow(
      TamperedError,
    )
    expect((await guard.requests.list('odile')).filter(({ kind }) => kind === 'altered')).toHaveLength(2)
    expect(await guard.requests.list('hugo')).toEqual([])
    expect(await guard.requests.count({ from: '2026-01-01', to: '2027-01-01' })).toMatchObject({
      onTime: 1,
      waiting: 0,
      altered: 2,
    })
  })

  test('what became of the requests of a period is counted, erased ones too', async () => {
    const { guard, clock } = await open()
    const day = 86_400_000
    const receive = async (text: string) => {
      const { number } = await guard.requests.receive(SYSTEM, { ...asked, text })
      return { number, id: requestId(number) }
    }
    const early = await receive('à temps')
    const late = await receive('en retard')
    const gone = await receive('effacée')
    await receive('oubliée')
    await guard.requests.receive(SYSTEM, { kind: 'feedback', text: 'Utile.', lang: 'fr' })
    clock.advance(4 * day)
    await guard.requests.answer(early.id, { by: 'alice', text: 'Voici.' })
    await guard.subjects.erase({ subject: gone.number })
    clock.advance(30 * day)
    await guard.requests.answer(late.id, { by: 'alice', text: 'Voici.' })
    await receive('nouvelle')
    const counts = { onTime: 1, late: 1, waiting: 1, overdue: 1, erased: 1, feedback: 1, altered: 0 }
    const all = { from: '2026-01-01', to: '2027-01-01' }
    expect(await guard.requests.count(all)).toEqual({ ...counts, medianDays: 4 })
    await guard.subjects.erase({ subject: early.number })
    expect(await guard.requests.count(all)).toEqual({ ...counts, medianDays: 4 })
    expect(await guard.requests.count({ from: '2026-12-01', to: '2027-01-01' })).toMatchObject({
      waiting: 1,
      overdue: 0,
      feedback: 0,
    })
  })

  test.each([
    ['a lone surrogate', { ...asked, text: '\ud800' }],
    ['nothing one can see', { ...asked, name: '\u200b\u2800' }],
    ['a text without end', { ...asked, text: 'a'.repeat(5001) }],
    ['no way to answer', { kind: 'explanation', name: 'A', text: 'B', lang: 'fr' }],
    ['an address with a line end', { ...asked, email: 'a@b.fr\nBcc: c@d.fr' }],
    ['a reference that was mistyped', { ...asked, reference: '4T9QK-7MZ2X-C8V5W-J3HNB-R6PY1' }],
    ['a field that does not exist', { ...asked, role: 'administrator' }],
    ['nothing', undefined],
  ])('refuses %s, and does not say what it held', async (_what, input) => {
    const { guard } = await open()
    const error = await guard.requests
      .receive(SYSTEM, input as RequestInput)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InputInvalidError)
    expect(String(error)).not.toMatch(/Bcc|4T9QK|aaaa|MARQUE/)
    expect(await guard.requests.list('alice')).toEqual([])
  })
})

test('what was written lies in the database encrypted only', async () => {
  const { guard, path } = await openGuard()
  const { number } = await guard.requests.receive(SYSTEM, asked)
  const [{ id } = { id: '' }] = await guard.requests.list('alice')
  await guard.requests.answer(id, { by: 'alice', text: 'MARQUE-REPONSE' })
  await guard.close()
  const bytes = readFileSync(path).toString('latin1')
  for (const secret of ['MARQUE', 'marque@', number]) expect(bytes).not.toContain(secret)
})

test.each([
  ['2026-01-31', { months: 1 }, '2026-02-28'],
  ['2028-01-31', { months: 1 }, '2028-02-29'],
  ['2026-12-15', { months: 1 }, '2027-01-15'],
  ['2026-11-24', { months: 2 }, '2027-01-24'],
  ['2026-12-30', { days: 15 }, '2027-01-14'],
] as const)('what came on %s is due within %o on %s', (day, within, due) => {
  expect(answerDue(day, within)).toBe(due)
})

test('a time that is none is refused at the start', async () => {
  for (const keepForMonths of [0, 1.5, 1201, '3'])
    await expect(openGuard({ requests: { keepForMonths: keepForMonths as number } })).rejects.toThrow(
      /requests\.keepForMonths/,
    )
  for (const answerWithin of [{ months: 0 }, { days: 1.5 }, { months: 1, days: 1 }, 'demain'])
    await expect(openGuard({ requests: { answerWithin: answerWithin as { days: number } } })).rejects.toThrow(
      /requests\.answerWithin/,
    )
})
