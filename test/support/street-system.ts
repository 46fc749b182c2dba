import { defineCheck, defineSystem, type Guard, type GuardOptions } from 'garde-fou'
import { z } from 'zod'
import { people } from './guard.js'
import { housingRecord } from './housing.js'

/** What only a suggestion of the streets' system holds. */
export const STREET_MARK = 'MARQUE-SUGGESTION'

/** A system that sorts reports about streets: of low impact, its suggestion shown at once. */
export const streetsWith = (oversight: { readonly secondOpinionPercent?: number } = {}) =>
  defineSystem({
    ...housingRecord,
    id: 'signalements-voirie',
    name: 'Trier les signalements de voirie',
    limits: ['Ne lit pas les photos.'],
    uses: {
      sort: {
        impact: 'information',
        action: 'propose une rubrique et un accusé de réception',
        purpose: 'Orienter le signalement vers le bon service.',
        audience: 'citizens',
        procedure: 'Signalements de voirie',
        output: z.strictObject({
          topic: z.enum(['éclairage', 'chaussée', 'propreté']).meta({ title: 'Rubrique' }),
          reply: z.string().min(1).meta({ title: 'Accusé de réception', multiline: true }),
        }),
        oversight: { role: 'instructeur', mode: 'shown', undoMinutes: 10, dueInHours: 48, ...oversight },
      },
      other: {
        impact: 'information',
        action: 'résume le signalement',
        purpose: 'Résumer le signalement.',
        audience: 'agents',
        output: z.strictObject({ summary: z.string().min(1).meta({ title: 'Résumé' }) }),
        oversight: { role: 'instructeur', mode: 'shown', undoMinutes: 10 },
      },
    },
  })

/** The same, without a lot. */
export const streets = streetsWith()

/** The city has each output of these systems looked at. */
const reread = defineCheck({
  id: 'ville.relecture',
  stages: ['output'],
  check: () => [
    {
      checkId: 'ville.relecture',
      code: 'reread',
      clause: 'engagement:16',
      layer: 'rules',
      score: 0.6,
      message: { fr: 'Relecture demandée par le service.', en: 'To be read again, as the service asks.' },
    },
  ],
})

/** A guard's options with that system, nobody new on it, and the limit of reservations that a test needs. */
export const streetOptions = {
  systems: [streets],
  checks: [reread],
  oversight: { newAgentCases: 0 },
  reviewers: { find: async (id: string) => people.find((person) => person.id === id) },
} as const satisfies Partial<GuardOptions>

/** Puts a report into the queue; returns the review's id. */
export async function openReport(guard: Guard, subject: string, system = streets): Promise<string> {
  const outcome = await guard.run(
    system.uses.sort,
    { input: 'Un lampadaire est éteint.', subject, caseData: { Lieu: `Rue Sainte-Catherine, ${subject}` } },
    () => ({ topic: 'éclairage', reply: `Merci pour votre signalement. ${STREET_MARK} ${subject}` }),
  )
  if (outcome.status !== 'held') throw new Error(`The test’s suggestion was ${outcome.status}.`)
  return outcome.review.id
}
