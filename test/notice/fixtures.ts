import { renderNotice } from 'garde-fou/notice'
import type { NoticeInput } from '../../src/notice/facts.js'
import type { NoticeLanguage } from '../../src/notice/language.js'
import type { NoticeChannel, NoticeContext, NoticeLevel } from '../../src/notice/levels.js'
import type { Notice } from '../../src/notice/notice.js'
import { completeOversight } from '../../src/system/oversight.js'
import type { SystemRecord, UseRecord } from '../../src/system/system-record.js'

/** Decides on rights; citizens see the effect. */
export const decisionUse: UseRecord = {
  id: 'decision',
  action: 'vérifie si les pièces sont complètes et prépare un projet de réponse.',
  purpose: 'Préparer l’instruction des demandes d’aide à l’achat d’un vélo.',
  impact: 'significant',
  audience: 'citizens',
  data: ['demande', 'bareme'],
  retention: { textsForMonths: 6, decisionsForMonths: 60 },
  onCheckFailure: 'hold',
  thresholds: { review: 0.5, block: 0.9 },
  oversight: completeOversight({ role: 'instructeur' }, 'significant'),
  outputSchema: {},
}

/** Answers a citizen's question at once. */
export const answerUse: UseRecord = {
  ...decisionUse,
  id: 'answer',
  action: 'répond aux questions sur l’aide',
  impact: 'information',
  data: ['bareme'],
}

/** Sorts for agents. */
export const sortingUse: UseRecord = {
  ...answerUse,
  id: 'sorting',
  action: 'trie les demandes',
  audience: 'agents',
}

/** A fictitious system with every fact that a notice can tell. */
export const record: SystemRecord = {
  id: 'aide-velo',
  name: 'Aide à l’instruction « vélo »',
  version: '1.2.0',
  purpose: 'Aider les agents à instruire les demandes d’aide à l’achat d’un vélo.',
  owner: 'Direction des mobilités',
  role: 'deployer',
  stage: 'service',
  model: {
    name: 'mistral-small-2506',
    supplier: 'Mistral AI',
    kind: 'Modèle de langage',
    nature: 'trained',
    hosting: 'France, serveurs de la métropole',
    parameters: '24 milliards de paramètres ; température 0 ; consignes publiées avec la fiche',
    trainingData: 'Non communiqué par le fournisseur',
    openSource: true,
    supplierLearnsFromData: false,
  },
  data: [
    {
      id: 'demande',
      name: 'Formulaire de demande',
      source: 'la personne qui demande l’aide',
      personal: true,
    },
    { id: 'bareme', name: 'Barème de l’aide', source: 'délibération 2026-118', personal: false },
    { id: 'autre', name: 'Donnée d’un autre usage', source: 'ailleurs', personal: true },
  ],
  expectedResults: 'La liste des pièces manquantes et un projet de réponse, relus par un agent.',
  limits: ['Ne lit pas les photos.', 'Peut se tromper sur les noms composés.'],
  audit: { everyMonths: 12, reversibility: 'Les demandes se traitent sans le système.' },
  assessment: { on: '2026-05-04', benefits: 'Délais plus courts.', impacts: 'Faibles.' },
  valueReviewOn: '2027-06-30',
  humanContact: {
    service: 'Accueil mobilités',
    phone: '05 00 00 00 00',
    desk: 'Hôtel de métropole, rez-de-chaussée',
    address: 'Esplanade Charles-de-Gaulle, 33000 Bordeaux',
    email: 'mobilites@ville.example',
    hours: 'du lundi au vendredi, de 9 h à 17 h',
    deafAccess: 'relais téléphonique par l’application Exemple',
    free: true,
    withoutConsequence: true,
  },
  training: { id: 'ia', title: 'Comprendre l’IA', validForMonths: 12 },
  consultations: [],
  jobImpact: 'Moins de saisie.',
  practices: [],
  exceptions: [],
  updatedOn: '2026-11-24',
  recordUrl: 'https://ville.example/registre/aide-velo',
  uses: { decision: decisionUse, answer: answerUse, sorting: sortingUse },
}

/** What the facts of the decision use are made from. */
export const decisionInput: NoticeInput = {
  record,
  use: decisionUse,
  authority: 'Bordeaux Métropole',
  humanReview: 'pending',
}

/** Options that types would refuse together: a test chooses them at run time, as a page that reads JSON does. */
export interface LooseOptions {
  readonly channel?: NoticeChannel
  readonly lang?: NoticeLanguage
  readonly level?: NoticeLevel
  readonly context?: NoticeContext
  readonly reference?: string
  readonly headingLevel?: number
  readonly id?: string
  readonly nameSystem?: boolean
  readonly baseUrl?: string
  readonly shortUrl?: string
  readonly handover?: { readonly word: string; readonly key?: string }
}

/** `renderNotice`, in HTML and French unless told otherwise. */
export function render(notice: Notice, options: LooseOptions = {}): string {
  const shown: unknown = Reflect.apply(renderNotice, undefined, [
    notice,
    { channel: 'html', lang: 'fr', ...options },
  ])
  if (typeof shown !== 'string') throw new TypeError('A notice is a text.')
  return shown
}
