import { join } from 'node:path'
import { generateSigningKey, type Reviewer, storedReviewers } from 'garde-fou'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, test } from 'vitest'
import { people, temporaryFolder } from '../support/guard.js'
import { formFields, openConsole, textOf } from './console.js'

const SYSTEM = 'aide-logement'
const SUSPEND = `/administration/systemes/${SYSTEM}/suspendre`
const RESUME = `/administration/systemes/${SYSTEM}/reprendre`
const REASON = 'Le modèle confond des dossiers depuis ce matin.'

const extra: readonly Reviewer[] = [
  { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] },
  { id: 'aline', name: 'A. Noir', roles: ['administrator'], training: [] },
  { id: 'odile', name: 'O. Vert', roles: ['auditor'], training: [] },
]

/** A console whose directory is in the store. */
async function open(lang: 'fr' | 'en' = 'fr') {
  const store = sqliteStore(join(temporaryFolder(), 'guard.db'))
  const signingKey = generateSigningKey('test.example')
  const reviewers = storedReviewers({ store, signingKey, first: [...people, ...extra] })
  return { ...(await openConsole({ lang }, { store, signingKey, reviewers })), reviewers }
}

describe('The administration of systems', () => {
  test('shows each system, its state and its people, to those in charge', async () => {
    const { person } = await open()
    const page = await person('adele').get('/administration')
    const text = textOf(page.html)
    expect(text).toContain('Préparer l’instruction des aides exceptionnelles au logement')
    expect(text).toContain('En service')
    expect(text).toContain('instructeur : 2 personnes habilitées')
    expect(text).toContain('Responsable : 1 personne habilitée')
    expect((await person('denis').get('/administration')).html).toContain(SUSPEND)
    const audited = await person('odile').get('/administration')
    expect(audited.status).toBe(200)
    expect(audited.html).not.toContain('/suspendre')
    expect((await person('alice').get('/administration')).status).toBe(404)
  })

  test('suspends with a reason, says so on the page, and resumes with another', async () => {
    const { person, guard } = await open()
    const denis = person('denis')
    const field = `motif/${SYSTEM}`
    const empty = await denis.submit('/administration', SUSPEND, { [field]: '  ' })
    expect(empty.status).toBe(422)
    expect(empty.html).toContain('aria-invalid="true"')
    expect(textOf(empty.html)).toContain('Indiquez le motif.')
    expect(await guard.suspensions.of(SYSTEM)).toBeUndefined()
    const done = await denis.submit('/administration', SUSPEND, { [field]: `${REASON} <script>` })
    expect(done).toMatchObject({ status: 303, location: '/administration?fait=suspended' })
    const page = await denis.get(done.location ?? '')
    const text = textOf(page.html)
    expect(text).toContain('Les suggestions sont suspendues.')
    expect(text).toContain('Suspendu depuis le mardi 24 novembre 2026 à 10 h 00')
    expect(text).toContain('Par D. Faure (Responsable).')
    expect(page.html).toContain('&lt;script&gt;')
    const resumed = await person('adele').submit('/administration', RESUME, { [field]: 'Corrigé et essayé.' })
    expect(resumed.location).toBe('/administration?fait=resumed')
    expect(await guard.suspensions.of(SYSTEM)).toBeUndefined()
    const history = textOf((await denis.get('/administration')).html)
    expect(history).toMatch(/Repris le .* par A\. Blanc Corrigé et essayé\. Suspendu le .* par D\. Faure/)
  })

  test('takes no press of the button from anybody else', async () => {
    const { person, guard } = await open()
    for (const id of ['alice', 'odile']) {
      const visitor = person(id)
      const { html } = await visitor.get('/revue')
      const jeton = formFields(html, '/revue/suivant')['jeton'] ?? ''
      expect((await visitor.post(SUSPEND, { jeton, [`motif/${SYSTEM}`]: REASON })).status).toBe(404)
    }
    expect((await person('denis').post(SUSPEND, { [`motif/${SYSTEM}`]: REASON })).status).toBe(403)
    expect(await guard.suspensions.list()).toEqual([])
  })
})

