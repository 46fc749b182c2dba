import { localReviewers } from 'garde-fou'
import { expect, test } from 'vitest'
import { people } from '../support/guard.js'
import { formFields, openConsole, textOf } from './console.js'

const MOTIVE = 'Le dossier est complet et la dette récente.'

async function open() {
  const training = [{ id: 'ia-habitat', validUntil: '2027-06-30' }]
  const dora = { id: 'dora', name: 'D. Faure', roles: ['instructeur', 'supervisor'], training }
  const console = await openConsole({}, { reviewers: localReviewers([...people, dora]) })
  const id = await console.propose()
  const alice = console.person('alice')
  await alice.get(`/revue/${id}/examiner`)
  await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable' })
  return { ...console, id, alice }
}

test('whoever opens a case that a colleague decided reads by whom and when, on the day and later', async () => {
  const { id, alice, person, clock } = await open()
  await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, { decision: 'approved', motif: MOTIVE })
  await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
  const read = async (): Promise<string> =>
    textOf((await person('bruno').get(`/revue/${id}`)).html).replaceAll('\u00A0', ' ')
  expect(await read()).toContain('A. Martin a décidé ce dossier à 10 h 00.')
  expect(await read()).not.toContain(MOTIVE)
  clock.advance(3_600_000)
  // In effect: what was decided is there to read.
  for (const part of ['A. Martin a décidé ce dossier à 10 h 00.', 'Dossier suivant', MOTIVE])
    expect(await read()).toContain(part)
  clock.advance(24 * 3_600_000)
  expect(await read()).toContain('A. Martin a décidé ce dossier le mardi 24 novembre 2026 à 10 h 00.')
  expect(textOf((await alice.get(`/revue/${id}`)).html)).not.toContain('a décidé ce dossier')
})

test('a page that comes back to sight is told who decided meanwhile, and what was typed since is shown to be copied', async () => {
  const { id, alice, person, clock } = await open()
  const fields = formFields((await alice.get(`/revue/${id}`)).html, `/revue/${id}/verifier`)
  const state = async (): Promise<unknown> => JSON.parse((await alice.get(`/revue/${id}/etat`)).html)
  expect(await state()).toMatchObject({ status: 'claimed', mine: true })
  const dora = person('dora')
  await dora.submit(`/revue/${id}`, `/revue/${id}/reprendre`, { 'raison-reprise': 'Absence annoncée.' })
  expect(await state()).toMatchObject({ status: 'claimed', mine: false })
  await dora.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable' })
  await dora.submit(`/revue/${id}`, `/revue/${id}/verifier`, { decision: 'approved', motif: MOTIVE })
  await dora.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
  const decided = expect.stringMatching(/^D\. Faure a décidé ce dossier à 10\sh\s00\.$/u)
  expect(await state()).toEqual({ version: expect.any(Number), status: 'decided', mine: false, decided })
  // In the undo window, then in effect, when no draft is taken any more.
  for (const minutes of [0, 60]) {
    clock.advance(minutes * 60_000)
    const shown = await alice.post(`/revue/${id}/brouillon`, { ...fields, motif: 'MON-TEXTE' })
    expect(shown.status).toBe(409)
    expect(textOf(shown.html)).toContain('D. Faure a décidé ce dossier')
    expect(shown.html).toMatch(/<textarea[^>]*readonly[^>]*>\s*MON-TEXTE/)
  }
})
