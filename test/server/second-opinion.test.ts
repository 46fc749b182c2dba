import { defineSystem } from 'garde-fou'
import { registerHandler } from 'garde-fou/server'
import { expect, test } from 'vitest'
import { draftSchema, housingRecord } from '../support/housing.js'
import { openConsole, type TestBrowser, textOf } from './console.js'

const drawing = (secondOpinionPercent: number) =>
  defineSystem({
    ...housingRecord,
    uses: {
      draft: {
        impact: 'significant',
        action: 'prépare un projet de décision',
        purpose: 'Préparer un projet de décision que l’agent examine.',
        audience: 'citizens',
        output: draftSchema,
        oversight: { role: 'instructeur', undoMinutes: 0, secondOpinionPercent },
      },
    },
  })

async function studyAndCheck(browser: TestBrowser, id: string): Promise<{ study: string; check: string }> {
  await browser.get(`/revue/${id}/examiner`)
  await browser.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable' })
  const study = textOf((await browser.get(`/revue/${id}`)).html)
  await browser.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
    decision: 'approved',
    motif: 'Le dossier est complet et la dette récente.',
  })
  const check = textOf((await browser.get(`/revue/${id}/verifier`)).html)
  await browser.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
  return { study, check }
}

test('who decides first learns from nothing that the case is drawn; then page and list say it, and the second decides blind', async () => {
  const system = drawing(100)
  const { guard, propose, person } = await openConsole({}, { systems: [system] })
  const id = await propose({ use: system.uses.draft })
  const [alice, bruno] = [person('alice'), person('bruno')]
  expect(textOf((await bruno.get('/revue')).html)).not.toContain('Second avis demandé')
  const { study, check } = await studyAndCheck(alice, id)
  // The choice to ask for one is still there, as on every case.
  expect(study).toContain('Demander un second avis')
  expect(study).not.toContain('décisions concordantes sont nécessaires')
  expect(check).toContain('Sur 100 % des dossiers, tirés au sort après la première décision')
  expect(textOf((await alice.get(`/revue/${id}`)).html)).toContain(
    'Ce dossier a été tiré au sort pour un second avis.',
  )
  expect(textOf((await bruno.get('/revue')).html)).toContain('Second avis demandé')
  const second = await studyAndCheck(bruno, id)
  expect(second.study).toContain('Second avis : deux décisions concordantes sont nécessaires.')
  expect(second.check).not.toContain('tirés au sort')
  expect((await guard.reviews.view(id, 'bruno')).status).toBe('effective')
  const { facts } = await guard.explain(id)
  expect(facts.steps.map(({ kind }) => kind)).toContain('second-opinion-drawn')
})

test.each([
  [2.5, 'Sur 2,5 % des dossiers, tirés au sort, un second agent décide aussi'],
  [0, undefined],
])('the register says of a use of which %s %% are drawn: %s', async (percent, words) => {
  const { guard } = await openConsole({}, { systems: [drawing(percent)] })
  const page = await registerHandler(guard).fetch(new Request('https://ville.example/registre/aide-logement'))
  const text = textOf(await page.text())
  if (words === undefined) expect(text).not.toContain('tirés au sort')
  else expect(text).toContain(words)
})
