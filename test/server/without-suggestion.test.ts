import { expect, test } from 'vitest'
import { housing } from '../support/housing.js'
import { openConsole, textOf } from './console.js'

test('A case without a suggestion says that the AI is unavailable, and leads straight to a decision without it', async () => {
  const { guard, person } = await openConsole()
  const { id } = await guard.openWithoutAi(housing.uses.draft, {
    subject: 'AL-7',
    caseData: { situation: 'Sinistre' },
  })
  const alice = person('alice')
  await alice.get(`/revue/${id}/examiner`)
  const { html } = await alice.get(`/revue/${id}`)
  expect(textOf(html).replaceAll('\u00A0', ' ')).toContain(
    'L’IA est indisponible. Les délais continuent de courir : traitez sans l’IA.',
  )
  expect(html).toContain('name="decision" value="without-ai"')
  expect(html).not.toContain(`/revue/${id}/avis"`)
  const checked = await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
    motif: 'Le sinistre est prouvé par les pièces.',
    texte: 'Votre demande est acceptée au vu des pièces.',
  })
  expect(checked.status).toBe(303)
  expect((await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)).status).toBe(303)
  expect((await guard.reviews.view(id, 'alice')).decision?.outcome).toBe('without-ai')
})

test('The request of a person about a case handled without the AI says so, and offers no explanation of an algorithm', async () => {
  const { guard, clock, person } = await openConsole()
  const { id } = await guard.openWithoutAi(housing.uses.draft, {
    subject: 'AL-7',
    caseData: { situation: 'X' },
  })
  const command = (version: number) => ({ by: 'alice', version, idempotencyKey: `${id}-${version}` })
  const { version } = await guard.reviews.view(id, 'alice')
  const claimed = await guard.reviews.claim(id, command(version))
  const motive = 'Le sinistre est prouvé par les pièces.'
  await guard.reviews.decideWithoutAi(id, { motive }, command(claimed.version))
  clock.advance(600_000)
  const decision = await guard.decision(id)
  const reference = 'reference' in decision ? decision.reference : undefined
  expect(reference).toBeDefined()
  await guard.requests.receive('aide-logement', {
    kind: 'explanation',
    name: 'Zoé Durand',
    address: '1 rue Haute',
    text: 'Pourquoi ?',
    lang: 'fr',
    ...(reference === undefined ? {} : { reference }),
  })
  const [request] = await guard.requests.list('alice')
  const { html } = await person('alice').get(`/revue/demandes/${request?.id}`)
  expect(textOf(html)).toContain('Dossier instruit sans l’IA')
  expect(html).not.toContain(`/revue/${id}/explication`)
  expect(html).toContain(`href="/revue/${id}"`)
})
