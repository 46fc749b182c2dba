import { defineSystem, type SystemDeclaration, type UseDeclaration } from 'garde-fou'
import { z } from 'zod'

/** A decision draft, as the tests' housing system proposes it. */
export const draftSchema = z.strictObject({
  proposal: z.enum(['favourable', 'unfavourable', 'incomplete']).meta({ title: 'Proposition' }),
  amount: z.number().min(0).max(5000).meta({ title: 'Montant' }),
  letter: z.string().min(1).meta({ title: 'Texte pour la personne' }),
})

/** A value of {@link draftSchema}. */
export type Draft = z.output<typeof draftSchema>

/** Everything a record needs besides its uses. */
export const housingRecord = {
  id: 'aide-logement',
  name: 'Préparer l’instruction des aides exceptionnelles au logement',
  version: '1.0.0',
  purpose:
    'Aider les agents à instruire les demandes d’aide exceptionnelle au logement : résumer la demande et préparer un projet.',
  owner: 'Service habitat',
  role: 'deployer',
  stage: 'service',
  model: {
    name: 'extraction-locale-1',
    supplier: 'Bordeaux Métropole',
    kind: 'règles et extraction',
    nature: 'algorithm',
    hosting: 'France, serveurs de la métropole',
    parameters: 'règles publiées avec le système',
    trainingData: 'aucune : le système n’apprend pas',
    openSource: true,
    supplierLearnsFromData: false,
  },
  data: [
    {
      id: 'demande',
      name: 'Formulaire de demande',
      source: 'La personne qui demande l’aide',
      personal: true,
    },
  ],
  expectedResults: 'Un résumé et un projet de décision, relus par un agent.',
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
    service: 'Accueil habitat',
    phone: '05 00 00 00 00',
    desk: 'Hôtel de métropole, rez-de-chaussée',
    hours: 'du lundi au vendredi, 9 h à 17 h',
  },
  training: { id: 'ia-habitat', title: 'Comprendre et contrôler l’IA de l’habitat', validForMonths: 12 },
  consultations: [{ body: 'CST', on: '2026-04-10', opinion: 'favorable' }],
  jobImpact: 'Moins de saisie ; la décision reste à l’agent.',
} as const satisfies Omit<SystemDeclaration<Record<string, UseDeclaration>>, 'uses'>

/** One system with an information use and a significant one. */
export const housing = defineSystem({
  ...housingRecord,
  uses: {
    summary: {
      impact: 'information',
      action: 'résume la demande',
      purpose: 'Résumer la demande pour l’agent qui l’instruit.',
      audience: 'agents',
      oversight: { role: 'instructeur', mode: 'on-request', undoMinutes: 10 },
    },
    draft: {
      impact: 'significant',
      action: 'prépare un projet de décision',
      purpose: 'Préparer un projet de décision que l’agent examine.',
      audience: 'citizens',
      output: draftSchema,
      oversight: { role: 'instructeur', secondOpinionPercent: 0, undoMinutes: 10 },
    },
  },
})
