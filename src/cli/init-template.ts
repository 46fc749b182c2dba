import { dayOf } from '../system/lifecycle.js'

/** What goes into a first configuration. */
export interface FirstConfig {
  readonly reviewerId: string
  readonly reviewerName: string
  readonly accessKeySha256: string
  readonly journalName: string
  readonly today: Date
}

/** What a record says where nobody has filled it in yet; `garde-fou doctor` looks for it. */
export const TO_FILL_IN = 'À compléter'

/** A first configuration, as a file: one system under study, whose record is still to be filled in. */
export function configTemplate({
  reviewerId,
  reviewerName,
  accessKeySha256,
  journalName,
  today,
}: FirstConfig): string {
  const quoted = (text: string): string =>
    `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
  return `import { join } from 'node:path'
import { defineConfig, defineSystem, localReviewers } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { z } from 'zod'

// The record of one AI system (« fiche »). Notices, the register and reports are made from it, so it is in French.
// The number in brackets is the charter's engagement that asks for the field. "npx garde-fou doctor" says what is missing.
export const firstSystem = defineSystem({
  id: 'aide-instruction',
  name: 'Aide à l’instruction',
  version: '1',
  purpose: '${TO_FILL_IN} : à quoi sert ce système, en une ou deux phrases simples.', // (9)
  owner: '${TO_FILL_IN} : le service qui en répond.',
  role: 'deployer', // of the AI Act: 'provider', 'deployer' or 'both'
  // 'study': nothing reaches citizens or bears on their rights. Then 'experiment' with its dates (7), then 'service'.
  stage: 'study',
  model: {
    name: '${TO_FILL_IN}',
    supplier: '${TO_FILL_IN}',
    kind: 'modèle de langage', // as a citizen reads it (9)
    nature: 'trained', // 'algorithm' for rules without learning
    hosting: '${TO_FILL_IN} : où il fonctionne.',
    parameters: 'Non communiqué par le fournisseur', // (1, 9)
    trainingData: 'Non communiqué par le fournisseur', // (1)
    openSource: false,
    supplierLearnsFromData: false, // (3)
  },
  data: [{ id: 'demande', name: 'Demande de l’usager', source: 'Formulaire en ligne', personal: true }], // (3, 9)
  expectedResults: '${TO_FILL_IN} : ce qu’on en attend.', // (9)
  limits: ['${TO_FILL_IN} : une limite ou une erreur connue.'], // (9)
  audit: { everyMonths: 12, reversibility: '${TO_FILL_IN} : comment s’en passer.' }, // (2)
  assessment: { on: '${dayOf(today)}', benefits: '${TO_FILL_IN}', impacts: '${TO_FILL_IN}' }, // (5, 6)
  valueReviewOn: '${inOneYear(today)}', // (8)
  training: { id: 'ia-aide-decision', title: 'L’IA comme aide à la décision', validForMonths: 24 }, // (13)
  consultations: [], // (14, 15): { body: 'CST', on: '…', opinion: '…' }
  jobImpact: '${TO_FILL_IN} : effets attendus sur les métiers.', // (15)
  uses: {
    // A significant use bears on somebody's rights: its output never leaves without a person's decision (16).
    avis: {
      impact: 'significant',
      audience: 'agents',
      action: 'propose un avis motivé sur la demande', // completes « L’IA … »
      purpose: 'Préparer l’instruction d’une demande',
      output: z.object({ avis: z.enum(['favorable', 'défavorable']), motifs: z.string().min(1) }),
      oversight: { role: 'instructeur' },
    },
  },
})

export default defineConfig({
  charter: bordeauxMetropole,
  systems: [firstSystem],
  // One file for all processes of this machine.
  store: sqliteStore(join(import.meta.dirname, '.garde-fou', 'garde-fou.db')),
  signingKeyFile: '.garde-fou/signing-key.jwk',
  // Names the journal for ever: a schema-less address of the city.
  journalName: ${quoted(journalName)},
  reviewers: localReviewers([
    {
      id: ${quoted(reviewerId)},
      name: ${quoted(reviewerName)},
      roles: ['instructeur'],
      // Decides nothing before the training was followed (13): { id: 'ia-aide-decision', validUntil: 'YYYY-MM-DD' }
      training: [],
      accessKeySha256: '${accessKeySha256}',
    },
    // A second person is needed at least: make their key with "npx garde-fou access-key".
  ]),
  // How long what the public asks is kept, once it is answered: "npx garde-fou retention --apply" nightly (3).
  requests: { keepForMonths: 24 },
  server: { host: '127.0.0.1', port: 3000 },
})
`
}

// The first of a month: the 29th of February has no twin in the next year.
function inOneYear(today: Date): string {
  const day = dayOf(today)
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4, 8)}01`
}
