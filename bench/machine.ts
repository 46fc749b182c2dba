import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { peerVersions } from './peers.ts'
import type { Postgres } from './postgres.ts'

/** What was measured on. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  /** Mean number of processes that ran or waited during the last minute: above 0 before the start, others were at work. */
  readonly load: number
}

/** This machine, as it is now. */
export function machine(): Machine {
  const name = existsSync('/etc/os-release')
    ? /PRETTY_NAME="([^"]*)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
    : undefined
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${name ?? process.platform}, ${process.platform} ${release()} ${process.arch}`,
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
  }
}

/** What was measured. A peer that is not installed is null. */
export function versions(postgres: Postgres): Readonly<Record<string, string | null>> {
  const root = join(import.meta.dirname, '..')
  return {
    'garde-fou': versionIn(root),
    node: process.version.slice(1),
    sqlite: process.versions.sqlite ?? null,
    postgresql: postgres.version ?? null,
    pg: versionIn(join(root, 'node_modules', 'pg')),
    openai: versionIn(join(root, 'node_modules', 'openai')),
    ...peerVersions(),
  }
}

function versionIn(folder: string): string | null {
  const file = join(folder, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : null
}
