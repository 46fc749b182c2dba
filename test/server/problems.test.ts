import type { Reviewer } from 'garde-fou'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { entryOf } from '../../src/guard/record.js'
import { codeOf, journalEntries, people, temporaryFolder } from '../support/guard.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'
import { openConsole, textOf } from './console.js'
import { reportProblem } from './report-a-problem.js'

const database = databaseOfFile()
const DAY = 86_400_000
const MASTER_KEY = 'une-cle-de-test-de-trente-deux-caracteres'
const staff: readonly Reviewer[] = [
  ...people,
  { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] },
  { id: 'odile', name: 'O. Vert', roles: ['auditor'], training: [] },
  { id: 'hugo', name: 'H. Gris', roles: ['voirie'], training: [] },
]
const reviewers = { find: async (id: string) => staff.find((person) => person.id === id) }
const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'long-title': 'off', 'doctype-style': 'off', 'no-trailing-whitespace': 'off' },
})

async function isValid(html: string): Promise<void> {
  const { results } = await validator.validateString(html)
  expect(
    results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
  ).toEqual([])
}

describe.each([
  ['SQLite', async () => sqliteStore(`${temporaryFolder()}/guard.db`)],
  ['PostgreSQL', async () => postgresStore({ connectionString: await database(), schema: freshSchema() })],
] as const)('A reported problem on %s', (_name, store) => {
  test('goes from received to put right, with an answer that whoever reported reads', async () => {
    const console = await openConsole({}, { store: await store(), masterKey: MASTER_KEY, reviewers })
    const { guard, clock, person } = console
    const { id } = await reportProblem(console)
    const path = `/revue/signalements/${id}`
    const denis = person('denis')
    const listed = (await denis.get('/revue/signalements')).html
    await isValid(listed)
    expect(listed).toContain(`href="${path}"`)
    expect(listed).not.toContain('MARQUE')
    const { html } = await denis.get(path)
    await isValid(html)
    expect(html).toContain('MARQUE &lt;b&gt;inventé')
    expect(textOf(html)).toContain('Reçu')
    const empty = await denis.submit(path, path, { etat: 'fixed', reponse: ' \u200b ' })
    expect(empty.status).toBe(422)
    await isValid(empty.html)
    expect(empty.html).toContain('href="#champ-reponse"')
    const long = await denis.submit(path, path, { etat: 'fixed', reponse: 'x'.repeat(20_001) })
    expect([long.status, textOf(long.html)]).toEqual([
      422,
      expect.stringContaining('dépasse 20 000 caractères'),
    ])
    expect(long.html).toContain('href="#champ-reponse"')
    expect((await denis.submit(path, path, { etat: 'analysed', reponse: '' })).status).toBe(303)
    const done = await denis.submit(path, path, { etat: 'fixed', reponse: 'Consigne <i>corrigée</i>.' })
    expect(done.location).toBe(`${path}?fait=recorded`)
    expect(textOf((await denis.get(done.location ?? '')).html)).toContain(
      'L’état du signalement est enregistré.',
    )
    const alice = person('alice')
    const mine = (await alice.get('/revue/signalements')).html
    await isValid(mine)
    expect(textOf(mine)).toContain('Corrigé, le mardi 24 novembre 2026')
    expect(textOf(mine)).toContain('Corrigé en novembre 2026 grâce aux signalements')
    const own = (await alice.get(path)).html
    expect(own).toContain('Consigne &lt;i&gt;corrigée')
    expect(own).not.toContain('name="etat"')
    expect(textOf((await alice.get('/revue/statistiques')).html)).toContain(
      'Reçus : 0. Analysés : 0. Corrigés : 1. Sans suite : 0.',
    )
    const entries = await journalEntries({ guard, clock, signingKey: console.signingKey })
    const steps = entries.filter(({ event }) => event === 'review.report-handled')
    expect(steps.map(({ data, actor }) => [data['from'], data['to'], actor])).toEqual([
      ['received', 'analysed', { kind: 'agent', role: 'supervisor' }],
      ['analysed', 'fixed', { kind: 'agent', role: 'supervisor' }],
    ])
    expect(JSON.stringify(entries)).not.toMatch(/MARQUE|corrigée|denis|alice/)
  })

  test('is answered once by two at the same moment; the other is told, and what they typed stays', async () => {
    const console = await openConsole({}, { store: await store(), masterKey: MASTER_KEY, reviewers })
    const { guard, person } = console
    const { id } = await reportProblem(console)
    const answer = (by: string) =>
      guard.problems.handle(id, { by, version: 1, status: 'dismissed', answer: `Réponse de ${by}` })
    expect((await Promise.all([answer('denis'), answer('adele')])).toSorted()).toEqual([
      'changed-before',
      'recorded',
    ])
    const path = `/revue/signalements/${id}`
    const denis = person('denis')
    const { html } = await denis.get(path)
    const jeton = /name="jeton" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const late = await denis.post(path, { jeton, version: '1', etat: 'analysed', reponse: 'Ma saisie' })
    expect(late.status).toBe(409)
    expect(late.html).toContain('Ma saisie')
    expect(textOf(late.html)).toContain('a changé entre-temps')
  })

  test('that asks for a suspension is told to the supervisors at once', async () => {
    const channel = { id: 'memoire', send: async () => undefined }
    const opened = await store()
    const console = await openConsole(
      {},
      { store: opened, masterKey: MASTER_KEY, reviewers, notifications: { channels: [channel] } },
    )
    await reportProblem(console)
    await reportProblem(console, { urgent: true })
    const now = console.clock.now().toISOString()
    const messages = await opened.takeOutbox({ now, hideUntil: now, limit: 10 })
    expect(messages.map(({ topic }) => topic)).toEqual(['notification/memoire/reported-urgent'])
  })
})

