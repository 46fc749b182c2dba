import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { NOT_INSTALLED, PEERS_FOLDER, versionOf } from './peers.ts'
import { aimed, missing, type Row } from './report.ts'

const ROOT = join(import.meta.dirname, '..')
const SUBPATHS = [
  'garde-fou',
  'garde-fou/sqlite',
  'garde-fou/openai',
  'garde-fou/journal',
  'garde-fou/server',
  'garde-fou/notice',
]
const RUNS = 9

/** What one installs and imports to have a person approve a call, durably where the peer can. */
const PEERS = [
  { name: 'ai', packages: ['ai'], imports: ['ai'] },
  { name: '@openai/agents', packages: ['@openai/agents'], imports: ['@openai/agents'] },
  {
    name: 'langchain + langgraph + SQLite checkpointer',
    packages: [
      'langchain',
      '@langchain/core',
      '@langchain/langgraph',
      '@langchain/langgraph-checkpoint-sqlite',
    ],
    imports: ['langchain', '@langchain/langgraph', '@langchain/langgraph-checkpoint-sqlite'],
  },
  {
    name: 'Mastra + libSQL',
    packages: ['@mastra/core', '@mastra/libsql'],
    imports: ['@mastra/core', '@mastra/core/workflows', '@mastra/libsql'],
  },
  { name: 'DBOS', packages: ['@dbos-inc/dbos-sdk'], imports: ['@dbos-inc/dbos-sdk'] },
] as const

interface Manifest {
  readonly name: string
  readonly files?: readonly string[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

interface Footprint {
  readonly milliseconds: number
  readonly megabytes: number
  readonly packages: number
}

/** First import in a process of its own, size on the disk and number of packages, without optional peers; ours and the peers'. */
export async function* footprints(): AsyncGenerator<Row> {
  for (const specifier of SUBPATHS.slice(1))
    yield { name: `cold import of ${specifier}`, value: medianImport([specifier], ROOT), unit: 'ms' }
  const own: Footprint = {
    milliseconds: medianImport(['garde-fou', 'garde-fou/sqlite'], ROOT),
    ...installed([ROOT], ROOT),
  }
  const peers: Footprint[] = []
  for (const { name, packages, imports } of PEERS) {
    if (packages.some((each) => versionOf(each) === undefined)) {
      yield missing(name, NOT_INSTALLED)
      continue
    }
    const folders = packages.map((each) => join(PEERS_FOLDER, 'node_modules', each))
    const theirs = { milliseconds: medianImport(imports, PEERS_FOLDER), ...installed(folders, PEERS_FOLDER) }
    peers.push(theirs)
    yield { name: `${name}: cold import`, value: theirs.milliseconds, unit: 'ms' }
    yield { name: `${name}: installed`, value: theirs.megabytes, unit: 'MB' }
    yield { name: `${name}: packages`, value: theirs.packages, unit: 'packages' }
  }
  for (const [key, what, unit] of [
    ['milliseconds', 'cold import of garde-fou and garde-fou/sqlite', 'ms'],
    ['megabytes', 'installed, without optional peers', 'MB'],
    ['packages', 'packages, without optional peers', 'packages'],
  ] as const) {
    const row = { name: `garde-fou: ${what}`, value: own[key], unit }
    yield peers.length === 0 ? row : aimed(row, { atMost: Math.min(...peers.map((peer) => peer[key])) })
  }
}

function medianImport(specifiers: readonly string[], folder: string): number {
  const imports = specifiers.map((specifier) => `await import(${JSON.stringify(specifier)});`).join(' ')
  const script = `const start = performance.now(); ${imports} process.stdout.write(String(performance.now() - start), () => process.exit(0))`
  const times = Array.from({ length: RUNS }, () =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        cwd: folder,
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ),
  )
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN
}

/** Everything that comes with these packages: dependencies, and those peers that are not optional. */
function installed(folders: readonly string[], root: string): Pick<Footprint, 'megabytes' | 'packages'> {
  const seen = new Set<string>()
  const visit = (folder: string): void => {
    if (seen.has(folder)) return
    seen.add(folder)
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = manifestOf(folder)
    const peers = Object.keys(peerDependencies ?? {}).filter(
      (name) => !peerDependenciesMeta?.[name]?.optional,
    )
    for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      const found = resolveFrom(folder, name, root)
      if (found !== undefined) visit(found)
    }
  }
  for (const folder of folders) visit(folder)
  const bytes = [...seen].reduce((sum, folder) => sum + bytesOf(folder, folder === ROOT), 0)
  return { megabytes: bytes / 1e6, packages: seen.size }
}

/** As Node looks for a package: beside the one that asks, then further up. Platform packages of other systems are not there. */
function resolveFrom(folder: string, name: string, root: string): string | undefined {
  for (let at = folder; at.startsWith(root); at = dirname(at)) {
    const found = join(at, 'node_modules', name)
    if (existsSync(join(found, 'package.json'))) return found
  }
  return undefined
}

/** Our own folder counts what is published of it. */
function bytesOf(folder: string, published: boolean): number {
  const names = published ? ['package.json', ...(manifestOf(folder).files ?? [])] : readdirSync(folder)
  return names.reduce((sum, name) => {
    const path = join(folder, name)
    if (name === 'node_modules' || !existsSync(path)) return sum
    const stat = lstatSync(path)
    return sum + (stat.isDirectory() ? bytesOf(path, false) : stat.isFile() ? stat.size : 0)
  }, 0)
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}
