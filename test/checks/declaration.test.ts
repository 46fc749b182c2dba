import { describe, expect, test } from 'vitest'
import { bordeauxMetropole } from '../../src/charter/bordeaux-metropole.js'
import { type Charter, PROHIBITED_KINDS, prohibitionOf } from '../../src/charter/charter.js'
import { checkDeclaration } from '../../src/checks/declaration.js'
import type { LegalException, SystemRecord } from '../../src/system/system-record.js'
import { recordOf } from './fixtures.js'

const TODAY = '2026-11-20'
const faultsOf = (
  changes: Partial<SystemRecord>,
  charter: Charter = bordeauxMetropole,
): ReturnType<typeof checkDeclaration> => checkDeclaration(recordOf(changes), charter, TODAY)
const exception = (changes: Partial<LegalException> = {}): LegalException => ({
  prohibition: 'biometric',
  text: 'Code de la sécurité intérieure',
  article: 'L. 000-0',
  authorisedBy: 'Claire Maurin, adjointe à la sécurité',
  until: '2026-12-31',
  ...changes,
})
const FACES = 'Reconnaissance faciale des visiteurs par les caméras de l’accueil.'

describe('an ordinary system may start', () => {
  test('without any fault', () => {
    expect(faultsOf({})).toEqual([])
  })

  test.each([
    ['Compter les piétons sans les identifier.'],
    ['Flouter les visages et les plaques sur les photos de voirie avant publication.'],
    ['Noter l’état des chaussées de 0 à 100 pour programmer les travaux.'],
    ['Vérifier que les pièces d’une demande d’aide sont complètes ; l’agent décide.'],
    ['Préparer un projet de réponse que l’instructeur relit et signe.'],
    ['Transcrire les séances du conseil et en faire un compte rendu.'],
    ['Prévoir la fréquentation des piscines à partir de statistiques anonymes.'],
    ['Orienter les courriers entrants vers le bon service.'],
    ['Classer les signalements de voirie par urgence.'],
    ['Aider les agents à répondre aux habitants, sans surveillance individuelle ni notation.'],
    ['Détecter les fuites d’eau par secteur à partir de compteurs agrégés.'],
  ])('with the purpose: %s', (purpose) => {
    expect(faultsOf({ purpose })).toEqual([])
  })
})

describe('a prohibited purpose cannot be declared', () => {
  test.each([
    [FACES, 'reconnaissance biométrique'],
    ['Attribuer à chaque habitant une note de civisme.', 'classement social'],
    ['Suivre les déplacements de chaque agent en temps réel par GPS.', 'suivi personnalisé'],
    ['Refuser les demandes d’aide automatiquement, sans intervention d’un agent.', 'décisions automatisées'],
  ])('%s', (purpose, quote) => {
    const [fault] = faultsOf({ purpose })
    expect(fault?.path).toBe('system(aide-logement).purpose')
    expect(fault?.reason).toContain(quote)
    expect(fault?.remedy).not.toBe('')
  })

  test('nor as the action or purpose of one use', () => {
    const { resume } = recordOf().uses
    if (resume === undefined) throw new Error('The fixture has no such use.')
    const [fault] = faultsOf({
      uses: { resume: { ...resume, action: 'classe les locataires du plus fiable au moins fiable' } },
    })
    expect(fault?.path).toBe('system(aide-logement).uses.resume.action')
  })

  test('nor in the expected results, nor split over name and purpose', () => {
    expect(faultsOf({ expectedResults: 'Un score de civisme par habitant.' })[0]?.path).toBe(
      'system(aide-logement).expectedResults',
    )
    expect(
      faultsOf({ name: 'Notation sociale', purpose: 'Pour chaque habitant de la métropole.' }),
    ).not.toEqual([])
  })

  const [data] = recordOf().data
  const { model, assessment } = recordOf()
  const { resume } = recordOf().uses
  if (data === undefined || resume === undefined) throw new Error('The fixture has no such parts.')
  const elsewhere: readonly (readonly [string, Partial<SystemRecord>])[] = [
    ['data[0].name', { data: [{ ...data, name: 'Score de civisme de chaque habitant' }] }],
    [
      'data[0].collection',
      { data: [{ ...data, collection: 'Visages des passants, reconnus par les caméras' }] },
    ],
    ['model.kind', { model: { ...model, kind: 'Reconnaissance faciale' } }],
    ['model.parameters', { model: { ...model, parameters: 'Note de civisme des habitants, de 0 à 100' } }],
    [
      'model.trainingData',
      { model: { ...model, trainingData: 'Déplacements de chaque agent, suivis par GPS' } },
    ],
    ['jobImpact', { jobImpact: 'Suivre les déplacements de chaque agent en temps réel par GPS.' }],
    [
      'assessment.benefits',
      {
        assessment: {
          ...assessment,
          benefits: 'Refuser les demandes automatiquement, sans intervention d’un agent.',
        },
      },
    ],
    ['disclosure.summary', { disclosure: { summary: 'Attribue à chaque habitant une note de civisme.' } }],
    ['disclosure.keywords[1]', { disclosure: { keywords: ['habitat', 'notation sociale des habitants'] } }],
    [
      'uses.resume.words.en.action',
      {
        uses: {
          resume: {
            ...resume,
            words: { en: { action: 'gives each resident a social score', purpose: 'Rank residents.' } },
          },
        },
      },
    ],
    [
      'uses.resume.words.fr-simple.action',
      {
        uses: {
          resume: {
            ...resume,
            words: {
              'fr-simple': { action: 'donne à chaque habitant une note de civisme', purpose: 'Aider.' },
            },
          },
        },
      },
    ],
    [
      'uses.resume.criteria[0].fr',
      {
        uses: {
          resume: {
            ...resume,
            criteria: [{ id: 'note', fr: 'La note de civisme de l’habitant dépasse 50' }],
          },
        },
      },
    ],
  ]
  test.each(elsewhere)(
    'nor in any other field that says what is done, and with what: %s',
    (path, changes) => {
      const paths = faultsOf(changes).map((fault) => fault.path)
      expect(paths).toContain(`system(aide-logement).${path}`)
    },
  )

  test.each([
    ['Photo d’identité fournie par la personne'],
    ['Images des caméras de comptage, visages floutés'],
    ['Données de géolocalisation des véhicules de service'],
    ['Plaque d’immatriculation du demandeur'],
    ['Notes des élèves au baccalauréat'],
    ['Historique des demandes de la personne'],
    ['Âge, revenus, composition familiale'],
    ['Température 0, 4 000 jetons au plus'],
    ['Seuils fixés par le service : 0,5 et 0,9'],
    ['Aucune suppression de poste ; la surveillance individuelle des agents est exclue.'],
  ])('while ordinary data, parameters and effects may be: %s', (said) => {
    expect(faultsOf({ data: [{ ...data, name: said }] })).toEqual([])
    expect(faultsOf({ model: { ...model, parameters: said, trainingData: said } })).toEqual([])
    expect(faultsOf({ jobImpact: said })).toEqual([])
  })

  test('and what a system must not do may be said where limits and risks are', () => {
    const said = 'Aucune reconnaissance faciale, aucune note de civisme des habitants.'
    const disclosure = { riskMeasures: said, biasChecks: said, alternatives: said }
    expect(faultsOf({ limits: [said], assessment: { ...assessment, impacts: said }, disclosure })).toEqual([])
  })

  test('nor hidden behind other letters', () => {
    expect(
      faultsOf({ purpose: 'N0t4tion s о c i а l e des habitants'.replace('s о c i а l e', 's\u200bociаle') }),
    ).not.toEqual([])
  })

  test('a doubt is settled before anything runs, and the remedy says how', () => {
    const [fault] = faultsOf({ purpose: 'Classer les usagers selon les plaintes reçues et leur fiabilité.' })
    expect(fault?.reason).toMatch(/describes|may describe/)
    expect(fault?.remedy).toContain('no exception')
  })

  test('a city whose charter does not prohibit it may declare it', () => {
    const charter: Charter = { ...bordeauxMetropole, prohibitions: [] }
    expect(faultsOf({ purpose: FACES, practices: [...PROHIBITED_KINDS] }, charter)).toEqual([])
  })
})

