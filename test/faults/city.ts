import {
  type Clock,
  createGuard,
  type DecisionHandler,
  defineSystem,
  type Guard,
  type Reviewer,
  type SigningKey,
  type Store,
} from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { importSigningKey } from 'garde-fou/journal'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { z } from 'zod'

/** Where a city keeps everything. */
export type Address =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema: string }

/** The name of the log and of its key. */
export const LOG = 'ville.example/faults'
/** All servers of a city have the same, wherever its database is. */
const MASTER_KEY = Buffer.alloc(32, 7)
export const MOTIVE = 'Les pièces prouvent l’urgence du relogement.'
export const PEOPLE: readonly [string, ...string[]] = ['alice', 'bruno', 'chloe', 'dora', 'emile']

const staff: readonly Reviewer[] = PEOPLE.map((id) => ({
  id,
  name: id,
  roles: ['instructeur'],
  training: [{ id: 'ia-logement', validUntil: '2999-01-01' }],
}))

/** A system whose drafts are held and decided by one person: effective at once, or kept for an hour. */
export const housing = defineSystem({
  id: 'aide-logement',
  name: 'Instruire les aides au logement',
  version: '1.0',
  purpose: 'Aider les agents à instruire les demandes d’aide au logement.',
  owner: 'Service habitat',
  role: 'deployer',
  stage: 'service',
  model: {
    name: 'extraction-locale-1',
    supplier: 'Bordeaux Métropole',
    kind: 'règles et extraction',
    nature: 'algorithm',
    hosting: 'France',
    parameters: 'publiés',
    trainingData: 'aucune',
    openSource: true,
    supplierLearnsFromData: false,
  },
  data: [{ id: 'demande', name: 'Formulaire', source: 'La personne', personal: true }],
  expectedResults: 'Un projet relu par un agent.',
  limits: ['Ne lit pas les pièces jointes.'],
  audit: { everyMonths: 12, reversibility: 'Les dossiers se traitent sans le système.' },
  assessment: { on: '2026-05-04', benefits: 'Plus tôt.', impacts: 'Faible.' },
  valueReviewOn: '2999-01-01',
  humanContact: { service: 'Accueil', phone: '05 00 00 00 00', desk: 'Rez-de-chaussée', hours: '9 h à 17 h' },
  training: { id: 'ia-logement', title: 'Contrôler l’IA', validForMonths: 12 },
  consultations: [],
  jobImpact: 'La décision reste à l’agent.',
  uses: {
    draft: {
      impact: 'significant',
      action: 'prépare un projet',
      purpose: 'Préparer un projet de décision.',
      audience: 'agents',
      output: z.strictObject({ letter: z.string().min(1) }),
      oversight: { role: 'instructeur', secondOpinionPercent: 0, undoMinutes: 0 },
    },
    kept: {
      impact: 'significant',
      action: 'prépare un projet',
      purpose: 'Préparer un projet de décision que l’on peut reprendre.',
      audience: 'agents',
      output: z.strictObject({ letter: z.string().min(1) }),
      oversight: { role: 'instructeur', secondOpinionPercent: 0, undoMinutes: 60 },
    },
  },
})

/** Opens the store at an address; its tables are made by `migrate`, which a guard calls. */
export function storeAt(address: Address): Store {
  // Patient: what is tested is that nothing is lost, not how soon somebody gives up.
  const busyTimeoutMs = 30_000
  if (address.kind === 'sqlite') return sqliteStore({ path: address.path, busyTimeoutMs, pollIntervalMs: 20 })
  const { url: connectionString, schema } = address
  return postgresStore({ connectionString, schema, busyTimeoutMs, maxConnections: 4, pollIntervalMs: 200 })
}

/** The key of the city's log from its JWK. */
export function keyOf(jwk: object): SigningKey {
  return importSigningKey({ name: LOG, key: jwk })
}

/** A guard of the city, as one of its servers has it. */
export function openCity(options: {
  readonly store: Store
  readonly key: SigningKey
  readonly clock?: Clock
  readonly background?: boolean
  readonly onDecision?: DecisionHandler
}): Promise<Guard> {
  const { store, key: signingKey, ...rest } = options
  return createGuard({
    charter: bordeauxMetropole,
    systems: [housing],
    store,
    signingKey,
    reviewers: { find: async (id) => staff.find((person) => person.id === id) },
    masterKey: MASTER_KEY,
    // What killed servers held stays held until the lease is over.
    maxClaims: 1_000_000,
    ...rest,
  })
}

/** Asks for a draft on a case of its own; it is held. Returns the review's id. */
export async function propose(guard: Guard, use: 'draft' | 'kept' = 'draft'): Promise<string> {
  const request = { input: 'Demande de relogement.', subject: `D-${crypto.randomUUID()}` }
  const review = await guard.propose(housing.uses[use], request, () => ({
    letter: 'Votre demande est transmise.',
  }))
  return review.id
}
