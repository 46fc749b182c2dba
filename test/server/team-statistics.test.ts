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
