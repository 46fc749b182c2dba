import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connected, freshSchema } from '../support/postgres.js'
import { clusterUrl, restartCluster, stopCluster } from '../support/postgres-cluster.js'
import { expectWholeCity } from './aftermath.js'
import { cityAt } from './places.js'
import { oneOf, randomFrom, SEED } from './seed.js'
import { startServer } from './servers.js'

const BLOWS = 12
/** Between two blows something gets done, so that there is something to lose. */
const LINES_BETWEEN = 12

test(`PostgreSQL stopped, crashed and cut off ${BLOWS} times under load: servers carry on, and nothing is lost (seed ${SEED})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'garde-fou-faults-postgres-'))
  onTestFinished(() => stopCluster(folder))
  const url = await clusterUrl(folder, { durable: true })
  const city = await cityAt({ kind: 'postgres', url, schema: freshSchema() })
  const random = randomFrom(SEED)
  const { address, jwk } = city
  const servers = [1, 2, 3].map((number) =>
    startServer({ address, jwk, seed: SEED + number, lanes: 3, rounds: Number.MAX_SAFE_INTEGER }),
  )
  for (let blow = 0; blow < BLOWS; blow++) {
    await Promise.all(servers.map((server) => server.printed(server.lines.length + LINES_BETWEEN)))
    await city.witnesses.take()
    const kind = oneOf<'cut' | 'fast' | 'immediate'>(random, ['cut', 'cut', 'fast', 'immediate'])
    if (kind === 'cut') await cutAll(url)
    else restartCluster(folder, kind)
  }
  expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0, 0])
  for (const { lines } of servers) city.ledger.hear(lines)
  await expectWholeCity(city)
  expect(city.witnesses.kept().length).toBeGreaterThan(0)
}, 600_000)

async function cutAll(url: string): Promise<void> {
  const client = await connected(url)
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await client.end()
}
