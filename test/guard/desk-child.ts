import { createInterface } from 'node:readline'
import { importSigningKey } from '../../src/internal/signing-key.js'
import { by, deskAt, motive } from './desk-at.js'

/** What the parent asks of a second process. */
interface Task {
  readonly path: string
  readonly jwk: object
  readonly verb: 'claim' | 'approve' | 'reject' | 'claimNext'
  readonly who: string
  readonly reviews: readonly { readonly id: string; readonly version: number }[]
}

// Two processes make keys of their own: the counter in `by` would give both the same.
const name = `process-${process.pid}`

async function work(
  { verb, who, reviews }: Task,
  { desk }: Awaited<ReturnType<typeof deskAt>>,
): Promise<readonly string[]> {
  if (verb === 'claimNext') {
    const ids: string[] = []
    for (let view = await desk.claimNext(who); view !== undefined; view = await desk.claimNext(who))
      ids.push(view.id)
    return ids
  }
  return Promise.all(
    reviews.map(async ({ id, version }) => {
      const command = by(who, version, `${name}-${id}`)
      try {
        await (verb === 'claim' ? desk.claim(id, command) : desk[verb](id, { motive }, command))
        return 'won'
      } catch (error) {
        return String(error instanceof Error && 'code' in error ? error.code : error)
      }
    }),
  )
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const task = JSON.parse((await lines.next()).value ?? '') as Task
const opened = await deskAt(task.path, {
  key: importSigningKey({ name: 'ville.example/test', key: task.jwk }),
})
process.stdout.write('ready\n')
await lines.next()
const results = await work(task, opened)
await opened.core.store.close()
process.stdout.write(`${JSON.stringify(results)}\n`)
process.exit(0)
