import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
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
})
