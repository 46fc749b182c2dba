import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterUrl, stopCluster } from '../test/support/postgres-cluster.ts'

/** A private PostgreSQL server that waits for its disk (`fsync`), for the time of `work`. */
export async function withPostgres<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'garde-fou-bench-postgres-'))
  try {
    return await work(await clusterUrl(folder, { durable: true }))
  } finally {
    stopCluster(folder)
  }
}
