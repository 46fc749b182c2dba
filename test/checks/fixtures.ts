import { z } from 'zod'
import type { TextPart } from '../../src/call/model-call.js'
import { bordeauxMetropole } from '../../src/charter/bordeaux-metropole.js'
import type { Charter } from '../../src/charter/charter.js'
import type { CheckContext, CheckSubject } from '../../src/checks/check.js'
import { defineSystem } from '../../src/system/define-system.js'
import type { SystemRecord, UseRecord } from '../../src/system/system-record.js'

/** A complete record with an information use and a significant one, changed by `changes`. */
export function recordOf(changes: Partial<SystemRecord> = {}): SystemRecord {
  const { record } = defineSystem({
    id: 'aide-logement',
    name: 'Aide exceptionnelle au logement',
    version: '1',
    purpose: 'Aider les agents à instruire les demandes d’aide exceptionnelle.',
    owner: 'Service habitat',
    role: 'deployer',
    stage: 'service',
    model: {
      name: 'modèle de démonstration',
      supplier: 'Ville',
      kind: 'modèle de langage',
      nature: 'trained',
      hosting: 'France',
      parameters: 'Non communiqué par le fournisseur',
      trainingData: 'Non communiqué par le fournisseur',
      openSource: true,
      supplierLearnsFromData: false,
    },
    data: [{ id: 'formulaire', name: 'Formulaire', source: 'Usager', personal: true }],
    expectedResults: 'Un résumé du dossier et la liste des pièces manquantes.',
    limits: ['Peut oublier une pièce.'],
    audit: { everyMonths: 6, reversibility: 'Le service sait instruire sans l’outil.' },
    assessment: { on: '2026-01-10', benefits: 'Gain de temps.', impacts: 'Faibles.' },
    valueReviewOn: '2027-01-10',
    humanContact: { service: 'Habitat', phone: '05 56 00 00 00', desk: 'Mairie', hours: '9 h - 17 h' },
    training: { id: 'ia-instruction', title: 'Instruire avec une IA', validForMonths: 24 },
    consultations: [],
    jobImpact: 'Aucun poste supprimé.',
    uses: {
      resume: {
        impact: 'information',
        action: 'résume le dossier pour l’agent',
        purpose: 'Lire plus vite les pièces déposées.',
        audience: 'agents',
      },
      proposition: {
        impact: 'significant',
        action: 'prépare une proposition de réponse que l’instructeur relit et signe',
        purpose: 'Préparer le travail de la commission.',
        audience: 'agents',
        output: z.object({ avis: z.string() }),
        oversight: { role: 'instructeur' },
      },
    },
  })
  return { ...record, ...changes }
}

/** What a check is given: the first use of {@link recordOf} unless told otherwise. */
export function contextOf(
  changes: { use?: string; signal?: AbortSignal; charter?: Charter } = {},
): CheckContext {
  const system = recordOf()
  const use: UseRecord | undefined = system.uses[changes.use ?? 'resume']
  if (use === undefined) throw new Error('The fixture has no such use.')
  return {
    charter: changes.charter ?? bordeauxMetropole,
    system,
    use,
    signal: changes.signal ?? new AbortController().signal,
  }
}

export function part(text: string, path = 'messages[0].content'): TextPart {
  return { path, kind: 'text', role: 'user', text }
}

export function subjectOf(
  text: string | readonly TextPart[],
  stage: CheckSubject['stage'] = 'input',
): CheckSubject {
  return { stage, parts: typeof text === 'string' ? [part(text)] : text, partial: false }
}
