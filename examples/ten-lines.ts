// A model's proposal about a person is held until a person has decided. Run: npm run build && node examples/ten-lines.ts
import { randomBytes } from 'node:crypto'
import { createGuard, generateSigningKey } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import OpenAI from 'openai'
import { askForDraft } from './housing-aid/draft.ts'
import { demoPeople } from './housing-aid/people.ts'
import { readSettings } from './housing-aid/settings.ts'
import { housingSystem } from './housing-aid/system.ts'
import { startLocalModel } from './local-model/server.ts'

const local = await startLocalModel()
const openai = new OpenAI({ baseURL: local.url, apiKey: 'local' })

// The ten lines: declare, wrap the call, wait for the person.
const system = housingSystem(readSettings({ UNDO_SECONDS: '0', SECOND_OPINION_PERCENT: '0' }))
const guard = await createGuard({
  charter: bordeauxMetropole,
  systems: [system],
  store: sqliteStore(':memory:'),
  signingKey: generateSigningKey('exemple.example/journal'),
  reviewers: demoPeople(new Date()),
  masterKey: randomBytes(32),
})
const input = { 'Montant demandé (€)': 900, Exposé: 'Deux loyers impayés depuis la perte de mon emploi.' }
const review = await guard.propose(system.uses.draft, { input, subject: 'AL-1' }, (caseData, { signal }) =>
  askForDraft(openai, { model: 'extraction-locale-1', caseData, signal }),
)
console.log('Held, without the proposal:', review)

// What an agent does in the console: reserve, say what they think, then look and decide, with a reason.
const by = 'camille.martin'
const key = (name: string) => ({ by, idempotencyKey: name })
const claimed = await guard.reviews.claim(review.id, { ...key('claim'), version: 1 })
const opined = await guard.reviews.recordOpinion(
  review.id,
  { choice: 'favourable', criteria: { residence: 'met', revenus: 'unverifiable', pieces: 'met' } },
  { ...key('opinion'), version: claimed.version },
)
const motive = { motive: 'Perte d’emploi attestée, dette récente, reprise possible.' }
await guard.reviews.approve(review.id, motive, { ...key('approve'), version: opined.version })

const decision = await guard.decision(review.id)
console.log('Decided:', decision.outcome, 'value' in decision ? decision.value : undefined)
await guard.close()
await local.close()