describe('The administration of people', () => {
  test('lists who may do what until when, and what needs attention first', async () => {
    const { person } = await open()
    const text = textOf((await person('adele').get('/administration/personnes')).html)
    expect(text).toMatch(/C\. Roux, pour Préparer .* : expirée depuis le jeudi 1er janvier 2026/)
    expect(text).toContain('A. Martin')
    expect((await person('denis').get('/administration/personnes')).status).toBe(404)
    const audited = await person('odile').get('/administration/personnes')
    expect(audited.status).toBe(200)
    expect(audited.html).not.toMatch(/personnes\/(?:fiche|nouvelle)/)
  })

  test('an authorisation that ends within thirty days is called to mind, and too few people too', async () => {
    const { person, reviewers } = await open()
    const training = [{ id: 'ia-habitat', validUntil: '2026-12-24' }]
    await reviewers.change(
      { id: 'bruno', name: 'B. Petit', roles: ['instructeur'], training },
      { by: 'adele' },
    )
    const page = () => person('adele').get('/administration/personnes')
    expect(textOf((await page()).html)).toMatch(/B\. Petit, pour .* : jusqu’au jeudi 24 décembre 2026/)
    await reviewers.change({ id: 'bruno', name: 'B. Petit', roles: [], training: [] }, { by: 'adele' })
    const text = textOf((await page()).html)
    expect(text).toMatch(/Trop peu de personnes habilitées .* : 1 sur 2 pour le rôle « instructeur »/)
  })

  test('adds and changes people, and each change counts at once', async () => {
    const { person, reviewers, propose } = await open()
    const id = await propose()
    const adele = person('adele')
    const path = '/administration/personnes/nouvelle'
    const added = await adele.submit(path, path, {
      identifiant: 'emma@ville.example',
      nom: 'E. Dupuis',
      courriel: 'emma@ville.example',
      'role/instructeur': '1',
      'formation/ia-habitat': '2027-06-30',
    })
    expect(added.status).toBe(303)
    expect(textOf((await adele.get(added.location ?? '')).html)).toContain(
      'Les droits de E. Dupuis sont enregistrés.',
    )
    const emma = person('emma@ville.example')
    expect((await emma.get(`/revue/${id}`)).status).toBe(200)
    const own = `/administration/personnes/fiche/${encodeURIComponent('emma@ville.example')}`
    const fields = formFields((await adele.get(own)).html, own)
    expect(fields).toMatchObject({
      nom: 'E. Dupuis',
      courriel: 'emma@ville.example',
      'role/instructeur': '1',
      'formation/ia-habitat': '2027-06-30',
    })
    const { 'role/instructeur': _, ...without } = fields
    expect((await adele.post(own, without)).status).toBe(303)
    expect((await emma.get(`/revue/${id}`)).status).toBe(404)
    // The page as it was seen before the change.
    const late = await person('aline').get(own)
    expect(late.status).toBe(200)
    const stale = await adele.post(own, fields)
    expect(stale.status).toBe(422)
    expect(textOf(stale.html)).toContain('modifiés entre-temps')
    expect((await reviewers.find('emma@ville.example'))?.roles).toEqual([])
  })

  test('refuses what cannot be, with what was typed still there', async () => {
    const { person, reviewers } = await open()
    const adele = person('adele')
    const path = '/administration/personnes/nouvelle'
    const wrong = await adele.submit(path, path, {
      identifiant: 'a b',
      nom: ' ',
      courriel: 'a@ville.example,b@mal.example',
      'role/instructeur': '1',
      'formation/ia-habitat': '2027-02-30',
    })
    expect(wrong.status).toBe(422)
    expect(textOf(wrong.html)).toMatch(
      /L’identifiant ne convient pas.*Indiquez le nom affiché.*Cette date.*une seule adresse/,
    )
    expect(formFields(wrong.html, path)).toMatchObject({ identifiant: 'a b', 'role/instructeur': '1' })
    const taken = await adele.submit(path, path, { identifiant: 'alice', nom: 'X' })
    expect(textOf(taken.html)).toContain('Cet identifiant existe déjà.')
    const forged = await adele.submit(path, path, { identifiant: 'x', nom: 'X', 'role/roi': '1' })
    expect(forged.status).toBe(422)
    expect(await reviewers.find('x')).toBeUndefined()
    expect((await reviewers.find('alice'))?.roles).toEqual(['instructeur'])
  })

  test('lets nobody set their own rights, and nobody but an administrator those of others', async () => {
    const { person, reviewers } = await open()
    const adele = person('adele')
    const own = '/administration/personnes/fiche/adele'
    const self = await adele.submit(own, own, { 'role/instructeur': '1' })
    expect(self.status).toBe(403)
    expect((await reviewers.find('adele'))?.roles).toEqual(['administrator'])
    for (const id of ['denis', 'odile', 'alice']) {
      const visitor = person(id)
      const jeton = formFields((await visitor.get('/revue')).html, '/revue/suivant')['jeton'] ?? ''
      const target = '/administration/personnes/fiche/bruno'
      expect((await visitor.get(target)).status).toBe(404)
      expect((await visitor.post(target, { jeton, nom: 'B', 'role/administrator': '1' })).status).toBe(404)
      expect((await visitor.post('/administration/personnes/nouvelle', { jeton, nom: 'B' })).status).toBe(404)
    }
    expect((await reviewers.find('bruno'))?.roles).toEqual(['instructeur'])
  })

  test('says what it cannot tell where the city’s own directory lists nobody', async () => {
    const { person } = await openConsole(
      {},
      { reviewers: { find: async (id) => [...people, ...extra].find((one) => one.id === id) } },
    )
    expect(textOf((await person('adele').get('/administration/personnes')).html)).toContain(
      'L’annuaire de la ville ne donne pas la liste',
    )
    expect((await person('adele').get('/administration/personnes/nouvelle')).status).toBe(404)
  })

  test('is complete in English', async () => {
    const { person } = await open('en')
    const text = textOf((await person('adele').get('/administration')).html)
    expect(text).toContain('Suspend the suggestions')
    expect(textOf((await person('adele').get('/administration/personnes')).html)).toContain(
      'Authorisations to renew',
    )
  })
})
