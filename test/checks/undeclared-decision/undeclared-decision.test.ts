import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/checks/finding.js'
import { undeclaredDecisionCheck } from '../../../src/checks/undeclared-decision/undeclared-decision.js'
import { DEFAULT_THRESHOLDS, verdictOf } from '../../../src/checks/verdict.js'
import { contextOf, subjectOf } from '../fixtures.js'

const check = undeclaredDecisionCheck({ layers: ['rules'] })

function findings(text: string, use = 'resume'): readonly Finding[] {
  const answer = check.check(subjectOf(text, 'output'), contextOf({ use }))
  if (!Array.isArray(answer)) throw new Error('Expected an answer at once.')
  return answer
}

const level = (text: string): string => verdictOf(findings(text), DEFAULT_THRESHOLDS).level

describe('an information use that states a decision is held', () => {
  test.each([
    ['Madame, votre demande de carte de stationnement est refusée, le dossier étant incomplet.'],
    ['Monsieur Alba, l’aide de 300 € vous est accordée à compter du 1er mai.'],
    ['Votre inscription à l’école de musique n’a pas été retenue.'],
    ['Après examen de votre dossier, nous ne pouvons pas donner suite à votre demande.'],
    ['Votre abonnement prend fin le 30 juin.'],
    ['Vous êtes redevable de 120 € au titre de la cantine.'],
    ['salut ! ta demande de bourse est acceptée, tu reçois 200 € lundi'],
    ['Dossier 4412, Mme Simon : aide refusée, courrier à envoyer.'],
    ['{"demandeur":"Petit","decision":"refus","motif":"ressources"}'],
    ['J’ai le regret de vous informer que votre place en crèche est supprimée.'],
    ['Your application for a parking permit has been rejected.'],
    ['We are pleased to inform you that your grant has been approved.'],
    ['Mr Hill, you owe 80 pounds and your library card is suspended.'],
    ['VOTRE DEMANDE EST R E F U S E E'],
    ['Votre dem\u200bande est re\u0301jete\u0301e.'],
  ])('%s', (text) => {
    expect(level(text)).toBe('hold')
  })

  test('with the engagement, a fixed sentence and the place', () => {
    const text = 'Bonjour Madame. 😀 Votre demande est refusée.'
    const [finding] = findings(text)
    expect(finding).toMatchObject({
      checkId: 'undeclared-decision',
      code: 'undeclared-decision',
      clause: 'engagement:16',
      layer: 'rules',
    })
    expect(text.slice(finding?.span?.start, finding?.span?.end)).toBe('Votre demande est refusée')
  })
})

describe('an information that decides nothing passes', () => {
  test.each([
    ['Votre demande a bien été reçue. Un agent l’étudiera.'],
    ['Si vos ressources dépassent le plafond, la demande pourrait être refusée.'],
    ['Pour obtenir la carte, apportez un justificatif de domicile.'],
    ['La piscine est fermée lundi.'],
    ['En cas de refus, vous pouvez saisir le tribunal.'],
    ['En 2025, 120 demandes ont été accordées et 30 refusées.'],
    ['Le conseil a voté le budget des écoles.'],
    ['Votre rendez-vous est fixé au 4 mars.'],
    ['Exercice : la demande de Mme X est refusée. Quels recours ?'],
    ['Applicants must live in the city. The committee meets in June.'],
    ['If your application is rejected, you may appeal.'],
    ['Your file is waiting for an officer to read it. No decision has been taken yet.'],
  ])('%s', (text) => {
    expect(level(text)).toBe('pass')
  })

  test('a significant use is not looked at: it is held anyway', () => {
    expect(findings('Votre demande est refusée.', 'proposition')).toEqual([])
  })

  test('only answers are looked at', () => {
    expect(check.stages).toEqual(['output'])
  })
})
