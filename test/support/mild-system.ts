import { defineSystem, type Guard } from 'garde-fou'
import { draftSchema, housingRecord } from './housing.js'

const common = {
  impact: 'information',
  action: 'prépare une réponse',
  purpose: 'Préparer une réponse que l’agent relit.',
  audience: 'citizens',
  output: draftSchema,
} as const

/** A system whose uses show the suggestion at once, or to whoever asks, with a model in some version: their mode can be raised. */
export const mildWith = (modelVersion: string) =>
  defineSystem({
    ...housingRecord,
    model: { ...housingRecord.model, version: modelVersion },
    uses: {
      shown: { ...common, oversight: { role: 'instructeur', mode: 'shown' } },
      asked: { ...common, oversight: { role: 'instructeur', mode: 'on-request' } },
    },
  })

/** The same, with its first model. */
export const mild = mildWith('1')

/** What only the suggestion says. */
export const MILD_MARK = 'MARQUE-SUGGESTION'

/** Puts a case of one of its uses into the queue; returns the review's id. */
export async function openMildCase(
  guard: Guard,
  useId: keyof typeof mild.uses,
  subject: string,
): Promise<string> {
  const { id } = await guard.reviews.openControlCase({
    by: 'denis',
    systemId: mild.id,
    useId,
    subject,
    caseData: { Revenus: 1240.5 },
    suggestion: { proposal: 'favourable', amount: 450, letter: `${MILD_MARK} Nous vous accordons 450 €.` },
    answer: { expected: ['rejected'], error: 'le plafond', checkedBy: ['E. Un', 'E. Deux'] },
  })
  return id
}
