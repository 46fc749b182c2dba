import { defineSystem } from 'garde-fou'
import { permits } from '../city.ts'

const { draft } = permits.record.uses

/** The permits of `city.ts`, with what its notices need: who decides, where the record is published, other words. */
export const system = defineSystem({
  ...permits.record,
  administration: 'Bordeaux Métropole',
  updatedOn: '2026-11-20',
  recordUrl: '/registre/urbanisme-instruction',
  uses: {
    draft: {
      impact: 'significant',
      action: 'prépare un projet de réponse',
      purpose: 'Préparer un projet de réponse que l’agent examine.',
      words: {
        en: { action: 'prepares a draft reply', purpose: 'Prepare a draft reply that an officer reviews.' },
        'fr-simple': {
          action: 'lit votre dossier et prépare une réponse',
          purpose: 'Aider les agents à préparer une réponse.',
        },
      },
      retention: { textsForMonths: 6, decisionsForMonths: 60 },
      audience: 'citizens',
      output: permits.uses.draft.output,
      oversight: { role: draft?.oversight.role ?? 'instructeur' },
    },
  },
})

/** What all three pages show. */
export const shown = {
  use: 'draft',
  context: 'form',
  level: 'full',
  languages: ['fr', 'en', 'fr-simple'],
} as const
