import { createGuard, defineSystem, type Guard, generateSigningKey } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { z } from 'zod'

/** The system that is measured: one use that is released, one that is held. */
export const system = defineSystem({
  id: 'banc-d-essai',
  name: 'Résumer des demandes',
  version: '1',
  purpose: 'Résumer des demandes d’usagers pour les agents.',
  owner: 'Direction du numérique',
  role: 'deployer',
  stage: 'service',
  model: {
    name: 'écho',
    supplier: 'Bordeaux Métropole',
    kind: 'règles',
    nature: 'algorithm',
    hosting: 'cette machine',
    parameters: 'aucun',
    trainingData: 'aucune',
    openSource: true,
    supplierLearnsFromData: false,
  },
  data: [{ id: 'demande', name: 'Demande', source: 'Usager', personal: true }],
  expectedResults: 'Un résumé.',
  limits: ['Ne comprend pas ce qu’il répète.'],
  audit: { everyMonths: 12, reversibility: 'Sans objet.' },
  assessment: { on: '2026-01-01', benefits: 'Mesurer.', impacts: 'Faibles.' },
  valueReviewOn: '2030-01-01',
  humanContact: { service: 'Accueil', phone: '05 00 00 00 00', desk: 'Rez-de-chaussée', hours: '9 h à 17 h' },
  training: { id: 'ia', title: 'Formation', validForMonths: 12 },
  consultations: [],
  jobImpact: 'Aucun.',
  uses: {
    summary: { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'agents' },
    draft: {
      impact: 'significant',
      action: 'prépare un projet',
      purpose: 'Préparer un projet.',
      audience: 'citizens',
      output: z.object({ text: z.string() }),
      oversight: { role: 'agent', secondOpinionPercent: 0 },
    },
    // A decision that takes effect at once, as peers have it: without the time to take it back.
    'at-once': {
      impact: 'significant',
      action: 'prépare un projet',
      purpose: 'Préparer un projet.',
      audience: 'citizens',
      output: z.object({ text: z.string() }),
      oversight: { role: 'agent', secondOpinionPercent: 0, undoMinutes: 0 },
    },
  },
})

/** Opens a guard on a new file in `folder`. */
export function openGuard(folder: string, background = true): Promise<Guard> {
  return createGuard({
    charter: bordeauxMetropole,
    systems: [system],
    store: sqliteStore(`${folder}/guard-${crypto.randomUUID()}.db`),
    signingKey: generateSigningKey('bench.example'),
    reviewers: { find: async () => undefined },
    background,
  })
}

const SENTENCES = [
  'Bonjour, je vous écris au sujet de ma demande de place de stationnement déposée au printemps.',
  'Depuis les travaux de la rue, les livraisons se font sur le trottoir et les poussettes passent sur la chaussée.',
  'Pourriez-vous me dire quel service suit ce dossier et quelles pièces il me reste à fournir ?',
  'Je joins deux photographies prises samedi matin, ainsi que le courrier de la mairie de quartier.',
]

/** A French text of about `length` characters, as a resident might write it; another `number` begins elsewhere and names another file. */
export function frenchText(length: number, number = 0): string {
  let text = number === 0 ? '' : `Dossier ${number} : `
  for (let index = number; text.length < length; index++) text += `${SENTENCES[index % SENTENCES.length]} `
  return text.slice(0, length)
}
