import type { CaseRendering } from 'garde-fou/server'
import { describe, expect, test } from 'vitest'
import { formFields, openConsole, textOf } from './console.js'

const FAILURE = new Error('SECRET-DU-CONNECTEUR')
const rendering: CaseRendering = {
  documents: () => [
    { id: 'devis', name: 'Devis <b>', type: 'application/pdf' },
    { id: 'avis', name: 'Avis d’impôt', type: 'application/pdf' },
    { id: 'bail', name: 'Bail', type: 'application/pdf' },
  ],
  async open({ id }) {
    if (id === 'devis') throw FAILURE
    if (id === 'bail') return undefined
    return { type: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.7 avis') }
  },
}

async function open() {
  const console = await openConsole({ cases: { 'aide-logement': rendering } })
  const id = await console.propose()
  const alice = console.person('alice')
  await alice.get(`/revue/${id}/examiner`)
  return { console, id, alice, piece: (name: string) => `/revue/${id}/piece/${name}` }
}

describe('A document of a case', () => {
  test('that cannot be read says so by its name, with a reference, and what can be done', async () => {
    const { console, alice, piece, id } = await open()
    const answer = await alice.get(piece('devis'))
    expect(answer.status).toBe(502)
    const text = textOf(answer.html)
    expect(text).toContain('La pièce « Devis <b> » ne s’affiche pas.')
    expect(text).toContain('Impossible à vérifier')
    expect(text).toMatch(/Référence : [\da-f-]{36}/)
    expect(answer.html).toContain(`href="${piece('devis')}?enregistrer"`)
    expect(answer.html).toContain(`href="/revue/${id}"`)
    // Nothing of the fault, nor of the suggestion, reaches the page.
    expect(answer.html).not.toMatch(/SECRET|MARQUE|<b>/)
    expect(console.errors).toEqual([FAILURE])
  })

  test('that does not show is reported to whoever looks after the server, once per press, with nothing of the case', async () => {
    const { console, alice, piece, id } = await open()
    // Also one that opened without a fault, and showed nothing that can be read.
    for (const name of ['devis', 'bail']) {
      const answer = await alice.submit(piece(name), `${piece(name)}/signaler`)
      expect(answer.status).toBe(200)
      expect(textOf(answer.html)).toMatch(/Signalé à l’équipe technique.*Référence\s: [\da-f-]{36}/)
    }
    const reports = console.errors.filter((error) => error !== FAILURE)
    expect(reports).toEqual([
      expect.objectContaining({ code: 'ERR_DOCUMENT_UNREADABLE', reviewId: id, systemId: 'aide-logement' }),
      expect.objectContaining({ code: 'ERR_DOCUMENT_UNREADABLE' }),
    ])
    expect(String(reports)).not.toMatch(/Devis|AL-1|MARQUE/)
    const form = formFields((await alice.get(piece('bail'))).html, `${piece('bail')}/signaler`)
    expect((await alice.post(`${piece('bail')}/signaler`, { ...form, jeton: 'faux' })).status).toBe(403)
    expect((await alice.post(`${piece('autre')}/signaler`, form)).status).toBe(404)
    expect(console.errors.filter((error) => error !== FAILURE)).toHaveLength(2)
  })

  test('that is not there says so, without a fault; the case goes on', async () => {
    const { console, alice, piece, id } = await open()
    const answer = await alice.get(piece('bail'))
    expect(answer.status).toBe(404)
    expect(textOf(answer.html)).toContain('La pièce « Bail » ne s’affiche pas.')
    expect(console.errors).toEqual([])
    expect((await alice.get(`/revue/${id}`)).status).toBe(200)
  })

  test('is shown, or saved as a file where the browser cannot show it', async () => {
    const { alice, piece, id } = await open()
    expect((await alice.get(`/revue/${id}`)).html).toMatch(/aria-label="Télécharger la pièce\s: Bail"/)
    const shown = await alice.get(piece('avis'))
    expect(shown.headers.get('content-disposition')).toMatch(/^inline;/)
    const saved = await alice.get(`${piece('avis')}?enregistrer`)
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(saved.html).toBe(shown.html)
  })

  test('that the case does not have, or of a case of others, is like any unknown page', async () => {
    const { console, alice, piece } = await open()
    expect((await alice.get(piece('autre'))).status).toBe(404)
    expect((await alice.get(piece('autre'))).html).not.toContain('ne s’affiche pas')
    const stranger = await console.person('denis').get(piece('devis'))
    expect(stranger.status).toBe(404)
    expect(stranger.html).not.toContain('Devis')
  })
})
