import { mkdirSync } from 'node:fs'
import { Client } from 'pg'
import { clusterUrl, stopCluster } from '../test/support/postgres-cluster.ts'

/** A private PostgreSQL server for the time of a bench. */
export interface Postgres {
  /** Undefined where no server is installed. */
  readonly url: string | undefined
  readonly version: string | undefined
  stop(): void
}

/** Starts a private server that waits for its disk (`fsync`), with everything else as it comes. */
export async function openPostgres(folder: string): Promise<Postgres> {
  mkdirSync(folder)
  const stop = (): void => stopCluster(folder)
  let url: string
  try {
    url = await clusterUrl(folder, { durable: true })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { url: undefined, version: undefined, stop }
  }
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ readonly server_version: string }>('show server_version')
  await client.end()
  return { url, version: rows[0]?.server_version, stop }
}
