import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { rewrite } from '../guard/request-fixtures.js'
import { openConsole, type TestConsole } from './console.js'
import { recorded } from './verification-fixtures.js'

const DAY = 86_400_000
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

async function receive(
  { guard }: TestConsole,
  own: { reference?: string; text?: string } = {},
): Promise<string> {
  const before = new Set((await guard.requests.list('alice')).map(({ id }) => id))
  await guard.requests.receive('aide-logement', {
    kind: 'explanation',
    name: 'Zoé <b>Durand</b> \u202egnp',
    address: '1 rue Haute\n33000 Bordeaux',
    text: 'MARQUE <script>alert(1)</script>',
    lang: 'en',
    ...own,
  })
  const added = (await guard.requests.list('alice')).find(({ id }) => !before.has(id))
  return added?.id ?? ''
}

test('an agent sees which requests are late and due, and nothing that anybody wrote before opening one', async () => {
  const console = await openConsole()
  const alice = console.person('alice')
  expect((await alice.get('/revue')).html).toContain('href="/revue/demandes"')
  await isValid((await alice.get('/revue/demandes')).html)
  const late = await receive(console)
  console.clock.advance(31 * DAY)
  const soon = await receive(console, { text: 'Autre' })
  await console.guard.requests.receive('aide-logement', { kind: 'feedback', text: 'Utile.', lang: 'fr' })
  const { html } = await alice.get('/revue/demandes')
  await isValid(html)
  expect(html.indexOf(late)).toBeLessThan(html.indexOf(soon))
  expect(html).toContain('En retard')
  expect(html).toContain('Avis du')
  for (const secret of ['MARQUE', 'Zoé', 'Utile.']) expect(html).not.toContain(secret)
})

test('an agent reads a request as text, follows its reference to the explanation, and records the answer once', async () => {
  const console = await openConsole()
  const { guard, clock } = console
  const reviewId = await recorded(guard, 'amend')
  clock.advance(600_000)
  const decision = await guard.decision(reviewId)
  const reference = 'reference' in decision ? decision.reference : undefined
  const id = await receive(console, reference === undefined ? {} : { reference })
  const alice = console.person('alice')
  const path = `/revue/demandes/${id}`
  const { html } = await alice.get(path)
  await isValid(html)
  expect(html).toContain(`href="/revue/${reviewId}/explication"`)
  expect(html).toContain('MARQUE &lt;script&gt;')
  expect(html).toContain('U+202E')
  const empty = await alice.submit(path, path, { reponse: ' \u200b ' })
  expect(empty.status).toBe(422)
  expect(empty.html).toContain('href="#champ-reponse"')
  await isValid(empty.html)
  const done = await alice.submit(path, path, { reponse: 'Voici <b>pourquoi</b>.' })
  expect(done.location).toBe(`${path}?fait=recorded`)
  const after = await alice.get(done.location ?? '')
  await isValid(after.html)
  expect(after.html).toContain('Voici &lt;b&gt;pourquoi&lt;/b&gt;.')
  expect(after.html).toContain('A. Martin')
  expect(after.html).not.toContain('name="reponse"')
})

test('who answers a request that a colleague has answered meanwhile is told, and changes nothing', async () => {
  const console = await openConsole()
  const id = await receive(console)
  const path = `/revue/demandes/${id}`
  const [alice, denis] = [console.person('alice'), console.person('denis')]
  const { html } = await alice.get(path)
  const jeton = /name="jeton" value="([^"]+)"/.exec(html)?.[1] ?? ''
  expect((await denis.submit(path, path, { reponse: 'Première' })).status).toBe(303)
  const second = await alice.post(path, { jeton, reponse: 'Seconde' })
  expect(second.html).toContain('Une réponse était déjà enregistrée')
  expect(second.html).toContain('Première')
  expect((await console.guard.requests.get(id, 'alice'))?.answer?.text).toBe('Première')
})

test('an altered request is named above the others, which can be opened and answered', async () => {
  const console = await openConsole()
  const altered = await receive(console)
  const fine = await receive(console, { text: 'Autre' })
  await rewrite(console.guard, altered, (body) => body.replace('aide-logement', 'voirie'))
  const alice = console.person('alice')
  const { html } = await alice.get('/revue/demandes')
  await isValid(html)
  expect(html).toContain('Demandes altérées')
  expect(html.indexOf(altered)).toBeLessThan(html.indexOf(fine))
  expect(html).not.toContain(`/revue/demandes/${altered}`)
  expect((await alice.get(`/revue/demandes/${fine}`)).html).toContain('name="reponse"')
  expect((await alice.get(`/revue/demandes/${altered}`)).status).toBeGreaterThanOrEqual(500)
})

test('a reference that leads nowhere is said to, and an unknown request is not found', async () => {
  const console = await openConsole()
  const { newReference } = await import('../../src/review/reference.js')
  const id = await receive(console, { reference: newReference() })
  const alice = console.person('alice')
  expect((await alice.get(`/revue/demandes/${id}`)).html).toContain('ne mène à aucun dossier')
  expect((await alice.get('/revue/demandes/constructor')).status).toBe(404)
})
