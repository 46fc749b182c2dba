import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createGuard,
  exportPrivateJwk,
  type Guard,
  type GuardOptions,
  generateSigningKey,
  importSigningKey,
  type SigningKey,
} from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { onTestFinished } from 'vitest'
import { type Draft, housing } from '../../support/housing.js'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** The command line as it is published. */
export const MAIN: string = join(ROOT, 'dist', 'cli', 'main.js')

/** The journal's name in every project here. */
export const JOURNAL = 'test.example/journal'

/** Access keys of the people in {@link configText}. */
export const KEYS = {
  alice: 'key-of-alice',
  bruno: 'key-of-bruno',
  denis: 'key-of-denis',
  ines: 'key-of-ines',
} as const

/** What a command line left behind. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder in which `garde-fou` is installed. */
export interface Project {
  readonly folder: string
  path(name: string): string
  write(name: string, text: string): string
  read(name: string): string
  run(args: readonly string[], options?: RunOptions): Promise<Ended>
  json(args: readonly string[], options?: RunOptions): Promise<unknown>
}

/** Who runs a command, and with what. */
export interface RunOptions {
  readonly as?: keyof typeof KEYS
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

/** An empty project with `garde-fou` and `zod` installed. */
export function emptyProject(manifest: object = { name: 'city', private: true, type: 'module' }): Project {
  const folder = mkdtempSync(join(tmpdir(), 'garde-fou-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(ROOT, join(folder, 'node_modules', 'garde-fou'))
  symlinkSync(join(ROOT, 'node_modules', 'zod'), join(folder, 'node_modules', 'zod'))
  const path = (name: string): string => join(folder, name)
  const project: Project = {
    folder,
    path,
    write(name, text) {
      writeFileSync(path(name), text)
      return path(name)
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    run: (args, { as, input = '', env = {} } = {}) =>
      runMain(args, {
        cwd: folder,
        input,
        env: { ...env, ...(as === undefined ? {} : { GARDE_FOU_REVIEWER_KEY: KEYS[as] }) },
      }),
    async json(args, options) {
      const { stdout } = await project.run([...args, '--json'], options)
      return JSON.parse(stdout) as unknown
    },
  }
  project.write('package.json', JSON.stringify(manifest))
  return project
}

/** A project with a configuration, a key, two agents, a supervisor and an auditor. */
export function cityProject(): Project {
  const project = emptyProject()
  mkdirSync(project.path('.garde-fou'), { mode: 0o700 })
  const key = JSON.stringify(exportPrivateJwk(generateSigningKey(JOURNAL)))
  writeFileSync(project.path('.garde-fou/signing-key.jwk'), key, { mode: 0o600 })
  project.write('garde-fou.config.ts', configText())
  return project
}

/** A configuration around the tests' housing system. */
export function configText(extra = ''): string {
  const person = (id: keyof typeof KEYS, role: string): string =>
    `{ id: '${id}', name: '${id}', roles: ['${role}'], training: [{ id: 'ia-habitat', validUntil: '2099-12-31' }], accessKeySha256: '${createHash('sha256').update(KEYS[id]).digest('hex')}' }`
  return `import { join } from 'node:path'
import { defineConfig, localReviewers } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { housing } from ${JSON.stringify(join(ROOT, 'test', 'support', 'housing.ts'))}

export default defineConfig({
  charter: bordeauxMetropole,
  systems: [housing],
  store: sqliteStore(join(import.meta.dirname, 'guard.db')),
  journalName: '${JOURNAL}',
  reviewers: localReviewers([${person('alice', 'instructeur')}, ${person('bruno', 'instructeur')}, ${person('denis', 'supervisor')}, ${person('ines', 'auditor')}]),
  ${extra}
})
`
}

/** The key of a project. */
export function signingKeyOf(project: Project): SigningKey {
  return importSigningKey({ name: JOURNAL, key: project.read('.garde-fou/signing-key.jwk') })
}

/** The application beside the command line: a guard on the same file, with the same key. */
export async function application(
  project: Project,
  options: Pick<GuardOptions, 'masterKey'> = {},
): Promise<Guard> {
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems: [housing],
    store: sqliteStore(project.path('guard.db')),
    signingKey: signingKeyOf(project),
    reviewers: { find: async () => undefined },
    ...options,
  })
  onTestFinished(() => guard.close())
  return guard
}

/** What the model of these tests suggests; no text of it may be seen too early. */
export const SUGGESTION: Draft = { proposal: 'favourable', amount: 300, letter: 'SUGGESTED-LETTER' }

/** Has the application propose one decision, and returns the review's id. */
export async function propose(guard: Guard, subject = 'DOSSIER-412'): Promise<string> {
  const request = { input: { demande: 'Loyer impayé de 300 euros.' }, subject }
  return (await guard.propose(housing.uses.draft, request, () => SUGGESTION)).id
}

/** Runs the published command line. */
export function runMain(
  args: readonly string[],
  options: { readonly cwd: string; readonly input?: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ended> {
  const { GARDE_FOU_REVIEWER_KEY: _key, ...env } = process.env
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: options.cwd,
    env: { ...env, ...options.env },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdin.end(options.input ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}
