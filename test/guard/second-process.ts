import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Store } from 'garde-fou'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { expect, onTestFinished } from 'vitest'
import { temporaryFolder } from '../support/guard.js'
import { freshSchema } from '../support/postgres.js'

/** What a second process is asked. */
export interface ProcessTask extends SharedPlace {
  readonly about: 'suspension' | 'raised-mode'
  readonly jwk: object
}

/** Where two processes meet. */
interface SharedPlace {
  readonly path?: string
  readonly postgres?: { readonly connectionString: string; readonly schema: string }
}

/** A store, and what lets another process open it. */
export interface SharedStore {
  readonly store: Store
  readonly place: SharedPlace
}

/** A store of each kind, on a database that `database` gives. */
export function sharedStores(
  database: () => Promise<string>,
): readonly (readonly [string, () => Promise<SharedStore>])[] {
  return [
    [
      'SQLite',
      async () => {
        const path = join(temporaryFolder(), 'guard.db')
        return { store: sqliteStore(path), place: { path } }
      },
    ],
    [
      'PostgreSQL',
      async () => {
        const postgres = { connectionString: await database(), schema: freshSchema() }
        return { store: postgresStore(postgres), place: { postgres } }
      },
    ],
  ]
}

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** A real process with a guard of its own, which answers about a review when it is given its id. */
export async function secondProcess<Answer>(
  task: ProcessTask,
): Promise<(reviewId: string) => Promise<Answer>> {
  const started = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      file('../support/run-source.mjs'),
      file('second-process-child.ts'),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void started.kill())
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]()
  started.stdin.write(`${JSON.stringify(task)}\n`)
  expect((await lines.next()).value).toBe('ready')
  return async (reviewId) => {
    started.stdin.write(`${reviewId}\n`)
    return JSON.parse(String((await lines.next()).value)) as Answer
  }
}
