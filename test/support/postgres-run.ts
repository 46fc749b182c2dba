import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { stopCluster } from './postgres-cluster.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the run's own PostgreSQL server is, once a test has asked for it. */
    readonly postgresFolder: string
  }
}

let folder: string | undefined

/** Names a folder for the run's PostgreSQL server, which the first test that needs one starts; stops it at the end. */
export default function setUp(project: TestProject): () => void {
  folder ??= mkdtempSync(join(tmpdir(), 'garde-fou-postgres-'))
  const own = folder
  project.provide('postgresFolder', own)
  const stop = (): void => stopCluster(own)
  process.once('exit', stop)
  return () => {
    process.removeListener('exit', stop)
    stop()
  }
}
