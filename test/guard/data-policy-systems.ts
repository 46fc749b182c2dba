import { defineSystem, type System } from 'garde-fou'
import type { Detector, PersonalDataType } from 'garde-fou/personal-data'
import { draftSchema, housingRecord } from '../support/housing.js'

/** A secret for tests. */
export const KEY = 'une-cle-de-test-de-trente-deux-caracteres-au-moins'

const about = { purpose: 'Résumer la demande pour l’agent qui l’instruit.', audience: 'agents' } as const
const oversight = { role: 'instructeur', secondOpinionPercent: 0, undoMinutes: 0 }
const summary = {
  ...about,
  impact: 'information',
  action: 'résume la demande',
  oversight: { ...oversight, mode: 'on-request' },
} as const

/** Uses with each measure, and one that says nothing. */
export const dataSystem = defineSystem({
  ...housingRecord,
  id: 'donnees',
  uses: {
    silent: summary,
    reported: {
      ...summary,
      personalData: { allow: ['email'], otherwise: 'report', specialCategories: 'hold' },
    },
    masked: { ...summary, personalData: { otherwise: 'pseudonymise' } },
    named: { ...summary, personalData: { allow: ['person'], otherwise: 'pseudonymise' } },
    strict: { ...summary, personalData: { allow: ['person'], otherwise: 'refuse' } },
    careful: { ...summary, personalData: { specialCategories: 'hold' } },
    firm: { ...summary, personalData: { specialCategories: 'refuse' } },
    refusing: { ...summary, onCheckFailure: 'refuse' },
    draft: {
      ...about,
      impact: 'significant',
      action: 'prépare un projet',
      output: draftSchema,
      oversight,
      personalData: { otherwise: 'pseudonymise' },
    },
  },
}) satisfies System

/** Finds these words, wherever they stand. */
export function wordDetector(words: Readonly<Record<string, PersonalDataType>>): Detector {
  return {
    id: 'test.words',
    types: [...new Set(Object.values(words))],
    detect: (text) =>
      Object.entries(words).flatMap(([word, type]) =>
        [...text.matchAll(new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))].map(({ index }) => ({
          type,
          start: index,
          end: index + word.length,
          score: 0.95,
          detector: 'test.words',
        })),
      ),
  }
}
