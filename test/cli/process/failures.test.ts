import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { exportPublicJwk, generateSigningKey } from 'garde-fou'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../../src/cli/commands.js'
import { cityProject, configText, emptyProject, MAIN } from './project.js'

describe('a command line that is wrong', () => {
  test.each([
    [['reveiws', 'list'], 'Did you mean "garde-fou reviews'],
    [['reviews', 'aprove', 'x'], 'Did you mean "garde-fou reviews approve"?'],
    [['journal'], 'Commands: journal verify, journal export'],
    [['doctor', '--jsno'], 'Did you mean --json?'],
    [['doctor', 'now'], '"now" is one more'],
    [['label', 'verify'], 'needs <file>'],
  ])('%j says what was meant', async (args, told) => {
    const { code, stdout, stderr } = await emptyProject().run(args)
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(told)])
  })

  test('errors are one JSON document when a program asks', async () => {
    const project = emptyProject()
    expect(await project.json(['doctor', 'now'])).toMatchObject({ error: { code: 'ERR_USAGE', exitCode: 2 } })
    expect(await project.json(['nonsense'])).toMatchObject({ error: { code: 'ERR_USAGE', exitCode: 2 } })
    expect(await project.json(['doctor'])).toMatchObject({
      error: {
        code: 'ERR_CONFIG_INVALID',
        exitCode: 3,
        faults: [
          { path: project.path('garde-fou.config.ts'), remedy: expect.stringContaining('garde-fou init') },
        ],
      },
    })
  })

  test('help and version answer with 0, as text and as JSON', async () => {
    const project = emptyProject()
    expect((await project.run(['--help'])).code).toBe(0)
    expect((await project.run(['reviews', 'approve', '--help'])).stdout).toContain('--motive <text>')
    expect(await project.json(['--help'])).toMatchObject({ commands: COMMANDS.map(({ name }) => ({ name })) })
    expect((await project.run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect((await project.run([])).code).toBe(2)
  })

  test('whatever is typed, no command ends as a fault of its own', async () => {
    const project = cityProject()
    const words = fc.oneof(
      fc.constantFrom(...COMMANDS.flatMap(({ name }) => name.split(' ')), '--json', '--config', '--', '-'),
      fc.string(),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          words.filter((word) => !word.includes('\u0000') && word !== 'serve' && word !== 'init'),
          { maxLength: 4 },
        ),
        async (args) => {
          const { code } = await project.run(args)
          expect([0, 1, 2, 3, 5]).toContain(code)
        },
      ),
      { numRuns: 15 },
    )
  })
})

describe('a configuration that is wrong', () => {
  test.each([
    ['is no JavaScript', 'export default {', /cannot be loaded/],
    ['throws', "throw new Error('no database here')", /cannot be loaded: Error: no database here/],
    ['imports what is not installed', "import 'nothing-of-that-name'", /npm install garde-fou zod/],
    ['exports nothing', 'export const x = 1', /has no default export/],
    ['has a word too many', 'export default { chartre: {} }', /config: Unrecognized key: "chartre"/],
    ['has a wrong port', 'export default { server: { port: 99999 } }', /config\.server\.port/],
    ['uses what Node.js cannot strip', 'enum A { B }\nexport default {}', /only strips types/],
  ])('a file that %s is refused with where and what to do', async (_name, text, told) => {
    const project = cityProject()
    project.write('garde-fou.config.ts', text)
    const { code, stdout, stderr } = await project.run(['doctor'])
    expect([code, stdout, stderr]).toEqual([3, '', expect.stringMatching(told)])
  })

  test('every fault of its systems is listed', async () => {
    const project = cityProject()
    project.write(
      'garde-fou.config.ts',
      "import { defineSystem } from 'garde-fou'\nexport default { systems: [defineSystem({ id: 'X' })] }",
    )
    const answer = (await project.json(['doctor'])) as {
      readonly error: { readonly faults: readonly { readonly path: string }[] }
    }
    expect(answer.error.faults.length).toBeGreaterThan(10)
    expect(answer.error.faults.map(({ path }) => path)).toContain('system(X).purpose')
  })

  test('an empty one is refused by every command that needs it', async () => {
    const project = cityProject()
    project.write('garde-fou.config.ts', 'export default {}')
    for (const args of [['journal', 'export'], ['serve'], ['reviews', 'list']]) {
      const { code } = await project.run(args, { as: 'alice' })
      expect([args, code]).toEqual([args, 3])
    }
    // What is missing is the answer of doctor, not its failure.
    expect((await project.run(['doctor'])).code).toBe(1)
  })

  test('a signing key that is missing, public or damaged is refused, and nothing of it is printed', async () => {
    const project = cityProject()
    const key = '.garde-fou/signing-key.jwk'
    const secret = (JSON.parse(project.read(key)) as { readonly d: string }).d
    project.write(key, JSON.stringify(exportPublicJwk(generateSigningKey('x'))))
    expect((await project.run(['journal', 'key'])).stderr).toContain('a public one')
    project.write(key, `{"kty":"OKP","crv":"Ed25519","x":"AAAA","d":"${secret}`)
    const damaged = await project.run(['journal', 'key'])
    expect([damaged.code, damaged.stderr.includes(secret)]).toEqual([3, false])
    rmSync(project.path(key))
    expect(await project.run(['journal', 'key'])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('ENOENT'),
    })
  })

  test('a directory without access keys sends people to the console', async () => {
    const project = cityProject()
    project.write(
      'garde-fou.config.ts',
      configText().replace(
        /reviewers: localReviewers\(\[.*\]\)/,
        'reviewers: { find: async () => undefined }',
      ),
    )
    const { code, stderr } = await project.run(['reviews', 'list'], { as: 'alice' })
    expect([code, stderr]).toEqual([2, expect.stringContaining('Use the review console')])
  })
})

