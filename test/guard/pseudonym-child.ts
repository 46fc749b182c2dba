import { createInterface } from 'node:readline'
import { bordeauxMetropole } from '../../src/charter/bordeaux-metropole.js'
import { createGuard, importSigningKey, localReviewers } from '../../src/index.js'
import { sqliteStore } from '../../src/store/sqlite/index.js'
import { maskingNames } from './pseudonym-system.js'

/** What the parent asks of a second process. */
interface Task {
  readonly path: string
  readonly jwk: object
  readonly key: string
  readonly names: readonly string[]
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const task = JSON.parse((await lines.next()).value ?? '') as Task
const { system, detector } = maskingNames(task.names)
const guard = await createGuard({
  charter: bordeauxMetropole,
  systems: [system],
  store: sqliteStore(task.path),
  signingKey: importSigningKey({ name: 'test.example', key: task.jwk }),
  reviewers: localReviewers([]),
  detectors: [detector],
  masterKey: task.key,
  background: false,
})
process.stdout.write('ready\n')
await lines.next()
const sent = await Promise.all(
  task.names.map(async (name) => {
    let seen: unknown
    const outcome = await guard.run(
      system.uses.masked,
      { input: `Bonjour ${name}, voici les horaires.`, subject: 'D-1' },
      (input) => {
        seen = input
        return input
      },
    )
    return [name, seen, outcome.status === 'released' ? outcome.output : outcome.status]
  }),
)
await guard.close()
process.stdout.write(`${JSON.stringify(sent)}\n`)
process.exit(0)
