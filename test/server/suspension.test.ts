import { describe, expect, test } from 'vitest'
import { openConsole, type TestBrowser, textOf } from './console.js'

const SYSTEM = 'aide-logement'
const REASON = 'Le modèle confond des dossiers.'
const MOTIVE = 'Le dossier est complet et la dette récente.'

async function decideAlone(browser: TestBrowser, id: string): Promise<void> {
  const checked = await browser.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
    motif: MOTIVE,
    texte: 'Votre demande est acceptée au vu des pièces.',
  })
  expect(checked).toMatchObject({ status: 303, location: `/revue/${id}/verifier` })
  const done = await browser.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
  expect(done.status).toBe(303)
}

describe('The console while a system is suspended', () => {
  test('says so in the queue, and takes agents straight to a decision without the AI', async () => {
    const { guard, propose, person } = await openConsole()
    const id = await propose()
    await guard.suspensions.suspend(SYSTEM, { by: 'denis', reason: REASON })
    const alice = person('alice')
    expect(textOf((await alice.get('/revue')).html)).toMatch(
      /Les suggestions de [“«] ?Préparer .*[”»] sont suspendues depuis le .*24 nov.* Traitez ces dossiers sans l’IA\./,
    )
    await alice.get(`/revue/${id}/examiner`)
    const { html } = await alice.get(`/revue/${id}`)
    expect(html).not.toContain('MARQUE')
    expect(html).not.toContain(`/revue/${id}/avis"`)
    expect(html).toContain('name="decision" value="without-ai"')
    await decideAlone(alice, id)
    expect((await guard.reviews.view(id, 'alice')).decision?.outcome).toBe('without-ai')
  })

  test('takes the suggestion back from who has seen it, who then sets it aside', async () => {
    const { guard, propose, person } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'undecided' })
    expect((await alice.get(`/revue/${id}`)).html).toContain('MARQUE')
    await guard.suspensions.suspend(SYSTEM, { by: 'denis', reason: REASON })
    const { html } = await alice.get(`/revue/${id}`)
    expect(html).not.toContain('MARQUE')
    expect(html).toContain('name="decision" value="rejected"')
    await decideAlone(alice, id)
    expect((await guard.reviews.view(id, 'alice')).decision?.outcome).toBe('rejected')
    await guard.suspensions.resume(SYSTEM, { by: 'denis', reason: 'Corrigé.' })
    expect(textOf((await alice.get('/revue')).html)).not.toContain('suspendues')
  })

  test('shows the administration to those in charge only', async () => {
    const { person } = await openConsole()
    expect((await person('denis').get('/revue')).html).toContain('href="/administration"')
    expect((await person('alice').get('/revue')).html).not.toContain('/administration')
  })
})