describe('a database that is wrong', () => {
  test('a file that is no database is left as it is', async () => {
    const project = cityProject()
    project.write('guard.db', 'this is no database, but long enough to be taken for one: '.repeat(20))
    const { code, stderr } = await project.run(['journal', 'verify'])
    expect([code, stderr]).toEqual([4, expect.stringContaining('ERR_STORE_FAILED')])
    expect(project.read('guard.db')).toContain('this is no database')
  })

  test('a database of a newer version is left alone', async () => {
    const project = cityProject()
    await project.run(['journal', 'verify'])
    const db = new DatabaseSync(project.path('guard.db'))
    db.exec("insert into schema_version values (999, '2099-01-01')")
    db.close()
    const { code, stderr } = await project.run(['journal', 'verify'])
    expect([code, stderr]).toEqual([4, expect.stringContaining('Upgrade garde-fou')])
  })

  test('a database that another process has locked ends as busy, with nothing written', async () => {
    const project = cityProject()
    await project.run(['journal', 'verify'])
    project.write(
      'garde-fou.config.ts',
      configText().replace(
        "sqliteStore(join(import.meta.dirname, 'guard.db'))",
        "sqliteStore({ path: join(import.meta.dirname, 'guard.db'), busyTimeoutMs: 50 })",
      ),
    )
    const db = new DatabaseSync(project.path('guard.db'))
    db.exec('pragma locking_mode = exclusive; begin exclusive')
    const { code, stderr } = await project.run(['journal', 'verify'])
    db.exec('rollback')
    db.close()
    expect([code, stderr]).toEqual([4, expect.stringMatching(/ERR_STORE_(?:BUSY|FAILED)/)])
  })
})

describe('a Node.js that is too old', () => {
  test('is told so in one clear sentence, before anything is loaded', async () => {
    const project = emptyProject()
    // The published file, with the version it sees replaced: older ones are not at hand on every machine.
    const old = project.write(
      'old.mjs',
      `Object.defineProperty(process, 'version', { value: 'v20.20.2' })\nawait import(${JSON.stringify(MAIN)})`,
    )
    const ended = await new Promise<{ readonly code: unknown; readonly stderr: string }>((resolve) => {
      execFile(process.execPath, [old, 'doctor'], (error, _stdout, stderr) =>
        resolve({ code: error?.code, stderr }),
      )
    })
    expect(ended).toEqual({
      code: 3,
      stderr: expect.stringMatching(/^garde-fou needs Node\.js 22\.18 or newer, and this is v20\.20\.2\./),
    })
  })
})

describe('an output that nobody reads to its end', () => {
  test('ends the command quietly', async () => {
    const project = cityProject()
    const ended = await new Promise<{ readonly code: unknown; readonly stderr: string }>((resolve) => {
      execFile(
        'bash',
        ['-c', `set -o pipefail; "${process.execPath}" "${MAIN}" --help --json | head -c 10`],
        { cwd: project.folder },
        (error, _stdout, stderr) => resolve({ code: error?.code ?? 0, stderr }),
      )
    })
    expect(ended).toEqual({ code: 0, stderr: '' })
  })
})
