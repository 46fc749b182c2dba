import { defineSystem } from 'garde-fou'
import { z } from 'zod'
import { housingRecord } from '../../support/housing.js'

/** A system whose record is published, with a use that decides and one that answers. */
export const housing = defineSystem({
  ...housingRecord,
  administration: 'Bordeaux Métropole',
  recordUrl: '/registre/aide-logement',
  model: { ...housingRecord.model, nature: 'trained' },
  uses: {
    draft: {
      impact: 'significant',
      action: 'prépare un projet de décision',
      purpose: 'Préparer un projet de décision.',
      audience: 'citizens',
      output: z.string(),
      oversight: { role: 'instructeur' },
    },
    answer: {
      impact: 'information',
      action: 'répond aux questions',
      purpose: 'Répondre aux questions.',
      audience: 'citizens',
    },
  },
})

/** A second one. */
export const bikes = defineSystem({
  ...housingRecord,
  id: 'aide-velo',
  name: 'Vérifier les demandes d’aide vélo',
  administration: 'Bordeaux Métropole',
  recordUrl: '/registre/aide-velo',
  uses: {
    check: {
      impact: 'significant',
      action: 'vérifie les pièces',
      purpose: 'Vérifier les pièces.',
      audience: 'citizens',
      output: z.string(),
      oversight: { role: 'instructeur' },
    },
  },
})

/** A page around a body. */
export const page = (body: string): string =>
  `<!doctype html><html lang="fr"><head><title>Demande</title></head><body><main><h1>Demande</h1>${body}</main></body></html>`
