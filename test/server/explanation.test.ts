import { defineSystem } from 'garde-fou'
import { type Explanation, explanationText } from 'garde-fou/notice'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { newReference } from '../../src/review/reference.js'
import { people, temporaryFolder } from '../support/guard.js'
import { type Draft, draftSchema, housing, housingRecord } from '../support/housing.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'
import { openConsole, SUGGESTION, type TestConsole, textOf } from './console.js'

const database = databaseOfFile()
const MASTER_KEY = 'une-cle-de-test-de-trente-deux-caracteres'
const MOTIVE = 'MARQUE-MOTIF Le dossier est complet et la dette récente.'
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

/** Decides on a review; its decision is in effect afterwards. */
async function decide({ guard, clock }: TestConsole, id: string, value: Draft): Promise<void> {
  const { reviews } = guard
  const command = (version: number, step: string) => ({
    by: 'alice',
    version,
    idempotencyKey: `${id}-${step}`,
  })
  const claimed = await reviews.claim(id, command((await reviews.view(id, 'alice')).version, 'claim'))
  const seen = await reviews.recordOpinion(id, { choice: 'favourable' }, command(claimed.version, 'opinion'))
  await reviews.amend(id, { motive: MOTIVE, value }, command(seen.version, 'decide'))
  clock.advance(600_000)
}

const inputOf = (explanation: Explanation): string =>
  JSON.stringify(explanation.sections.find(({ part }) => part === 'data')?.values)

describe.each([
  ['SQLite', async () => sqliteStore(`${temporaryFolder()}/guard.db`)],
  ['PostgreSQL', async () => postgresStore({ connectionString: await database(), schema: freshSchema() })],
] as const)('The page of an individual explanation on %s', (_name, store) => {
  test('is reached from the case by whoever answers the person, and can be read in both languages', async () => {
    const console = await openConsole({}, { store: await store(), masterKey: MASTER_KEY })
    const id = await console.propose()
    const bruno = console.person('bruno')
    expect((await bruno.get(`/revue/${id}`)).html).not.toContain('/explication')
    expect((await bruno.get(`/revue/${id}/explication`)).status).toBe(409)
    await decide(console, id, {
      ...SUGGESTION,
      amount: 300,
      letter: 'MARQUE-SUGGESTION Nous vous accordons 300 €.',
    })
    expect((await bruno.get(`/revue/${id}`)).html).toContain(`href="/revue/${id}/explication"`)
    const { html, status } = await bruno.get(`/revue/${id}/explication`)
    expect(status).toBe(200)
    const said = textOf(html)
    for (const text of [
      'Explication individuelle',
      'La part de l’IA dans la décision',
      'La décision reprend la suggestion de l’IA avec 2 changements.',
      'Formulaire de demande (données personnelles ; source : La personne qui demande l’aide)',
      'Montant',
      'MARQUE-SUGGESTION',
      'Différences avec la suggestion',
    ])
      expect(said).toContain(text)
    for (const secret of ['MARQUE-MOTIF', 'A. Martin']) expect(html).not.toContain(secret)
    const english = await bruno.get(`/revue/${id}/explication?langue=en`)
    expect(english.html).toContain('<article lang="en"')
    expect(textOf(english.html)).toContain('The decision keeps the AI’s suggestion with 2 changes.')
    for (const page of [html, english.html]) await isValid(page)
  })
})

