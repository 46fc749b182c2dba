import { defineSystem } from 'garde-fou'
import { describe, expect, test } from 'vitest'
import { type Draft, draftSchema, housingRecord } from '../support/housing.js'
import { formFields, openConsole, SUGGESTION, type TestBrowser, textOf } from './console.js'

const MOTIVE = 'Le dossier est complet et la dette récente.'

/** Reserves a review and records an opinion; the suggestion is then shown. */
async function lookAt(browser: TestBrowser, id: string, opinion = 'favourable'): Promise<string> {
  await browser.get(`/revue/${id}/examiner`)
  const shown = await browser.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: opinion })
  expect(shown.location).toBe(`/revue/${id}#suggestion`)
  return (await browser.get(`/revue/${id}`)).html
}

describe('Deciding in the console', () => {
  test('the suggestion is in no byte of any answer before the opinion is recorded', async () => {
    const { propose, person } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    const answers = [
      await alice.get('/revue'),
      await alice.get(`/revue/${id}`),
      await alice.submit(`/revue/${id}`, `/revue/${id}/reserver`),
      await alice.get(`/revue/${id}`),
      await alice.get(`/revue/${id}/verifier`),
      await alice.get(`/revue/${id}/sans-ia`),
      await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, {}),
      await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'inventé' }),
    ]
    for (const { html, headers } of answers) {
      expect(html).not.toContain('MARQUE-SUGGESTION')
      expect(html).not.toContain('Suggestion de l’IA')
      expect(JSON.stringify([...headers])).not.toContain('MARQUE')
    }
    expect(answers.at(-1)?.status).toBe(422)
    expect(
      (await lookAt(person('alice'), await propose({ subject: 'B' }))).includes('MARQUE-SUGGESTION'),
    ).toBe(true)
    // A colleague has not given theirs.
    expect((await person('bruno').get(`/revue/${id}`)).html).not.toContain('MARQUE-SUGGESTION')
  })

  test('nothing is chosen beforehand, in either step', async () => {
    const { propose, person } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await alice.submit(`/revue/${id}`, `/revue/${id}/reserver`)
    expect((await alice.get(`/revue/${id}`)).html).not.toMatch(/name="avis"[^>]*checked/)
    const html = await lookAt(alice, id)
    expect(html.match(/name="decision"/g)).toHaveLength(3)
    expect(html).not.toMatch(/name="decision"[^>]*checked/)
    expect(html).not.toMatch(/<button[^>]*disabled/)
  })

  test('approving asks for a motive, shows everything once more, then records it with its undo window', async () => {
    const { propose, person, guard, clock } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await lookAt(alice, id)
    const missing = await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
      decision: 'approved',
      motif: ' … ',
    })
    expect(missing.status).toBe(422)
    expect(textOf(missing.html)).toContain('1 erreur à corriger')
    expect(missing.html).toContain('href="#champ-motif"')
    const checked = await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
      decision: 'approved',
      motif: MOTIVE,
    })
    expect(checked).toMatchObject({ status: 303, location: `/revue/${id}/verifier` })
    expect((await guard.reviews.view(id, 'alice')).status).toBe('claimed')
    const recorded = await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
    expect(recorded.location).toBe(`/revue/${id}#etat`)
    expect(textOf((await alice.get(`/revue/${id}`)).html)).toContain(
      'Décision enregistrée. Envoi prévu à 10 h 10.',
    )
    clock.advance(11 * 60_000)
    expect(textOf((await alice.get(`/revue/${id}`)).html)).toContain('Cette décision a pris effet')
    expect((await guard.reviews.view(id, 'alice')).decision).toMatchObject({
      outcome: 'approved',
      motive: MOTIVE,
      value: SUGGESTION,
    })
  })

  test('a motive that takes the AI’s words over is remarked on, and can be recorded; what the AI has not seen is said', async () => {
    const { propose, person } = await openConsole({
      cases: { 'aide-logement': { unseen: () => ['Appel du 12 novembre'] } },
    })
    const id = await propose()
    const alice = person('alice')
    await lookAt(alice, id)
    expect(textOf((await alice.get(`/revue/${id}`)).html)).toContain(
      'Ce que l’IA n’a pas vu Appel du 12 novembre',
    )
    const decide = async (motif: string): Promise<string> => {
      await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, { decision: 'approved', motif })
      return textOf((await alice.get(`/revue/${id}/verifier`)).html)
    }
    const remark = 'Ce motif reprend le texte de l’IA. Reformulez avec vos mots.'
    expect(await decide(MOTIVE)).not.toContain(remark)
    expect(await decide('MARQUE-SUGGESTION Nous vous accordons 450 €.')).toContain(remark)
    const done = await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
    expect(done.location).toBe(`/revue/${id}#etat`)
  })

  test('an amendment keeps its types, and its difference is shown in words', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await lookAt(alice, id)
    const wrong = await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
      decision: 'amended',
      motif: MOTIVE,
      'v/amount': 'beaucoup',
    })
    expect(textOf(wrong.html)).toContain('Écrivez un nombre')
    const unchanged = await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
      decision: 'amended',
      motif: MOTIVE,
      'v/amount': '450',
    })
    expect(textOf(unchanged.html)).toContain('Vous n’avez rien modifié')
    const beyond = await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
      decision: 'amended',
      motif: MOTIVE,
      'v/amount': '5 001',
    })
    expect(textOf(beyond.html)).toContain('trop grande ou trop longue (maximum : 5000)')
    await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
      decision: 'amended',
      motif: MOTIVE,
      'v/amount': '1 300,50',
    })
    const check = textOf((await alice.get(`/revue/${id}/verifier`)).html)
    expect(check).toContain('doit porter la mention d’information sur l’IA')
    expect(check).toContain('Différences avec la suggestion 1 ajout, 1 suppression')
    await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
    expect((await guard.reviews.view(id, 'alice')).decision?.value).toEqual({ ...SUGGESTION, amount: 1300.5 })
  })

  test('going back to the suggestion is asked about, and takes nothing else of what was typed', async () => {
    const { propose, person } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await lookAt(alice, id)
    const page = `/revue/${id}`
    const typed = { decision: 'amended', motif: MOTIVE, 'v/amount': '123' }
    const fields = { ...formFields((await alice.get(page)).html, `${page}/verifier`), ...typed }
    const asked = await alice.post(`${page}/revenir`, fields)
    expect(textOf(asked.html)).toContain('Vos modifications des champs seront effacées.')
    expect(formFields(asked.html, `${page}/verifier`)).toMatchObject(typed)
    const done = await alice.post(`${page}/revenir-confirme`, fields)
    expect(textOf(done.html)).toContain('Les champs reprennent la suggestion.')
    const left = formFields(done.html, `${page}/verifier`)
    expect(left).toMatchObject({ motif: MOTIVE, decision: 'amended' })
    expect(left['v/amount']).toBe('450')
    // What was kept on the server is the same.
    expect(formFields((await alice.get(page)).html, `${page}/verifier`)['v/amount']).toBe('450')
  })

  test('setting the suggestion aside asks for one’s own words to the person', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await lookAt(alice, id)
    const own = { decision: 'rejected', motif: MOTIVE }
    expect(textOf((await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, own)).html)).toContain(
      'Écrivez le texte pour la personne',
    )
    await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, { ...own, texte: 'Ligne 1\r\nLigne 2' })
    expect((await alice.get(`/revue/${id}/verifier`)).html).not.toContain('MARQUE-SUGGESTION')
    await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
    const { decision } = await guard.reviews.view(id, 'alice')
    expect(decision).toMatchObject({ outcome: 'rejected', textForPerson: 'Ligne 1\nLigne 2' })
    expect(decision).not.toHaveProperty('value')
  })

  test('an unfavourable draft without any text of its own asks for the reasons that the person will read', async () => {
    const bare = defineSystem({
      ...housingRecord,
      uses: {
        draft: {
          impact: 'significant',
          action: 'prépare un projet de décision',
          purpose: 'Préparer un projet de décision que l’agent examine.',
          audience: 'citizens',
          output: draftSchema.omit({ letter: true }),
          oversight: { role: 'instructeur', secondOpinionPercent: 0, undoMinutes: 10 },
        },
      },
    })
    const { guard, person } = await openConsole({}, { systems: [bare] })
    const held = (subject: string, value: Omit<Draft, 'letter'>): Promise<string> =>
      guard.propose(bare.uses.draft, { input: 'Demande d’aide', subject }, () => value).then(({ id }) => id)
    const alice = person('alice')
    const approve = { decision: 'approved', motif: MOTIVE }
    const refused = await held('AL-1', { proposal: 'unfavourable', amount: 0 })
    await lookAt(alice, refused, 'unfavourable')
    const asked = await alice.submit(`/revue/${refused}`, `/revue/${refused}/verifier`, approve)
    expect([asked.status, textOf(asked.html)]).toEqual([
      422,
      expect.stringContaining('Écrivez le texte pour la personne'),
    ])
    const written = { ...approve, texte: 'Votre revenu dépasse le plafond.' }
    expect((await alice.submit(`/revue/${refused}`, `/revue/${refused}/verifier`, written)).status).toBe(303)
    const granted = await held('AL-2', { proposal: 'favourable', amount: 300 })
    await lookAt(alice, granted)
    expect((await alice.submit(`/revue/${granted}`, `/revue/${granted}/verifier`, approve)).status).toBe(303)
  })

  test('a decision that differs from the first opinion asks why', async () => {
    const { propose, person } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    expect(textOf(await lookAt(alice, id, 'unfavourable'))).toContain('Vous et l’IA Désaccord')
    const approve = { decision: 'approved', motif: MOTIVE }
    expect((await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, approve)).html).toContain(
      'href="#champ-changement"',
    )
    const explained = await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
      ...approve,
      changement: 'Pièce relue.',
    })
    expect(explained.status).toBe(303)
  })

  test('deciding without the AI never shows the suggestion', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await alice.submit(`/revue/${id}`, `/revue/${id}/reserver`)
    const fields = {
      motif: MOTIVE,
      texte: 'Nous vous accordons une aide.',
      'o/proposal': '0',
      'o/amount': '300',
      'o/letter': 'À vous.',
    }
    await alice.submit(`/revue/${id}/sans-ia`, `/revue/${id}/verifier`, fields)
    expect((await alice.get(`/revue/${id}/verifier`)).html).not.toContain('MARQUE-SUGGESTION')
    await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
    const view = await guard.reviews.view(id, 'alice')
    expect(view.suggestion).toBeUndefined()
    expect(view.decision).toMatchObject({
      outcome: 'without-ai',
      value: { proposal: 'favourable', amount: 300, letter: 'À vous.' },
    })
  })

  test('a decision is taken back within its window, with the text still there', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await lookAt(alice, id)
    await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, { decision: 'approved', motif: MOTIVE })
    await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
    const back = await alice.submit(`/revue/${id}`, `/revue/${id}/annuler`)
    expect(back.location).toBe(`/revue/${id}#decision`)
    const view = await guard.reviews.view(id, 'alice')
    expect([view.status, view.claim?.mine, view.decision]).toEqual(['claimed', true, undefined])
    expect((await alice.get(`/revue/${id}`)).html).toContain(MOTIVE)
  })

  test('a decision that is taken back leaves the case free when its agent holds as many as they may, or when a supervisor took it back', async () => {
    const { propose, person, guard } = await openConsole({}, { maxClaims: 1 })
    const alice = person('alice')
    const decide = async (): Promise<string> => {
      const id = await propose()
      await lookAt(alice, id)
      await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, { decision: 'approved', motif: MOTIVE })
      await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
      return id
    }
    const [first, second] = [await decide(), await decide()]
    const third = await propose()
    await alice.get(`/revue/${third}/examiner`)
    const full = await alice.submit(`/revue/${first}`, `/revue/${first}/annuler`)
    expect(full.location).toBe(`/revue/${first}#etat`)
    expect((await guard.reviews.view(first, 'alice')).status).toBe('pending')
    expect(textOf((await alice.get(`/revue/${first}`)).html)).toContain('Dossier libre')
    const supervised = await person('denis').submit(`/revue/${second}`, `/revue/${second}/annuler`)
    expect(supervised.location).toBe(`/revue/${second}#etat`)
    expect((await guard.reviews.view(second, 'alice')).status).toBe('pending')
  })

  test('the same form sent twice decides once', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await lookAt(alice, id)
    await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, { decision: 'approved', motif: MOTIVE })
    const { version } = await guard.reviews.view(id, 'alice')
    const first = await alice.get(`/revue/${id}/verifier`)
    const fields = formFields(first.html, `/revue/${id}/enregistrer`)
    const answers = await Promise.all([1, 2, 3].map(() => alice.post(`/revue/${id}/enregistrer`, fields)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await guard.reviews.view(id, 'alice')).version).toBe(version + 1)
    expect((await alice.get(`/revue/${id}/verifier`)).location).toBe(`/revue/${id}`)
  })

  test('what was checked is what is recorded: a draft changed in another tab is checked again', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await lookAt(alice, id)
    await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, { decision: 'approved', motif: MOTIVE })
    const { html } = await alice.get(`/revue/${id}/verifier`)
    const checked = formFields(html, `/revue/${id}/enregistrer`)
    await guard.reviews.saveDraft(id, 'alice', {
      form: { decision: 'approved', motif: 'Un tout autre motif, plus long.' },
    })
    const again = await alice.post(`/revue/${id}/enregistrer`, checked)
    expect(again.status).toBe(200)
    expect(textOf(again.html)).toContain('Un tout autre motif')
    expect((await guard.reviews.view(id, 'alice')).status).toBe('claimed')
  })
})
