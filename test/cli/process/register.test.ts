import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cityProject } from './project.js'

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'long-title': 'off', 'doctype-style': 'off', 'no-trailing-whitespace': 'off' },
})
const URL_OPTION = ['--url', 'https://www.ville.example/ia'] as const

describe('garde-fou register build', () => {
  test('writes the register as files whose links all lead to files', async () => {
    const project = cityProject()
    const { code, stdout, stderr } = await project.run(['register', 'build', 'site', ...URL_OPTION])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('https://www.ville.example/ia/registre')
    const files = readdirSync(project.path('site'), { recursive: true, encoding: 'utf8' })
    for (const path of ['registre/index.html', 'en/registre/index.html', 'registre/registre.csv'])
      expect(files).toContain(path)
    for (const path of files.filter((file) => file.endsWith('.html'))) {
      const html = readFileSync(project.path(`site/${path}`), 'utf8')
      const { results } = await validator.validateString(html)
      expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([])
      expect(html).not.toMatch(/<form|langue=/)
      const links = [...html.matchAll(/href="\/ia\/([^"]*)"/g)].map(([, link = '']) => link)
      expect(links.length).toBeGreaterThan(4)
      for (const link of links)
        expect(files.includes(link) || files.includes(`${link}/index.html`), `${path} leads to ${link}`).toBe(
          true,
        )
      expect(html).not.toMatch(/href="\/(?!ia\/)/)
    }
    expect(readFileSync(project.path('site/registre/registre.csv'), 'utf8')).toMatch(/^\uFEFF/)
    expect(JSON.parse(readFileSync(project.path('site/registre/registre.json'), 'utf8')).$schema).toBe(
      'https://www.ville.example/ia/registre/schema.json',
    )
  })

  test('overwrites nothing, and makes nothing without an address', async () => {
    const project = cityProject()
    expect((await project.run(['register', 'build', 'site'])).code).toBe(2)
    expect(existsSync(project.path('site'))).toBe(false)
    project.write('site', 'a file')
    const { code, stderr } = await project.run(['register', 'build', 'site', ...URL_OPTION])
    expect(code).toBe(2)
    expect(stderr).toContain('Nothing is overwritten')
    expect(readFileSync(project.path('site'), 'utf8')).toBe('a file')
  })

  /** What is left of a try that failed beside the database and the configuration. */
  const leftIn = (folder: string): readonly string[] =>
    readdirSync(folder).filter((name) => /^site/.test(name))

  test('leaves nothing behind when a file cannot be written, and works at the next try', async () => {
    const project = cityProject()
    // So deep that the files of the exports have no name any more which Linux would take (PATH_MAX is 4096).
    const depth = 4096 - 1 - '/site.12345678/registre/exports/etalab.json'.length - project.folder.length
    const parts = Array.from({ length: Math.floor(depth / 200) }, () => 'd'.repeat(199))
    parts.push('e'.repeat(depth - parts.length * 200 - 1))
    const deep = join(project.folder, ...parts)
    mkdirSync(deep, { recursive: true })
    const target = join(deep, 'site')
    const { code, stderr } = await project.run(['register', 'build', target, ...URL_OPTION])
    expect([code, stderr]).toEqual([2, expect.stringContaining('ENAMETOOLONG')])
    expect(stderr).toContain('nothing was kept')
    expect(leftIn(deep)).toEqual([])
    expect((await project.run(['register', 'build', 'site', ...URL_OPTION])).code).toBe(0)
    expect(leftIn(project.folder)).toEqual(['site'])
  })

  test('leaves nothing behind on a disk that is full, and works when there is room', async ({ skip }) => {
    const project = cityProject()
    mkdirSync(project.path('disk'))
    const remount = (size: string, more: string[] = []) =>
      execFileSync(
        'mount',
        ['-t', 'tmpfs', '-o', [...more, `size=${size}`].join(), 'none', project.path('disk')],
        {
          stdio: 'ignore',
        },
      )
    try {
      remount('48k')
    } catch {
      skip('This machine lets nobody make a small disk.')
    }
    onTestFinished(() => void execFileSync('umount', ['-l', project.path('disk')]))
    const build = () => project.run(['register', 'build', 'disk/site', ...URL_OPTION])
    const { code, stderr } = await build()
    expect([code, stderr]).toEqual([2, expect.stringContaining('ENOSPC')])
    expect(leftIn(project.path('disk'))).toEqual([])
    remount('16m', ['remount'])
    expect((await build()).code).toBe(0)
    expect(readFileSync(project.path('disk/site/registre/index.html'), 'utf8')).toContain('</html>')
  })

  test('keeps what was published for the history, once for each change', async () => {
    const project = cityProject()
    for (const name of ['un', 'deux'])
      expect((await project.run(['register', 'build', name, ...URL_OPTION])).code).toBe(0)
    const html = readFileSync(project.path('deux/registre/aide-logement/index.html'), 'utf8')
    expect(html.match(/première version enregistrée/g)).toHaveLength(1)
    expect(html).not.toContain('class="versions" reversed=""><li><details')
    expect(await project.json(['journal', 'verify'])).toMatchObject({ ok: true })
  })
})
