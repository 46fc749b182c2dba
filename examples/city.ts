import {
  defineSystem,
  generateSigningKey,
  type LocalReviewers,
  localReviewers,
  type SigningKey,
} from 'garde-fou'
import { z } from 'zod'

/** A system's record: what the charter asks to be known before a model is asked anything. */
export const permits = defineSystem({
  id: 'urbanisme-instruction',
  name: 'Préparer l’instruction des permis',
  version: '1',
  purpose: 'Préparer un projet de réponse aux demandes de permis, que l’agent examine.',
  owner: 'Service urbanisme',
  role: 'deployer',
  stage: 'service',
  model: {
    name: 'modele-de-la-ville',
    supplier: 'Bordeaux Métropole',
    kind: 'modèle de langage',
    nature: 'trained',
    hosting: 'France, serveurs de la métropole',
    parameters: 'Température 0, instructions publiées au registre.',
    trainingData: 'Non communiquées par le fournisseur.',
    openSource: true,
    supplierLearnsFromData: false,
  },
  data: [{ id: 'dossier', name: 'Dossier de permis', source: 'La personne qui demande', personal: true }],
  expectedResults: 'Un projet de réponse relu par un agent.',
  limits: ['Ne lit pas les plans.'],
  audit: { everyMonths: 12, reversibility: 'Les dossiers s’instruisent sans le système.' },
  assessment: { on: '2026-05-04', benefits: 'Des réponses plus tôt.', impacts: 'Faibles.' },
  valueReviewOn: '2027-06-30',
  humanContact: {
    service: 'Accueil urbanisme',
    phone: '05 36 49 00 12',
    desk: 'Hôtel de métropole',
    hours: 'du lundi au vendredi, 9 h à 17 h',
  },
  training: { id: 'ia', title: 'Comprendre et contrôler une IA', validForMonths: 12 },
  consultations: [{ body: 'CST', on: '2026-04-10' }],
  jobImpact: 'Moins de saisie ; la décision reste à l’agent.',
  uses: {
    draft: {
      impact: 'significant',
      action: 'prépare un projet de réponse',
      purpose: 'Préparer un projet de réponse que l’agent examine.',
      audience: 'citizens',
      output: z.object({ favourable: z.boolean(), letter: z.string() }),
      // One person decides here, so that each example ends. Left out, five cases of a hundred need a second one.
      oversight: { role: 'instructeur', secondOpinionPercent: 0 },
    },
  },
})

/** Who may decide: known here by id, with a training that is still valid. */
export const reviewers: LocalReviewers = localReviewers([
  {
    id: 'camille',
    name: 'C. Martin',
    roles: ['instructeur'],
    training: [{ id: 'ia', validUntil: '2027-12-31' }],
  },
])

/** Signs labels, decisions and the journal. A city makes its own once, with `npx garde-fou init`. */
export const signingKey: SigningKey = generateSigningKey('ville.example')

/** Stands for any model: whatever function answers, its answer is checked and held. */
export async function askModel(permit: { readonly surface: number }): Promise<unknown> {
  return { favourable: permit.surface < 20, letter: `Votre projet de ${permit.surface} m² …` }
}
