import { createGuard, defineSystem, type Guard, generateSigningKey, type Reviewer } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { createHandler, type RunningServer, serve } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import { type FixedClock, fixedClock } from 'garde-fou/testing'
import { z } from 'zod'
import { BIKE_CASES, bikeCase, bikeSuggestion, ROAD_CASES, roadCase, roadSuggestion } from './cases.ts'

const HOUR_MS = 3_600_000
const trained = [
  { id: 'ia-aides', validUntil: '2027-06-30' },
  { id: 'ia-voirie', validUntil: '2027-06-30' },
]

const record = {
  version: '3.2',
  owner: 'Direction des mobilités',
  role: 'deployer',
  stage: 'service',
  model: {
    name: 'extraction-locale-3',
    supplier: 'Bordeaux Métropole',
    kind: 'règles et extraction',
    nature: 'algorithm',
    hosting: 'France, serveurs de la métropole',
    parameters: 'règles publiées avec le système',
    trainingData: 'aucune : le système n’apprend pas',
    openSource: true,
    supplierLearnsFromData: false,
  },
  data: [{ id: 'demande', name: 'Formulaire de demande', source: 'La personne qui demande', personal: true }],
  expectedResults: 'Un projet de décision, relu par un agent.',
  limits: ['Ne lit pas les pièces jointes.'],
  audit: {
    everyMonths: 12,
    lastOn: '2026-06-01',
    reversibility: 'Les dossiers se traitent sans le système.',
  },
  assessment: {
    on: '2026-05-04',
    benefits: 'Des dossiers complets plus tôt.',
    impacts: 'Calcul local, faible.',
  },
  valueReviewOn: '2027-06-30',
  humanContact: {
    service: 'Accueil des mobilités',
    phone: '05 36 49 00 00',
    desk: 'Hôtel de métropole, rez-de-chaussée',
    hours: 'du lundi au vendredi, 9 h à 17 h',
  },
  consultations: [{ body: 'CST', on: '2026-04-10', opinion: 'favorable' }],
  jobImpact: 'Moins de saisie ; la décision reste à l’agent.',
} as const

const bikes = defineSystem({
  ...record,
  id: 'aide-velo',
  name: 'Aide à l’achat d’un vélo',
  purpose: 'Aider les agents à instruire les demandes d’aide à l’achat d’un vélo.',
  training: { id: 'ia-aides', title: 'Contrôler l’IA des aides', validForMonths: 12 },
  uses: {
    draft: {
      impact: 'significant',
      action: 'vérifie les conditions et prépare un projet de réponse',
      purpose: 'Préparer un projet de décision que l’agent examine.',
      audience: 'citizens',
      output: z.strictObject({
        proposal: z.enum(['favourable', 'unfavourable', 'incomplete']).meta({ title: 'Proposition' }),
        amount: z.number().min(0).max(1000).meta({ title: 'Montant de l’aide (€)' }),
        reasons: z
          .array(
            z.strictObject({
              fact: z.string().min(1).meta({ title: 'Motif' }),
              source: z.string().nullable().meta({ title: 'Source' }),
            }),
          )
          .meta({ title: 'Pourquoi ?' }),
        letter: z.string().min(1).meta({ title: 'Texte pour la personne' }),
      }),
      oversight: { role: 'instructeur', secondOpinionPercent: 0, dueInHours: 48 },
      criteria: [
        { id: 'residence', fr: 'Réside dans la métropole' },
        { id: 'revenu', fr: 'Revenu fiscal sous le plafond de 16 000 €' },
        { id: 'materiel', fr: 'Vélo neuf, acheté depuis moins de six mois' },
      ],
    },
  },
})

const roads = defineSystem({
  ...record,
  id: 'voirie',
  name: 'Occupation de la voirie',
  purpose: 'Aider les agents à instruire les demandes d’occupation de la voirie.',
  training: { id: 'ia-voirie', title: 'Contrôler l’IA de la voirie', validForMonths: 12 },
  uses: {
    permit: {
      impact: 'significant',
      action: 'relève les contraintes du lieu',
      purpose: 'Préparer un projet d’arrêté que l’agent examine.',
      audience: 'citizens',
      output: z.strictObject({
        proposal: z.enum(['favourable', 'unfavourable', 'incomplete']).meta({ title: 'Proposition' }),
        letter: z.string().min(1).meta({ title: 'Texte pour la personne' }),
      }),
      oversight: { role: 'instructeur', secondOpinionPercent: 0, dueInHours: 240 },
    },
  },
})

const people: readonly Reviewer[] = [
  { id: 'camille', name: 'Camille Martin', roles: ['instructeur'], training: trained },
  { id: 'alex', name: 'Alex Durand', roles: ['instructeur'], training: trained },
  { id: 'dora', name: 'Dora Faure', roles: ['instructeur', 'supervisor'], training: trained },
  {
    id: 'basile',
    name: 'Basile Ngo',
    roles: ['instructeur'],
    training: [{ id: 'ia-aides', validUntil: '2026-11-03' }],
  },
  { id: 'ines', name: 'Inès Roy', roles: ['administrator'], training: [] },
  { id: 'nobody', name: 'Noé Petit', roles: [], training: [] },
]

/** A city whose console is served: everything in it is invented. */
export interface City {
  readonly guard: Guard
  readonly clock: FixedClock
  readonly url: string
  /** Ids of reviews by the number of their case. */
  readonly ids: ReadonlyMap<string, string>
  close(): Promise<void>
}

const fieldsOf = (data: Readonly<Record<string, string>>) =>
  Object.entries(data).map(([label, value]) => ({ label, value }))

/** Opens a city with cases of two systems. Time: 14:05 in Paris, 26 November 2026. Who calls is said by a header. */
export async function openCity(folder: string, seeded = true): Promise<City> {
  const clock = fixedClock('2026-11-22T13:05:00.000Z')
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems: [bikes, roads],
    store: sqliteStore(`${folder}/city.db`),
    signingKey: generateSigningKey('ville.example'),
    reviewers: { find: async (id) => people.find((person) => person.id === id) },
    clock,
    background: false,
  })
  const handler = createHandler(guard, {
    authenticate: async (request) => request.headers.get('x-test-person') ?? undefined,
    clock,
    commandLimits: { person: { times: 1e6, seconds: 60 }, address: { times: 1e6, seconds: 60 } },
    signOutPath: '/deconnexion',
    requestSuggestion: async () => undefined,
    cases: { 'aide-velo': bikeCase },
  })
  const ids = new Map<string, string>()
  for (let day = 0; seeded && day < 4; day++) {
    for (const one of BIKE_CASES.filter((_, index) => index % 4 === day)) {
      const request = { input: one.request, subject: one.number, caseData: fieldsOf(one.data) }
      ids.set(one.number, (await guard.propose(bikes.uses.draft, request, () => bikeSuggestion(one))).id)
    }
    for (const one of ROAD_CASES.filter((_, index) => index % 4 === day)) {
      const request = { input: one.request, subject: one.number, caseData: fieldsOf(roadCase(one)) }
      ids.set(one.number, (await guard.propose(roads.uses.permit, request, roadSuggestion)).id)
    }
    clock.advance(23 * HOUR_MS)
  }
  clock.advance(4 * HOUR_MS)
  const server: RunningServer = await serve(handler, { port: 0 })
  return {
    guard,
    clock,
    ids,
    url: server.url,
    async close() {
      await server.close({ graceMs: 500 })
      await guard.close()
    },
  }
}
