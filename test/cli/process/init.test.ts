import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { emptyProject, runMain } from './project.js'

describe('garde-fou init', () => {
  test('writes a configuration that loads, a key for its owner only, and keeps the key out of git', async () => {
    const project = emptyProject()
    const { code, stdout } = await project.run(['init', '--journal-name', 'ville.example/garde-fou'])
    expect(code).toBe(0)
    expect(statSync(project.path('.garde-fou/signing-key.jwk')).mode & 0o777).toBe(0o600)
    expect(statSync(project.path('.garde-fou')).mode & 0o777).toBe(0o700)
    expect(project.read('.gitignore').split('\n')).toContain('.garde-fou/')
    const accessKey = /gardefou_[\w-]{43}/.exec(stdout)?.[0] ?? ''
    const config = project.read('garde-fou.config.ts')
    expect(config).not.toContain(accessKey)
    expect(config).toContain(createHash('sha256').update(accessKey).digest('hex'))
    expect(config).toContain("journalName: 'ville.example/garde-fou'")
    // The configuration loads, and its reviewer is let in by that key.
    const list = await runMain(['reviews', 'list'], {
      cwd: project.folder,
      env: { GARDE_FOU_REVIEWER_KEY: accessKey },
    })
    expect(list).toMatchObject({ code: 0, stdout: 'No review waits for you.\n' })
  })

  test('its first system is honest: doctor says that it is not ready, and why', async () => {
    const project = emptyProject()
    await project.run(['init'])
    const answer = (await project.json(['doctor'])) as {
      readonly ready: boolean
      readonly advice: readonly { readonly message: string; readonly engagement?: number }[]
    }
    expect(answer.ready).toBe(false)
    expect(answer.advice.map(({ engagement }) => engagement)).toEqual(expect.arrayContaining([7, 9, 13]))
    expect(answer.advice.map(({ message }) => message).join('\n')).toContain(
      'its record is not filled in: purpose',
    )
  })

  test('overwrites nothing: neither a configuration nor a key', async () => {
    const project = emptyProject()
    project.write('garde-fou.config.mjs', 'export default 1')
    const refused = await project.run(['init'])
    expect([refused.code, existsSync(project.path('.garde-fou'))]).toEqual([2, false])
    expect(project.read('garde-fou.config.mjs')).toBe('export default 1')

    const other = emptyProject()
    mkdirSync(other.path('.garde-fou'))
    other.write('.garde-fou/signing-key.jwk', 'a key from before')
    other.write('.gitignore', 'dist')
    const { code, stdout } = await other.run(['init'])
    expect(code).toBe(0)
    expect(stdout).toContain('which was there')
    expect(other.read('.garde-fou/signing-key.jwk')).toBe('a key from before')
    expect(other.read('.gitignore')).toBe('dist\n.garde-fou/\n')
  })

  test('refuses names that could not be used before it writes anything', async () => {
    const project = emptyProject()
    const name = await project.run(['init', '--journal-name', 'two words'])
    const person = await project.run(['init', '--reviewer-id', "x', roles: ['supervisor"])
    const folder = await project.run(['init', '--directory', 'nowhere'])
    expect([name.code, person.code, folder.code]).toEqual([3, 3, 2])
    expect(existsSync(project.path('.garde-fou'))).toBe(false)
  })

  test('a name that holds quotes and code is written as a text', async () => {
    const project = emptyProject()
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as somebody might type it.
    const name = 'L\'agent "`${process.exit(9)}`\\'
    expect((await project.run(['init', '--reviewer-name', name])).code).toBe(0)
    expect((await project.run(['doctor'])).code).toBe(1)
    const found = execFileSync(process.execPath, [
      '--input-type=module',
      '-e',
      `const { default: config } = await import(${JSON.stringify(project.path('garde-fou.config.ts'))}); const [person] = await config.reviewers.list(); process.stdout.write(person.name)`,
    ])
    expect(found.toString()).toBe(name)
  })

  test('in a package of CommonJS modules the configuration is an .mts file, and it loads', async () => {
    const project = emptyProject({ name: 'city', type: 'commonjs' })
    await project.run(['init'])
    expect(existsSync(project.path('garde-fou.config.mts'))).toBe(true)
    const { code, stderr } = await project.run(['doctor'])
    expect([code, stderr]).toEqual([1, ''])
  })

  test('--json prints one document with everything that was made', async () => {
    const project = emptyProject()
    const answer = await project.json(['init', '--reviewer-id', 'claire'])
    expect(answer).toEqual({
      config: project.path('garde-fou.config.ts'),
      signingKeyFile: project.path('.garde-fou/signing-key.jwk'),
      signingKeyMade: true,
      gitignore: ['.garde-fou/'],
      reviewer: { id: 'claire', accessKey: expect.stringMatching(/^gardefou_[\w-]{43}$/) },
    })
  })
})