describe('The page of an individual explanation', () => {
  test('is none of other people’s business', async () => {
    const console = await openConsole({
      authenticate: async (request) => request.headers.get('x-test-person') ?? undefined,
    })
    const id = await console.propose()
    await decide(console, id, { ...SUGGESTION, amount: 300 })
    expect((await console.person(undefined).get(`/revue/${id}/explication`)).html).not.toContain('300')
    expect((await console.person('alice').get('/revue/nope/explication')).status).toBe(404)
  })

  test('is found by the letter’s reference, typed into the queue’s search, by who may see the case', async () => {
    const reviewers = {
      find: async (person: string) =>
        person === 'hugo'
          ? { id: 'hugo', name: 'H. Gris', roles: ['voirie'], training: [] }
          : people.find(({ id }) => id === person),
    }
    const console = await openConsole({}, { reviewers })
    const id = await console.propose()
    await decide(console, id, { ...SUGGESTION, amount: 300 })
    const { facts } = await console.guard.explain(id)
    const typed = encodeURIComponent((facts.reference ?? '').toLowerCase().replaceAll('-', ' '))
    const search = (who: string, text: string) => console.person(who).get(`/revue?recherche=${text}`)
    expect((await search('bruno', typed)).location).toBe(`/revue/${id}`)
    expect((await search('hugo', typed)).location).toBeUndefined()
    expect((await search('bruno', newReference())).location).toBeUndefined()
  })

  test('shows whatever case, suggestion and decision hold as text', async () => {
    const nasty = '</dd></article><script>alert(1)</script>\u202Eexe" onload="x'
    const console = await openConsole()
    const id = await console.propose({
      subject: nasty,
      value: { ...SUGGESTION, letter: nasty },
      caseData: { [nasty]: [nasty, { [nasty]: null }], long: 'x'.repeat(20_000) },
    })
    await decide(console, id, { ...SUGGESTION, letter: `${nasty} 2` })
    const { html } = await console.person('alice').get(`/revue/${id}/explication`)
    expect(html).not.toMatch(/<script>alert|\u202E|" onload="/)
    expect(html).toContain('U+202E')
    await isValid(html)
  })
})

describe('What the model was given', () => {
  const trained = defineSystem({
    ...housingRecord,
    id: 'aide-entrainee',
    model: { ...housingRecord.model, nature: 'trained', kind: 'modèle de langage', version: '2026-03' },
    uses: {
      draft: {
        impact: 'significant',
        action: 'prépare un projet de décision',
        purpose: 'Préparer un projet de décision que l’agent examine.',
        audience: 'citizens',
        output: draftSchema,
        personalData: { otherwise: 'pseudonymise' },
        oversight: { role: 'instructeur', secondOpinionPercent: 0, undoMinutes: 10 },
      },
    },
  })

  test('is in the explanation: the case itself, or the texts beside the case', async () => {
    const console = await openConsole()
    const same = await console.guard.propose(housing.uses.draft, { input: 'MARQUE-ENTREE' }, () => SUGGESTION)
    await decide(console, same.id, { ...SUGGESTION, amount: 300 })
    const first = await console.guard.explain(same.id)
    expect(first.facts.input).toEqual({ from: 'case', placeholders: false })
    expect(inputOf(first)).toMatch(/mêmes données.*MARQUE-ENTREE/)
    const other = await console.propose({ caseData: { Revenus: 1240.5 } })
    await decide(console, other, { ...SUGGESTION, amount: 300 })
    expect(inputOf(await console.guard.explain(other))).toMatch(
      /Ce qui a été transmis.*Demande d’aide.*1240\.5/,
    )
  })

  test('with placeholders for personal data is told so, and a trained model is given no weight', async () => {
    const console = await openConsole({}, { systems: [trained], masterKey: MASTER_KEY })
    const sent: unknown[] = []
    const { id } = await console.guard.propose(
      trained.uses.draft,
      { input: 'Écrire à mariam@exemple.fr', subject: 'AL-9' },
      (input) => {
        sent.push(input)
        return SUGGESTION
      },
    )
    expect(JSON.stringify(sent)).not.toContain('mariam@exemple.fr')
    await decide(console, id, { ...SUGGESTION, amount: 300 })
    const text = explanationText(await console.guard.explain(id))
    expect(text).toContain('remplacées par des repères')
    expect(text).toContain('version 2026-03')
    expect(text).toContain('aucun n’est donc indiqué ici')
    expect(text).toContain('Les consignes données à l’IA font partie de la version 1.0.0')
  })
})
