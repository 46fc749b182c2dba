import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where peers are installed, if they are: `npm ci --prefix bench/peers`. */
export const PEERS_FOLDER = join(import.meta.dirname, 'peers')

interface Manifest {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
}

const manifestIn = (folder: string): Manifest | undefined => {
  const file = join(folder, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined
}

/** The installed version of each peer; null for one that is not. */
export function peerVersions(): Readonly<Record<string, string | null>> {
  const names = Object.keys(manifestIn(PEERS_FOLDER)?.dependencies ?? {})
  return Object.fromEntries(names.map((name) => [name, versionOf(name) ?? null]))
}

/** The version of an installed peer. */
export function versionOf(name: string): string | undefined {
  return manifestIn(join(PEERS_FOLDER, 'node_modules', name))?.version
}

/** Why a row about a peer has no figure. */
export const NOT_INSTALLED = 'not installed: npm ci --prefix bench/peers'
