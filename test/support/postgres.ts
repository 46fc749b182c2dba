import { randomUUID } from 'node:crypto'
import { Client, Pool, type PoolConfig } from 'pg'
import { afterAll, inject, onTestFinished } from 'vitest'
import { mindConnections } from '../../src/store/postgres/pool.js'
import { clusterUrl } from './postgres-cluster.js'

/** A database of its own for the tests of a file; it is made when first asked for and goes with the file. */
export function databaseOfFile(): () => Promise<string> {
  let made: Promise<string> | undefined
  afterAll(async () => {
    if (made !== undefined) await dropDatabase(await made)
  })
  return () => {
    made ??= createDatabase()
    return made
  }
}

/** A name for a schema that nobody else uses. */
export function freshSchema(): string {
  return `s_${randomUUID().replaceAll('-', '')}`
}

/** A connection beside the store, closed at the end of the test. */
export async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  // A test may have the server cut it.
  client.on('error', () => undefined)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** A pool beside the store, ended with the test. A connection may still be closing when its database is dropped: it has a listener. */
export function pooled(options: PoolConfig): Pool {
  const pool = new Pool(options)
  mindConnections(pool)
  onTestFinished(() => pool.end())
  return pool
}

async function createDatabase(): Promise<string> {
  const server = await clusterUrl(inject('postgresFolder'))
  const name = `garde_fou_test_${randomUUID().replaceAll('-', '')}`
  await once(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function dropDatabase(url: string): Promise<void> {
  await once(
    await clusterUrl(inject('postgresFolder')),
    `drop database ${new URL(url).pathname.slice(1)} with (force)`,
  )
}

async function once(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
