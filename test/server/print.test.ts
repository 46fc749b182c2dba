import { localReviewers } from 'garde-fou'
import type { CaseRendering } from 'garde-fou/server'
import { describe, expect, test } from 'vitest'
import { people } from '../support/guard.js'
import { openConsole, SUGGESTION, textOf } from './console.js'

const MOTIVE = 'Le dossier est complet et la dette récente.'
const CHANGE = 'La quittance de mars était au dossier.'
const rendering: CaseRendering = {
  documents: () => [{ id: 'bail', name: 'Bail <b>', type: 'application/pdf', detail: 'PDF, 2 p.' }],
}

async function open() {
  const auditor = { id: 'edith', name: 'E. Audit', roles: ['auditor'], training: [] }
  const reviewers = localReviewers([...people, auditor])
  const console = await openConsole({ cases: { 'aide-logement': rendering } }, { reviewers })
  const id = await console.propose()
  const alice = console.person('alice')
  await alice.get(`/revue/${id}/examiner`)
  return {
    ...console,
    id,
    alice,
    sheet: async (who: string) => console.person(who).get(`/revue/${id}/fiche`),
  }
}

describe('The sheet of a case, on paper', () => {
  test('has the case, its documents and its criteria before the opinion, and nothing of the suggestion', async () => {
    const { id, sheet } = await open()
    const { html } = await sheet('alice')
    const text = textOf(html)
    expect(text).toContain('Pièces (1) Bail <b> PDF, 2 p.')
    expect(html).toContain(`href="/revue/${id}/piece/bail"`)
    expect(text).toContain('La suggestion de l’IA n’est pas imprimée avant votre avis.')
    expect(html).not.toContain('MARQUE-SUGGESTION')
    expect(text).toContain(`Adresse de ce dossier : /revue/${id}`)
    expect(text).toContain('Établie par A. Martin (instructeur)')
    expect(text).toContain('Document de travail – contient des données personnelles')
  })

  test('has who decided what and why, the change of opinion, and the differences in words', async () => {
    const { id, alice, sheet, clock } = await open()
    await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'unfavourable' })
    await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
      decision: 'amended',
      motif: MOTIVE,
      changement: CHANGE,
      'v/amount': '1 300',
    })
    expect(textOf((await alice.get(`/revue/${id}/fiche`)).html)).toContain(SUGGESTION.letter.slice(0, 30))
    await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
    const own = textOf((await sheet('alice')).html)
    for (const part of [
      'Défavorable',
      'Décision Retenir avec des modifications',
      'Agent A. Martin',
      MOTIVE,
      `Pourquoi changez-vous d’avis ? ${CHANGE}`,
      'Différences avec la suggestion 1 ajout, 1 suppression',
      'supprimé : 450',
      'ajouté : 1300',
      'Modèle :',
      'version',
    ])
      expect(own.replaceAll('\u00A0', ' ').replaceAll('\u202F', ' ')).toContain(part)
    clock.advance(24 * 3_600_000)
    // Each reader is named in the role in which they read.
    const [supervisor, auditor] = await Promise.all(['denis', 'edith'].map(sheet))
    expect(textOf(supervisor?.html ?? '')).toMatch(/Établie par D\. Faure \((?!instructeur)/)
    expect(textOf(supervisor?.html ?? '')).not.toMatch(/Votre (?:avis|décision)|Pas encore/)
    expect(textOf(auditor?.html ?? '')).toMatch(/Établie par E\. Audit \((?!instructeur)/)
  })
})
