import { type Decision, defineSystem } from 'garde-fou'
import { z } from 'zod'
import { disclosure } from './disclosure.ts'
import type { Settings } from './settings.ts'

/** What the model proposes for one request, and what an agent may change in it. */
export const draftSchema = z.object({
  proposal: z.enum(['favourable', 'unfavourable', 'incomplete']).meta({ title: 'Proposition' }),
  amount: z.number().min(0).max(5000).nullable().meta({
    title: 'Montant proposé (€)',
    description: 'Au plus 5 000 €. Vide si aucune aide n’est proposée.',
  }),
  reasons: z
    .array(
      z.object({
        fact: z
          .string()
          .min(1)
          .max(2000)
          .meta({ title: 'Extrait du dossier', description: 'Cité mot pour mot.' }),
        source: z
          .string()
          .max(120)
          .nullable()
          .meta({ title: 'Source', description: 'Le champ du dossier où se trouve l’extrait.' }),
      }),
    )
    .max(10)
    .meta({ title: 'Motifs' }),
  missing: z.array(z.string().min(1).max(300)).max(20).meta({ title: 'Pièces ou informations manquantes' }),
  letter: z.string().min(1).max(8000).meta({
    title: 'Courrier à la personne',
    description: 'Le corps du courrier, sans formule de politesse.',
  }),
})

/** A proposal, as the model makes it and as an agent decides it. */
export type Draft = z.output<typeof draftSchema>

/** A decision about a request. */
export type HousingDecision = Decision<Draft>

/** The system of this application: what it is for, which model, which data, who decides. */
export function housingSystem(settings: Settings) {
  return defineSystem({
    id: 'aide-logement',
    name: 'Préparer l’instruction des aides exceptionnelles au logement',
    version: settings.model === undefined ? '1.0.0+local' : `1.0.0+${settings.model.name}`,
    purpose:
      'Préparer l’instruction des demandes d’aide exceptionnelle au logement : relever les faits, signaler ce qui manque, proposer un projet de réponse à l’agent qui décide.',
    owner: 'Service Habitat et solidarités',
    administration: 'Bordeaux Métropole',
    role: 'deployer',
    stage: 'service',
    model: modelRecord(settings),
    data: [
      {
        id: 'formulaire',
        name: 'Réponses au formulaire de demande',
        source: 'la personne qui demande',
        personal: true,
        collection: 'saisies en ligne par la personne',
      },
      {
        id: 'pieces',
        name: 'Liste des pièces annoncées',
        source: 'la personne qui demande',
        personal: true,
        collection: 'cochées en ligne par la personne',
      },
    ],
    expectedResults: 'Un projet de réponse motivé, que l’agent retient, modifie ou écarte.',
    limits: [
      'Ne voit pas les pièces elles-mêmes, seulement la liste de celles qui sont annoncées.',
      'Ne connaît ni le barème, ni les aides déjà versées au foyer.',
      'Ne comprend pas ce qui est dit à demi-mot : lisez l’exposé de la situation en entier.',
    ],
    audit: { everyMonths: 12, reversibility: 'Les demandes s’instruisent sans l’IA dans le même outil.' },
    assessment: {
      on: '2026-09-15',
      benefits: 'Pièces manquantes signalées dès le dépôt ; délai de première réponse plus court.',
      impacts: 'Risque d’ancrage sur la proposition, limité par l’avis de l’agent recueilli avant affichage.',
    },
    valueReviewOn: '2027-09-15',
    humanContact: {
      service: 'Service Habitat et solidarités',
      // A number that ARCEP reserves for fiction: it reaches nobody.
      phone: '05 36 49 00 12',
      desk: 'accueil de l’hôtel de métropole, guichet 3',
      address: 'esplanade de l’Exemple, 33000 Bordeaux',
      email: 'aide-logement@ville.example',
      hours: 'du lundi au vendredi, de 9 h à 17 h',
      free: true,
      withoutConsequence: true,
    },
    training: { id: 'ia-aide-logement', title: 'Décider avec l’IA : aide au logement', validForMonths: 12 },
    consultations: [{ body: 'CST', on: '2026-06-18', opinion: 'favorable' }],
    jobImpact: 'Moins de relances pour pièces manquantes ; la décision reste le travail de l’agent.',
    updatedOn: '2026-11-20',
    disclosure,
    recordUrl: '/ia/aide-logement',
    uses: {
      draft: {
        impact: 'significant',
        action: 'prépare un projet de réponse et signale les pièces manquantes',
        purpose: 'Aider l’agent à instruire une demande d’aide exceptionnelle au logement',
        procedure: 'Aide exceptionnelle au logement',
        words: {
          en: {
            action: 'prepares a draft reply and points out missing documents',
            purpose: 'Help the officer examine a request for exceptional housing aid',
          },
          'fr-simple': {
            action: 'lit votre demande et dit quels papiers manquent',
            purpose: 'Aider l’agent à lire votre demande d’aide au logement',
          },
        },
        audience: 'citizens',
        retention: { textsForMonths: 6, decisionsForMonths: 60 },
        criteria: [
          { id: 'residence', fr: 'Habite dans la métropole', en: 'Lives in the metropolitan area' },
          { id: 'revenus', fr: 'Revenus justifiés', en: 'Income is documented' },
          { id: 'pieces', fr: 'Dossier complet', en: 'The file is complete' },
        ],
        output: draftSchema,
        oversight: {
          role: 'instruction-logement',
          escalationRole: 'responsable-logement',
          dueInHours: 5 * 24,
          undoMinutes: settings.undoSeconds / 60,
          secondOpinionPercent: settings.secondOpinionPercent,
        },
      },
      summary: {
        impact: 'information',
        action: 'résume votre situation dans l’accusé de réception',
        purpose: 'Rappeler à la personne ce qu’elle a écrit',
        audience: 'citizens',
        data: ['formulaire'],
        // A summary needs nobody's name or number: the model gets placeholders, the receipt gets the names back.
        personalData: { otherwise: 'pseudonymise' },
        oversight: {
          role: 'instruction-logement',
          escalationRole: 'responsable-logement',
          mode: 'on-request',
        },
      },
    },
  })
}

/** The declared system, with its uses as typed handles. */
export type HousingSystem = ReturnType<typeof housingSystem>

/** Says honestly what answers: rules without learning by default, or the model that was configured. */
function modelRecord({ model }: Settings) {
  if (model === undefined)
    return {
      name: 'extraction-locale-1',
      supplier: 'Garde-fou (exemple)',
      kind: 'Règles et extraction, sans apprentissage',
      nature: 'algorithm',
      hosting: 'Sur cette machine, sans appel extérieur',
      parameters: 'Règles écrites : champs vides, valeurs impossibles, phrases citées du texte reçu',
      trainingData: 'Aucune : rien n’est appris',
      openSource: true,
      supplierLearnsFromData: false,
    } as const
  return {
    name: model.name,
    supplier: new URL(model.baseURL).host,
    kind: 'Modèle de langage',
    nature: 'trained',
    hosting: `Service appelé à l’adresse ${new URL(model.baseURL).host}`,
    parameters: 'Non communiqués par le fournisseur',
    trainingData: 'Non communiquées par le fournisseur',
    openSource: false,
    supplierLearnsFromData: true,
  } as const
}
