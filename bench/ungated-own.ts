import { createGuard, decisionAssessor, generateSigningKey, useAssessor } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { detectPersonalData } from 'garde-fou/personal-data'
import { sqliteStore } from 'garde-fou/sqlite'
import type { OpenContender } from './contender.ts'
import { ANSWER, REQUEST } from './peers/text.mjs'
import { system } from './system.ts'

/** A call of an information use with a model in this process, its journal in memory; and what its checks take by themselves. */
export const open: OpenContender = async () => {
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems: [system],
    store: sqliteStore(':memory:'),
    signingKey: generateSigningKey('bench.example'),
    reviewers: { find: async () => undefined },
    background: false,
  })
  const model = async (): Promise<string> => ANSWER
  const uses = useAssessor(bordeauxMetropole)
  const decision = decisionAssessor()
  return {
    rounds: 2000,
    works: {
      bare: model,
      checks: () => {
        uses(REQUEST, 'prompt')
        detectPersonalData(REQUEST)
        uses(ANSWER, 'output')
        decision(ANSWER)
      },
      guard: () => guard.run(system.uses.summary, { input: REQUEST }, model),
    },
  }
}
