// Somebody asks how a decision was made: who answers, what is kept, how is it erased? Run: npm run build && node examples/requests.ts
import { randomBytes } from 'node:crypto'
import { createGuard } from 'garde-fou'
import { bordeauxMetropole as charter } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { permits, reviewers, signingKey } from './city.ts'

const store = sqliteStore(':memory:')
const requests = { answerWithin: { months: 1 }, keepForMonths: 24 } as const
const guard = await createGuard({
  charter,
  systems: [permits],
  store,
  signingKey,
  reviewers,
  requests,
  masterKey: randomBytes(32),
})

// What the form « Demander une explication » of the register does with what was sent.
const receipt = await guard.requests.receive(permits.id, {
  kind: 'explanation',
  name: 'Maïtena Etcheverry',
  email: 'maitena@exemple.example',
  text: 'Comment mon dossier a-t-il été traité ?',
  lang: 'fr',
})
console.log('Receipt:', receipt.number, 'due on', receipt.dueOn)

// What an agent does in the console, under « Demandes d’explication ».
const by = 'camille'
const [open] = await guard.requests.list(by)
if (open === undefined || open.kind === 'altered') throw new Error('There is nothing to answer.')
await guard.requests.answer(open.id, {
  by,
  text: 'L’IA a préparé un projet ; je l’ai modifié, puis j’ai décidé.',
})

// What the annual report counts.
const counts = await guard.requests.count({ from: '2020-01-01', to: '2100-01-01' })
console.log('Answered in time:', counts.onTime)

// The rights of whoever wrote, by the number of the receipt. `garde-fou subjects export|erase` does the same.
const exported = await guard.subjects.export({ subject: receipt.number })
console.log(
  'Given out:',
  exported.requests[0]?.texts.map(({ kind }) => kind),
)
const { requestIds } = await guard.subjects.erase({ subject: receipt.number })
console.log('Erased:', requestIds.length, 'left:', (await guard.requests.list(by)).length)
await guard.close()
