import { describe, expect, test } from 'vitest'
import { decideInTurn, graded, TEAM } from '../support/graded-team.js'
import { openConsole, textOf } from './console.js'

/** A team's page after so many decisions. */
async function teamPage(lang: 'fr' | 'en', count: number, tooRich: number): Promise<string> {
  const reviewers = { find: async (id: string) => TEAM.find((one) => one.id === id) }
  const { guard, person } = await openConsole({ lang }, { systems: [graded], reviewers })
  await decideInTurn(guard, count, tooRich)
  return (await person('denis').get('/revue/statistiques/equipe')).html
}

describe('The statistics of a team', () => {
  test('say by criterion where people and the AI part, and by reason what became of suggestions', async () => {
    const html = await teamPage('fr', 45, 20)
    const text = textOf(html)
    expect(text).toContain('Réside dans la métropole 45 45 0 0 0')
    expect(text).toMatch(/Revenu sous le .*plafond.* 45 25 20 0 0/)
    expect(text).toContain('Faits et pièces vérifiés 25 25 0 0 0')
    expect(text).toContain('Critère mal appliqué 20 0 0 20 0')
    expect(html).toContain('data-label="Non rempli, l’IA étant favorable"')
    // A record's words are text, and nobody is named.
    expect(html).not.toContain('<b>plafond')
    expect(html).not.toMatch(/Agente|a1/)
  }, 60_000)

  test('hide what is about fewer than five decisions, and a reason that leaves a few', async () => {
    const text = textOf(await teamPage('en', 25, 2))
    expect(text).toContain('Lives in the metropolitan area 25 25 0 0 0')
    expect(text).toMatch(/Revenu sous le .*plafond.* 25 hidden fewer than 5 0 0/)
    expect(text).toContain('No reason has enough agents and cases to be shown.')
    expect(text).not.toContain('Misapplied')
  }, 60_000)
})

test('One’s own statistics say every figure they must, with the text above them word for word', async () => {
  const reviewers = { find: async (id: string) => TEAM.find((one) => one.id === id) }
  const { guard, person } = await openConsole({}, { systems: [graded], reviewers })
  await decideInTurn(guard, 6, 1)
  const { id: control } = await guard.reviews.openControlCase({
    by: 'denis',
    systemId: graded.id,
    useId: 'draft',
    subject: 'AL-99',
    caseData: { Revenus: 900 },
    suggestion: { proposal: 'favourable', amount: 450, letter: 'Nous vous accordons 450 €.' },
    answer: { expected: ['rejected'], error: 'le plafond', checkedBy: ['E. Un', 'E. Deux'] },
  })
  const at = (version: number) => ({ by: 'a1', version, idempotencyKey: `control-${version}` })
  const claimed = await guard.reviews.claim(control, at((await guard.reviews.view(control, 'a1')).version))
  const criteria = { residence: 'met', revenus: 'not-met' } as const
  const seen = await guard.reviews.recordOpinion(
    control,
    { choice: 'unfavourable', criteria },
    at(claimed.version),
  )
  const problem = { kind: 'criterion', text: 'Le plafond est mal lu.' } as const
  const reported = await guard.reviews.reportProblem(control, problem, at(seen.version))
  await guard.reviews.reject(control, { motive: 'Le revenu dépasse le plafond.' }, at(reported.version))
  const text = textOf((await person('a1').get('/revue/statistiques')).html).replace(/[\u00a0\u202f]/g, ' ')
  for (const words of [
    'Ces chiffres vous aident à garder un regard critique. Ils ne sont visibles que par vous. Votre responsable voit ceux de l’équipe, à partir de 5 personnes. Ils ne servent pas à l’évaluation individuelle.',
    'Décisions prises 2',
    'Retenir la suggestion 1 sur 2',
    'Retenir avec des modifications 0 sur 2',
    'Écarter la suggestion 1 sur 2',
    'Traiter sans l’IA 0 sur 2',
    'Accord avec l’IA avant de la voir 1 sur 2',
    'Changements d’avis 0 sur 2',
    'dont vers la suggestion Sans objet',
    'dont en s’en éloignant Sans objet',
    'Temps médian par dossier 0 s (de 0 s à 0 s)',
    'Dossiers de contrôle : erreurs repérées 1 sur 1',
    'Mes signalements',
  ])
    expect(text).toContain(words)
})
