import { DatabaseSync } from 'node:sqlite'
import { createGuard, generateSigningKey, type Reviewer } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import type { OpenContender } from './contender.ts'
import { ANSWER, REQUEST } from './peers/text.mjs'
import { system } from './system.ts'

const agent: Reviewer = {
  id: 'agent-1',
  name: 'Camille Martin',
  roles: ['agent'],
  training: [{ id: 'ia', validUntil: '2099-12-31' }],
}
const MOTIVE = 'Le dossier est complet et la pièce est lisible.'

/**
 * A proposal held for a person and the person's decision at the application that waits for it, with everything on: checks,
 * labels, encryption, journal, sequencer, timekeeper. Against one committed row, in the same rounds.
 */
export const open: OpenContender = async ({ folder }) => {
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems: [system],
    store: sqliteStore(`${folder}/guard.db`),
    signingKey: generateSigningKey('bench.example'),
    reviewers: { find: async (id) => (id === agent.id ? agent : undefined) },
    masterKey: Buffer.alloc(32, 7),
  })
  const floor = new DatabaseSync(`${folder}/floor.db`)
  floor.exec(
    'pragma journal_mode=wal; pragma synchronous=full; create table rows (id integer primary key, body text)',
  )
  const insert = floor.prepare('insert into rows (body) values (?)')
  const body = REQUEST.repeat(4)
  let cases = 0
  let review = ''
  let version = 0
  let decided: Promise<unknown> = Promise.resolve()
  const command = (at: number) => ({ by: agent.id, version: at, idempotencyKey: crypto.randomUUID() })
  return {
    rounds: 300,
    works: {
      floor: () => insert.run(body),
      propose: async () => {
        const request = { input: REQUEST, subject: `DOSSIER-${cases++}` }
        review = (await guard.propose(system.uses['at-once'], request, () => ({ text: ANSWER }))).id
      },
      decide: {
        // What a person does before: taking the case, an opinion of their own, reading the suggestion.
        async before() {
          const claimed = await guard.reviews.claim(review, command(1))
          const seen = await guard.reviews.recordOpinion(
            review,
            { choice: 'favourable' },
            command(claimed.version),
          )
          version = seen.version
          decided = guard.decision(review)
          await new Promise((resolve) => setTimeout(resolve, 1))
        },
        async run() {
          const approved = guard.reviews.approve(review, { motive: MOTIVE }, command(version))
          await decided
          return approved
        },
      },
    },
  }
}