describe('a practice that the charter prohibits', () => {
  test.each(['social-scoring', 'automated-decision'] as const)(
    'has no way out when it is %s: the charter is quoted',
    (kind) => {
      const faults = faultsOf({ practices: [kind], exceptions: [exception({ prohibition: kind })] })
      expect(faults.map((fault) => fault.path)).toEqual([
        'system(aide-logement).practices[0]',
        'system(aide-logement).exceptions[0]',
      ])
      for (const fault of faults)
        expect(fault.reason).toContain(prohibitionOf(bordeauxMetropole, kind)?.quote)
    },
  )

  test.each(['biometric', 'individual-surveillance'] as const)(
    'needs a legal exception when it is %s',
    (kind) => {
      const [fault] = faultsOf({ practices: [kind] })
      expect(fault?.path).toBe('system(aide-logement).practices[0]')
      expect(fault?.remedy).toContain('authorisedBy')
      expect(faultsOf({ practices: [kind], exceptions: [exception({ prohibition: kind })] })).toEqual([])
    },
  )

  test('is not covered by the exception of another one', () => {
    expect(faultsOf({ practices: ['individual-surveillance'], exceptions: [exception()] })).toHaveLength(1)
  })

  test('is covered to the last day of its exception, and no longer', () => {
    expect(faultsOf({ practices: ['biometric'], exceptions: [exception({ until: TODAY })] })).toEqual([])
    const faults = faultsOf({ practices: ['biometric'], exceptions: [exception({ until: '2026-11-19' })] })
    expect(faults.map((fault) => fault.path)).toEqual([
      'system(aide-logement).practices[0]',
      'system(aide-logement).exceptions[0].until',
    ])
  })

  test('that is admitted and excepted may be described in the texts', () => {
    expect(faultsOf({ purpose: FACES, practices: ['biometric'], exceptions: [exception()] })).toEqual([])
  })

  test('that is excepted but not admitted has to be said openly', () => {
    const [fault] = faultsOf({ purpose: FACES, exceptions: [exception()] })
    expect(fault?.remedy).toContain('practices')
  })

  test('is not made acceptable by an exception that has ended', () => {
    const faults = faultsOf({
      purpose: FACES,
      practices: ['biometric'],
      exceptions: [exception({ until: '2020-01-01' })],
    })
    expect(faults.length).toBeGreaterThanOrEqual(3)
  })
})
