import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const MISSING = `These tests need PostgreSQL 13 or newer: install it (Debian: apt-get install postgresql), so that a private
server can be started for the time of the tests, or set GARDE_FOU_TEST_POSTGRES to the URL of a server on which its user is a
superuser, such as postgres://postgres@127.0.0.1:5432/postgres.`
const TRIES = 5
const LONGEST_START_MS = 60_000

/**
 * The URL of the server for the tests of one run: the one that was named, or a private one that the first who asks starts
 * in `folder` and that goes with the run.
 *
 * @throws Error that says what to install.
 */
export async function clusterUrl(
  folder: string,
  /** `durable`: a private server that waits for its disk, as a real one does. */
  { durable = false }: { readonly durable?: boolean } = {},
): Promise<string> {
  const named = process.env.GARDE_FOU_TEST_POSTGRES
  if (named !== undefined && named !== '' && !durable) return named
  const ready = join(folder, 'url')
  if (isFirst(folder)) {
    try {
      writeFileSync(`${ready}.part`, await start(folder, durable))
    } catch (error) {
      writeFileSync(join(folder, 'failed'), error instanceof Error ? error.message : String(error))
      throw error
    }
    // Whole as soon as it is there.
    execFileSync('mv', [`${ready}.part`, ready])
  }
  for (const end = performance.now() + LONGEST_START_MS; performance.now() < end; await sleep(25)) {
    if (existsSync(ready)) return readFileSync(ready, 'utf8')
    if (existsSync(join(folder, 'failed'))) throw new Error(readFileSync(join(folder, 'failed'), 'utf8'))
  }
  throw new Error(`The server in ${folder} did not start in time.`)
}

/** Stops the private server of a run, if there is one, and removes its folder. */
export function stopCluster(folder: string): void {
  try {
    if (existsSync(join(folder, 'data', 'postmaster.pid')))
      asPostgres('pg_ctl', ['-D', join(folder, 'data'), '-m', 'immediate', '-w', 'stop'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Starts the private server of a run again after a test has stopped it. */
export function restartCluster(folder: string, mode: 'fast' | 'immediate'): void {
  asPostgres('pg_ctl', ['-D', join(folder, 'data'), '-m', mode, '-w', 'restart'])
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(join(folder, 'starting'))
    return true
  } catch {
    return false
  }
}

async function start(folder: string, durable: boolean): Promise<string> {
  const data = join(folder, 'data')
  if (binary('initdb') === undefined) throw new Error(MISSING)
  chmodSync(folder, 0o755)
  mkdirSync(data, { mode: 0o700 })
  if (isRoot()) execFileSync('chown', ['postgres', data])
  asPostgres('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-N'])
  for (let attempt = 0; ; attempt++) {
    const port = await freePort()
    // What these tests crash is processes, never the machine: what was written is there without fsync.
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=${durable ? 'on' : 'off'} -c max_connections=300`
    try {
      asPostgres('pg_ctl', ['-D', data, '-o', settings, '-l', join(data, 'log'), '-w', 'start'])
      return `postgres://postgres@127.0.0.1:${port}/postgres`
    } catch (error) {
      // Somebody else took the port meanwhile.
      if (attempt === TRIES) throw error
    }
  }
}

function asPostgres(name: string, args: readonly string[]): void {
  const path = binary(name)
  if (path === undefined) throw new Error(MISSING)
  const command = isRoot() ? ['runuser', '-u', 'postgres', '--', path, ...args] : [path, ...args]
  // A server must not inherit the pipes of the test, or the run would wait for it.
  execFileSync(command[0] ?? path, command.slice(1), { stdio: 'ignore', cwd: '/' })
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** Debian keeps the programs of each version in a folder of their own. */
function binary(name: string): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