describe('Who may do what with reports', () => {
  test('the reporter reads, auditors read, those in charge answer, others find nothing', async () => {
    const console = await openConsole({}, { reviewers })
    const { guard, person } = console
    const { id } = await reportProblem(console)
    const path = `/revue/signalements/${id}`
    for (const who of ['bruno', 'hugo']) {
      expect((await person(who).get(path)).status, who).toBe(404)
      expect(await guard.problems.list(who), who).toEqual([])
    }
    for (const who of ['alice', 'odile', 'bruno', 'hugo']) {
      const command = { by: who, version: 1, status: 'dismissed', answer: 'Non.' } as const
      expect(await codeOf(guard.problems.handle(id, command)), who).toBe('ERR_REVIEWER_NOT_ALLOWED')
    }
    for (const who of ['alice', 'odile', 'denis', 'adele'])
      expect((await person(who).get(path)).status, who).toBe(200)
    // An administrator looks after systems and sees no case.
    expect((await guard.problems.get(id, 'adele'))?.reviewId).toBeUndefined()
    expect((await guard.problems.get(id, 'alice'))?.reviewId).toBeDefined()
    expect(await guard.problems.list('adele')).toMatchObject([{ status: 'received', isMine: false }])
    expect(JSON.stringify(await guard.problems.list('denis'))).not.toContain('alice')
  })

  test('no step is skipped backwards, no end is without a reason, nothing unknown is taken', async () => {
    const console = await openConsole({}, { reviewers })
    const { guard } = console
    const { id } = await reportProblem(console)
    const by = 'denis'
    expect(await codeOf(guard.problems.handle(id, { by, version: 1, status: 'received' }))).toBe(
      'ERR_INPUT_INVALID',
    )
    expect(await codeOf(guard.problems.handle(id, { by, version: 1, status: 'dismissed' }))).toBe(
      'ERR_INPUT_INVALID',
    )
    const forged = { by, version: 1, status: 'constructor' as 'fixed', answer: 'x' }
    expect(await codeOf(guard.problems.handle(id, forged))).toBe('ERR_INPUT_INVALID')
    expect(await codeOf(guard.problems.handle('constructor', { by, version: 1, status: 'analysed' }))).toBe(
      'ERR_REVIEWER_NOT_ALLOWED',
    )
    expect(await guard.problems.handle(id, { by, version: 1, status: 'fixed', answer: 'Fait.' })).toBe(
      'recorded',
    )
    // Closed too early: it can be looked at again, and its first answer stays in the journal.
    expect(await guard.problems.handle(id, { by, version: 2, status: 'analysed' })).toBe('recorded')
    expect((await guard.problems.get(id, 'alice'))?.status).toBe('analysed')
  })

  test('a report that was altered in the database is named to those in charge, and believed by nobody', async () => {
    const console = await openConsole({}, { reviewers })
    const { guard, person } = console
    const { id } = await reportProblem(console)
    const row = await guard.store.getSetting('problem', id)
    const entry = entryOf({ event: 'review.report-handled', actor: { kind: 'guard' }, data: {} }, new Date())
    await guard.store.commit({
      entries: [entry],
      setting: {
        kind: 'problem',
        id,
        version: 2,
        body: (row?.body ?? '').replace('"received"', '"dismissed"'),
      },
    })
    expect(await guard.problems.list('denis')).toEqual([{ kind: 'altered', id }])
    expect(await guard.problems.list('alice')).toEqual([])
    expect(await codeOf(guard.problems.get(id, 'alice'))).toBe('ERR_TAMPERED')
    const { html } = await person('denis').get('/revue/signalements')
    await isValid(html)
    expect(html).toContain('Signalements altérés')
  })

  test('once a case is erased its report has no words left, and takes none', async () => {
    const console = await openConsole({}, { reviewers })
    const { guard, clock } = console
    const { id, reviewId } = await reportProblem(console)
    await guard.reviews.withdraw(reviewId, {
      by: { kind: 'application', id: 'app' },
      why: 'Retirée.',
      idempotencyKey: 'w',
    })
    clock.advance(DAY)
    await guard.subjects.erase({ subject: 'AL-1' })
    const found = await guard.problems.get(id, 'alice')
    expect(found?.status).toBe('received')
    expect(found?.text).toBeUndefined()
    const command = { by: 'denis', version: 1, status: 'dismissed', answer: 'Trop tard.' } as const
    expect(await codeOf(guard.problems.handle(id, command))).toBe('ERR_REVIEW_ERASED')
    expect((await console.person('alice').get(`/revue/signalements/${id}`)).html).toContain('a été effacé')
  })
})
