import { defineSystem } from 'garde-fou'
import type { CaseRendering } from 'garde-fou/server'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { housingRecord } from '../support/housing.js'
import { type Answered, formFields, ORIGIN, openConsole, textOf } from './console.js'

const MOTIVE = 'Le dossier est complet et la dette récente.'

/** Turns the text after it around, and takes no place. */
const HIDDEN = '\u202E\u200B'

/** What stands in the page outside controls, which carry a text as it is. */
function shown({ html }: Answered): string {
  return html.replace(/<textarea[\s\S]*?<\/textarea>/g, '')
}

/** A use whose model writes names of its own. */
const free = defineSystem({
  ...housingRecord,
  id: 'libre',
  uses: {
    draft: {
      impact: 'significant',
      action: 'prépare une décision',
      purpose: 'Préparer un projet que l’agent examine.',
      audience: 'citizens',
      output: z.strictObject({
        reasons: z.array(z.strictObject({ fact: z.string(), source: z.string() })),
        more: z.record(z.string(), z.string()),
      }),
      oversight: { role: 'instructeur', secondOpinionPercent: 0 },
    },
  },
})

describe('What hides in a text is seen', () => {
  test('in the name of the field that a reason rests on, and in a name that the model made up', async () => {
    const { guard, person } = await openConsole({}, { systems: [free] })
    const label = `Revenu ${HIDDEN}`
    const { id } = await guard.propose(
      free.uses.draft,
      { input: 'Demande', subject: 'AL-1', caseData: [{ label, value: '18 240 €' }] },
      () => ({
        reasons: [{ fact: 'Au-dessus du plafond.', source: label }],
        more: { [`clé${HIDDEN}`]: 'avant' },
      }),
    )
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable' })
    const page = await alice.get(`/revue/${id}`)
    expect(textOf(page.html)).toContain('Voir la source : Revenu U+202EU+200B')
    expect(shown(page)).not.toMatch(/[\u202E\u200B]/)
    await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
      decision: 'amended',
      'v/more': JSON.stringify({ [`clé${HIDDEN}`]: 'après' }),
      motif: MOTIVE,
    })
    const check = await alice.get(`/revue/${id}/verifier`)
    expect(textOf(check.html)).toContain('Différences avec la suggestion')
    expect(textOf(check.html)).toMatch(/clé\s?U\+202E\s*U\+200B/)
    expect(shown(check)).not.toMatch(/[\u202E\u200B]/)
    expect((await guard.reviews.view(id, 'alice')).decision).toBeUndefined()
  })

  test('in the place that a control case says to look at', async () => {
    const { guard, person } = await openConsole()
    const label = `Revenu ${HIDDEN}`
    const { id } = await guard.reviews.openControlCase({
      by: 'denis',
      systemId: 'aide-logement',
      useId: 'draft',
      caseData: [{ label, value: '18 240 €' }],
      suggestion: { proposal: 'favourable', amount: 450, letter: 'Accordé.' },
      answer: {
        expected: ['rejected'],
        error: 'le plafond',
        where: label,
        checkedBy: ['E. Un', 'E. Deux'],
      },
    })
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable' })
    await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, { decision: 'approved', motif: MOTIVE })
    await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
    const page = await alice.get(`/revue/${id}`)
    expect(textOf(page.html)).toContain('Voir : Revenu U+202EU+200B')
    expect(shown(page)).not.toMatch(/[\u202E\u200B]/)
  })

  test('in the name of a document, which is saved under what it says; one that is cut in a letter opens all the same', async () => {
    const names = [`facture${HIDDEN}fdp.exe`, `${'a'.repeat(149)}🏠.pdf`]
    const rendering: CaseRendering = {
      documents: () => names.map((name, index) => ({ id: `d${index}`, name, type: 'application/pdf' })),
      open: async () => ({ type: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.7') }),
    }
    const { person, propose, errors } = await openConsole({ cases: { 'aide-logement': rendering } })
    const id = await propose()
    const [first, second] = await Promise.all(
      names.map((_, index) => person('alice').get(`/revue/${id}/piece/d${index}?enregistrer`)),
    )
    expect(first?.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('factureU+202EU+200Bfdp.exe')}`,
    )
    expect(second?.status).toBe(200)
    expect(second?.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''a{149}/)
    expect(errors).toEqual([])
  })
})

describe('A text that is too long', () => {
  test('of a report or a note is refused at its own field, and kept', async () => {
    const { person, propose } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    const long = 'x'.repeat(200_000)
    await alice.get(`/revue/${id}/examiner`)
    const note = await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable', note: long })
    expect(note.status).toBe(422)
    expect(note.html).toContain('href="#champ-note"')
    expect(note.html).toMatch(/id="champ-note-erreur"/)
    expect(textOf(note.html)).toContain('Ce texte dépasse 20 000 caractères.')
    expect(note.html.includes(long)).toBe(true)
    await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable', note: '' })
    const decision = formFields((await alice.get(`/revue/${id}`)).html, `/revue/${id}/verifier`)
    const sent = { ...decision, probleme: 'invented', 'probleme-texte': long }
    const report = await alice.post(`/revue/${id}/signaler`, sent)
    expect(report.status).toBe(422)
    expect(report.html).toContain('href="#champ-probleme-texte"')
    expect(report.html).not.toContain('href="#champ-decision"')
    expect(report.html.includes(long)).toBe(true)
    const unseen = await alice.post(`/revue/${id}/signaler`, { ...sent, 'probleme-texte': '\u200B' })
    expect(unseen.status).toBe(422)
    expect(unseen.html).toContain('href="#champ-probleme-texte"')
  })
})

test('a live page that its browser left before the answer keeps no place', async () => {
  const { handler } = await openConsole()
  const listen = (signal?: AbortSignal): Promise<Response> =>
    handler.fetch(
      new Request(`${ORIGIN}/revue/direct`, {
        headers: { 'x-test-person': 'alice' },
        ...(signal === undefined ? {} : { signal }),
      }),
    )
  for (let left = 0; left < 25; left += 1) {
    const leaving = new AbortController()
    const answer = listen(leaving.signal)
    leaving.abort()
    await answer
  }
  const stays = await listen()
  expect(stays.status).toBe(200)
  await stays.body?.cancel()
})
