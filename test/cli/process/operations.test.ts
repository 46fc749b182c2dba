import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { COMMANDS } from '../../../src/cli/commands.js'
import { journalEntries, openGuard } from '../../support/guard.js'
import { housing } from '../../support/housing.js'
import { databaseOfFile } from '../../support/postgres.js'
import { cityProject, type Ended, MAIN, type Project, SUGGESTION, signingKeyOf } from './project.js'

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8')
const DATABASE = '.garde-fou/garde-fou.db'
const [database, otherDatabase] = [databaseOfFile(), databaseOfFile()]

/** Every line of the page's shell blocks, and every whole command within its sentences. */
const LINES = [...PAGE.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
  block.split('\n').filter((line) => line !== '' && !line.startsWith('#')),
)
const WITHIN = [...PAGE.replace(/^```.*?^```$/gms, '').matchAll(/`(garde-fou [a-z][^`]*)`/g)].map(
  ([, command = '']) => command,
)

/** A line of the page that begins in this way; the test fails when the page has none. */
function written(start: string): string {
  const found = [...LINES, ...WITHIN].find((line) => line.startsWith(start))
  if (found === undefined) throw new Error(`docs/operations.md has no command that begins with ${start}`)
  done.add(found)
  return found
}
const done = new Set<string>()

let project: Project
/** Runs a line of the page as a shell does, in the city's folder, where /backups is one of the test's own. */
function shell(line: string, env: Readonly<Record<string, string>> = {}): Ended {
  const tools = globSync('/usr/lib/postgresql/*/bin').at(-1) ?? ''
  const path = [project.path('bin'), tools, dirname(process.execPath), process.env['PATH'] ?? ''].join(
    delimiter,
  )
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line.replaceAll('/backups/', 'backups/')], {
    cwd: project.folder,
    encoding: 'utf8',
    env: { ...process.env, ...env, PATH: path },
  })
  return { code: status, stdout, stderr }
}

/** A city's folder as `garde-fou init` lays it out, with one case that was decided, and a checkpoint kept elsewhere. */
beforeEach(async () => {
  project = cityProject()
  mkdirSync(project.path('bin'))
  mkdirSync(project.path('backups'))
  symlinkSync(MAIN, project.path('bin/garde-fou'))
  project.write(
    'garde-fou.config.ts',
    project.read('garde-fou.config.ts').replace("'guard.db'", `'${DATABASE}'`),
  )
  const city = await openGuard({ signingKey: signingKeyOf(project) }, project.path(DATABASE))
  const { guard, clock } = city
  const request = { input: { demande: 'Loyer impayé' }, subject: 'DOSSIER-412' }
  const { id } = await guard.propose(housing.uses.draft, request, () => SUGGESTION)
  const as = (version: number, name: string) => ({ by: 'alice', version, idempotencyKey: name })
  let view = await guard.reviews.claim(id, as(1, 'claim'))
  view = await guard.reviews.recordOpinion(id, { choice: 'favourable' }, as(view.version, 'opinion'))
  await guard.reviews.approve(id, { motive: 'Sur pièces, après lecture.' }, as(view.version, 'ok'))
  clock.advance(11 * 60_000)
  await guard.decision(id)
  await journalEntries(city)
  await guard.close()
  expect(shell(`${written('garde-fou journal checkpoint')} > kept-elsewhere.txt`)).toMatchObject({ code: 0 })
})

/** The configuration with its store on PostgreSQL, as somebody changes it after a move. */
function useDatabase(url: string): void {
  const text = project.read('garde-fou.config.ts')
  project.write(
    'garde-fou.config.ts',
    text
      .replace(
        /import \{ (?:sqlite|postgres)Store \}.*/,
        "import { postgresStore } from 'garde-fou/postgres'",
      )
      .replace(/store: .*\n/, `store: postgresStore('${url}'),\n`)
      .replace(
        /(?:masterKeyFile: .*\n\s*)?journalName:/,
        `masterKeyFile: '${DATABASE}.key',\n  journalName:`,
      ),
  )
}

describe('The commands of docs/operations.md, as they are written there', () => {
  test('back a database up and restore it with a checkpoint kept elsewhere', () => {
    expect(shell(written('garde-fou backup /'))).toMatchObject({ code: 0 })
    for (const end of ['', '-wal', '-shm']) rmSync(project.path(`${DATABASE}${end}`), { force: true })
    expect(shell(written('garde-fou restore /'))).toMatchObject({ code: 0, stderr: '' })
    expect(shell(written('garde-fou journal verify --json'))).toMatchObject({ code: 0 })
    expect(shell(written('garde-fou doctor')).stdout).not.toBe('')
    expect(shell(written('garde-fou journal key'))).toMatchObject({ code: 0 })
  })

  test('give a case out, keep it, release it and erase it, and apply retention', () => {
    expect(shell(written('garde-fou subjects export DOSSIER-412'))).toMatchObject({ code: 0 })
    expect(project.read('dossier-412.json')).toContain('Loyer impayé')
    expect(shell(written('garde-fou subjects hold'))).toMatchObject({ code: 0, stderr: '' })
    const erase = LINES.filter((line) => line.startsWith('garde-fou subjects erase'))
    for (const line of erase) done.add(line)
    const [told = '', confirmed = ''] = erase
    expect(shell(confirmed)).toMatchObject({ code: 5 })
    expect(shell(written('garde-fou subjects release'))).toMatchObject({ code: 0, stderr: '' })
    expect(shell(told)).toMatchObject({ code: 1, stderr: '' })
    expect(shell(confirmed)).toMatchObject({ code: 0, stderr: '' })
    for (const line of ['garde-fou retention  ', 'garde-fou retention --apply'])
      expect(shell(written(line))).toMatchObject({ code: 0, stderr: '' })
    expect(shell(written('garde-fou subjects export 4T9'))).toMatchObject({ code: 0, stderr: '' })
    expect(shell('garde-fou journal verify')).toMatchObject({ code: 0 })
  })

  test('put another master key in place and take the old one out', () => {
    expect(shell(written('garde-fou keys rotate --new'))).toMatchObject({ code: 0, stderr: '' })
    expect(shell(written('garde-fou keys rotate --retire')).stdout).toContain('1 secret(s)')
    expect(shell('garde-fou subjects export DOSSIER-412').stdout).toContain('Loyer impayé')
    expect(shell(`test "$(${/`(openssl [^`]*)`/.exec(PAGE)?.[1]} | base64 -d | wc -c)" = 32`)).toMatchObject({
      code: 0,
    })
  })

  test('move the city to PostgreSQL, dump it there and prove what was restored', async () => {
    const env = { DATABASE_URL: await database(), NEW_DATABASE_URL: await otherDatabase() }
    const move = written('garde-fou migrate --from').replace(/postgres:\S+/, '"$DATABASE_URL"')
    expect(shell(move, env)).toMatchObject({ code: 0, stderr: '' })
    useDatabase(env.DATABASE_URL)
    const verify = written('garde-fou journal verify --checkpoint')
    expect(shell(verify, env)).toMatchObject({ code: 0 })
    expect(shell(written('pg_dump'), env)).toMatchObject({ code: 0, stderr: '' })
    expect(shell(written('pg_restore'), env)).toMatchObject({ code: 0, stderr: '' })
    useDatabase(env.NEW_DATABASE_URL)
    expect(shell(verify, env)).toMatchObject({ code: 0, stdout: expect.stringContaining('verifies') })
    expect(shell('garde-fou subjects export DOSSIER-412').stdout).toContain('Loyer impayé')
  })

  test('are all of them tried, and each is a command that there is', () => {
    const lines = LINES.map((line) => line.replace(/\s*#.*$/, ''))
    const tried = new Set([...done].map((line) => line.replace(/\s*#.*$/, '')))
    expect(lines.filter((line) => !tried.has(line))).toEqual([])
    const names = COMMANDS.map(({ name }) => `garde-fou ${name}`)
    expect(WITHIN.filter((command) => !names.some((name) => `${command} `.startsWith(`${name} `)))).toEqual(
      [],
    )
  })
})
