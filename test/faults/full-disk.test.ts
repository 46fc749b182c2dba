import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, test } from 'vitest'
import { connected, freshSchema } from '../support/postgres.js'
import { clusterUrl, stopCluster } from '../support/postgres-cluster.js'
import { expectWholeCity } from './aftermath.js'
import { type City, cityAt, newCity, temporaryFolder } from './places.js'
import { SEED } from './seed.js'
import { type Server, startServer } from './servers.js'

const ENDLESS = Number.MAX_SAFE_INTEGER

/** A small disk of its own, as far as this machine lets us make one. */
function smallDisk(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const canMount = ((): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'garde-fou-faults-mount-'))
  const mounted = smallDisk(folder, '64k')
  if (mounted) execFileSync('umount', [folder])
  rmdirSync(folder)
  return mounted
})()

/** Works until the disk has refused something again and again, and then stops. */
async function workUntilFull(city: City, wrap: readonly string[] = []): Promise<void> {
  const { address, jwk } = city
  const server = startServer({ address, jwk, seed: SEED, lanes: 4, rounds: ENDLESS }, wrap)
  await refusedOften(server)
  await city.witnesses.take()
  // In bad order: there is no room to end in a good one.
  await server.kill()
  city.ledger.hear(server.lines)
}

async function refusedOften(server: Server): Promise<void> {
  const refused = (): number =>
    server.lines.filter((line) => line[0] === 'refused' && line[1] === 'ERR_STORE_FAILED').length
  while (refused() < 10) {
    const seen = server.lines.length
    await server.printed(seen + 1)
    if (server.lines.length === seen)
      throw new Error(`A server ended after ${seen} lines: ${await server.ended}`)
  }
}

test(`SQLite whose files may not grow any further refuses, keeps what it has, and goes on when they may (seed ${SEED})`, async () => {
  const city = await newCity('sqlite', () => Promise.reject(new Error('SQLite needs no database.')))
  // 512-byte blocks; without the trap the first byte too many would end the process.
  await workUntilFull(city, ['sh', '-c', 'trap "" XFSZ; ulimit -f 3000; exec "$@"', 'sh'])
  await expectWholeCity(city)
})

test.skipIf(!canMount)(
  `SQLite on a disk that is full refuses, keeps what it has, and goes on when there is room (seed ${SEED})`,
  async () => {
    const folder = temporaryFolder()
    smallDisk(folder, '1500k')
    onTestFinished(() => void execFileSync('umount', ['-l', folder]))
    const city = await cityAt({ kind: 'sqlite', path: join(folder, 'city.db') })
    await workUntilFull(city)
    execFileSync('mount', ['-o', 'remount,size=64m', folder])
    await expectWholeCity(city)
  },
)

test.skipIf(!canMount)(
  `PostgreSQL on a disk that is full refuses, keeps what it has, and goes on when there is room (seed ${SEED})`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'garde-fou-faults-full-'))
    const disk = temporaryFolder()
    chmodSync(disk, 0o755)
    smallDisk(disk, '10m')
    onTestFinished(() => void execFileSync('umount', ['-l', disk]))
    onTestFinished(() => stopCluster(folder))
    const url = new URL(await clusterUrl(folder, { durable: true }))
    mkdirSync(join(disk, 'tables'))
    execFileSync('chown', ['postgres', join(disk, 'tables')])
    const client = await connected(url.href)
    await client.query(`create tablespace small location '${join(disk, 'tables')}'`)
    await client.query('create database small tablespace small')
    url.pathname = '/small'
    const city = await cityAt({ kind: 'postgres', url: url.href, schema: freshSchema() })
    await workUntilFull(city)
    execFileSync('mount', ['-o', 'remount,size=256m', disk])
    await expectWholeCity(city)
  },
)
