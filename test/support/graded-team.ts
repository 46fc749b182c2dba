import { defineSystem, type Guard, type Reviewer } from 'garde-fou'
import { draftSchema, housingRecord } from './housing.js'

const MOTIVE = 'Le dossier est complet et la dette récente.'
const training = [{ id: 'ia-habitat', validUntil: '2027-06-30' }]

/** Five people who decide. */
export const AGENTS: readonly string[] = ['a1', 'a2', 'a3', 'a4', 'a5']

/** Them, a supervisor, an auditor and an administrator. */
export const TEAM: readonly Reviewer[] = [
  ...AGENTS.map((id) => ({ id, name: `Agente ${id}`, roles: ['instructeur'], training })),
  { id: 'denis', name: 'D. Faure', roles: ['supervisor'], training },
  { id: 'odile', name: 'O. Brun', roles: ['auditor'], training: [] },
  { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] },
]

/** The tests' housing system, with a grid. */
export const graded = defineSystem({
  ...housingRecord,
  uses: {
    draft: {
      impact: 'significant',
      action: 'prépare un projet de décision',
      purpose: 'Préparer un projet de décision que l’agent examine.',
      audience: 'citizens',
      output: draftSchema,
      // None drawn by lot: each case here is decided by one person.
      oversight: { role: 'instructeur', undoMinutes: 10, secondOpinionPercent: 0 },
      criteria: [
        { id: 'residence', fr: 'Réside dans la métropole', en: 'Lives in the metropolitan area' },
        { id: 'revenus', fr: 'Revenu sous le <b>plafond</b>' },
      ],
    },
  },
})

/** So many decisions, one agent after the other; the first `tooRich` find the income too high and set aside what is proposed. */
export async function decideInTurn(guard: Guard, count: number, tooRich: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const by = AGENTS[index % AGENTS.length] ?? ''
    const at = (version: number) => ({ by, version, idempotencyKey: `${index}-${version}` })
    const { id } = await guard.propose(
      graded.uses.draft,
      { input: 'Demande d’aide', subject: `AL-${index}`, caseData: { Revenus: 1240.5 } },
      () => ({ proposal: 'favourable' as const, amount: 450, letter: 'Nous vous accordons 450 €.' }),
    )
    const { version } = await guard.reviews.claim(id, at((await guard.reviews.view(id, by)).version))
    const isTooRich = index < tooRich
    const opinion = {
      choice: isTooRich ? ('unfavourable' as const) : ('favourable' as const),
      criteria: { residence: 'met' as const, revenus: isTooRich ? ('not-met' as const) : ('met' as const) },
    }
    const seen = await guard.reviews.recordOpinion(id, opinion, at(version))
    if (isTooRich)
      await guard.reviews.reject(id, { motive: MOTIVE, reasons: ['criterion'] }, at(seen.version))
    else await guard.reviews.approve(id, { motive: MOTIVE, reasons: ['evidence'] }, at(seen.version))
    ids.push(id)
  }
  return ids
}
