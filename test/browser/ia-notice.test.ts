import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { defineSystem } from 'garde-fou'
import { noticeElement, noticeStyles, renderNotice } from 'garde-fou/notice'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ROOT } from '../package/source-files.js'
import { housingRecord } from '../support/housing.js'
import { launchChromium } from './support/chromium.js'

const bikes = defineSystem({
  ...housingRecord,
  id: 'aide-velo',
  administration: 'Bordeaux Métropole',
  recordUrl: '/registre/aide-velo',
  uses: {
    check: {
      impact: 'significant',
      action: 'vérifie si les pièces sont complètes',
      purpose: 'Aider les agents à lire les demandes.',
      words: {
        en: { action: 'checks whether the documents are complete', purpose: 'Help officers.' },
        'fr-simple': { action: 'lit votre dossier', purpose: 'Aider les agents.' },
      },
      audience: 'citizens',
      output: z.string(),
      oversight: { role: 'instructeur' },
    },
  },
})

const script = readFileSync(join(ROOT, 'dist', 'notice-element', 'define.js'), 'utf8')
const languages = ['fr', 'en', 'fr-simple'] as const
const form = `<form action="/demande" method="post">${noticeElement(bikes, { use: 'check', context: 'form', level: 'full', languages })}<button>Envoyer ma demande</button></form>`
// A page that draws itself: what a framework does, without one.
const spa = `import '/element.js'
const element = document.createElement('ia-notice')
element.notice = await (await fetch('/notice.json')).json()
document.querySelector('main').append(element)`
const json = JSON.stringify(
  languages.map((lang) =>
    JSON.parse(renderNotice(bikes, { use: 'check', level: 'full', channel: 'json', lang })),
  ),
)

const page = (body: string, src: string): string =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Demande</title><link rel="stylesheet" href="/notice.css"><script type="module" src="${src}"></script></head><body><main><h1>Demande</h1>${body}</main></body></html>`

const files: Readonly<Record<string, readonly [string, string]>> = {
  '/demande': ['text/html', page(form, '/element.js')],
  '/application': ['text/html', page('', '/spa.js')],
  '/empty': ['text/html', page('<ia-notice system="inconnu"></ia-notice>', '/element.js')],
  '/registre/aide-velo': ['text/html', page('', '/element.js').replace('<h1>Demande', '<h1>Aide vélo')],
  '/element.js': ['text/javascript', script],
  '/spa.js': ['text/javascript', spa],
  '/notice.css': ['text/css', `:root { color-scheme: light dark }\n${noticeStyles}`],
  '/notice.json': ['application/json', json],
}

describe('<ia-notice> in a real browser', () => {
  let browser: Browser
  let server: Server
  let origin = ''
  const requests: string[] = []

  beforeAll(async () => {
    browser = await launchChromium()
    server = createServer((request, response) => {
      const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
      requests.push(request.url ?? '')
      // Nothing inline, nothing from elsewhere.
      response.setHeader('content-security-policy', "default-src 'self'; require-trusted-types-for 'script'")
      response.setHeader('content-type', `${type}; charset=utf-8`)
      response.end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  async function open(
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<{ tab: Page; said: string[] }> {
    const context = await browser.newContext(options)
    const tab = await context.newPage()
    const said: string[] = []
    tab.on('console', (message) => said.push(message.text()))
    tab.on('pageerror', (error) => said.push(error.message))
    await tab.goto(`${origin}${path}`)
    return { tab, said }
  }

  async function violations(tab: Page): Promise<readonly string[]> {
    const { violations: found } = await new AxeBuilder({ page: tab })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }

  test('without JavaScript: who decides, a number, the record, and the other languages to unfold', async () => {
    const { tab } = await open('/demande', { javaScriptEnabled: false })
    const region = tab.getByRole('region', { name: 'Une intelligence artificielle est utilisée' })
    await expect.poll(() => region.textContent()).toContain('Un agent de Bordeaux Métropole')
    await expect.poll(() => region.locator('a[href^="tel:"]').isVisible()).toBe(true)
    const english = tab.locator('section[lang="en"]')
    await expect.poll(() => english.isVisible()).toBe(false)
    await tab.getByText('English', { exact: true }).click()
    await expect.poll(() => english.isVisible()).toBe(true)
    await expect.poll(() => english.textContent()).toContain('checks whether the documents are complete')
    await region.getByRole('link', { name: 'En savoir plus sur cette IA' }).click()
    await expect.poll(() => tab.getByRole('heading', { level: 1 }).textContent()).toBe('Aide vélo')
    await tab.context().close()
  })

  test('with JavaScript: one language at a time, by keyboard, announced without anything personal', async () => {
    const { tab, said } = await open('/demande')
    await tab.evaluate(() => {
      const heard: unknown[] = []
      Reflect.set(window, 'heard', heard)
      document.addEventListener('ia-notice-open', (event) => heard.push((event as CustomEvent).detail))
    })
    const buttons = tab.getByRole('group', { name: 'Langue, language' }).getByRole('button')
    await expect.poll(() => buttons.allTextContents()).toEqual(['Français', 'English', 'Phrases simples'])
    await expect.poll(() => tab.getByRole('region').count()).toBe(1)
    await buttons.nth(1).focus()
    await tab.keyboard.press('Enter')
    await expect.poll(() => buttons.nth(1).getAttribute('aria-pressed')).toBe('true')
    const english = tab.getByRole('region', { name: 'Artificial intelligence is used here' })
    await expect.poll(() => english.isVisible()).toBe(true)
    await expect.poll(() => tab.getByRole('region').count()).toBe(1)
    await english.getByText('Data and parameters').click()
    await tab.waitForFunction(() => (Reflect.get(window, 'heard') as unknown[]).length === 2)
    expect(await tab.evaluate(() => Reflect.get(window, 'heard'))).toEqual([
      { opened: 'version', language: 'en' },
      { opened: 'details' },
    ])
    expect(said).toEqual([])
    await tab.context().close()
  })

  test('drawn in the browser it is what the server draws', async () => {
    const shape = (tab: Page): Promise<string> =>
      tab.evaluate(() =>
        [...document.querySelectorAll('ia-notice section')]
          .map((section) =>
            section.innerHTML
              .replace(/ id="[^"]*"/g, '')
              .replace(/>\s+</g, '><')
              .trim(),
          )
          .join('\n'),
      )
    const [drawn, sent] = [await open('/application'), await open('/demande')]
    await drawn.tab.waitForSelector('ia-notice section')
    expect(await shape(drawn.tab)).toBe(await shape(sent.tab))
    expect(drawn.said).toEqual([])
    for (const { tab } of [drawn, sent]) await tab.context().close()
  })

  test('loads and stores nothing', async () => {
    requests.length = 0
    const { tab } = await open('/demande')
    await tab.getByRole('button', { name: 'English' }).click()
    expect(requests.filter((path) => path !== '/favicon.ico').sort()).toEqual([
      '/demande',
      '/element.js',
      '/notice.css',
    ])
    expect(await tab.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ])
    await tab.context().close()
  })

  test.each([1280, 360, 320])(
    'is accessible and does not scroll sideways at %i pixels, in both themes',
    async (width) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { tab } = await open('/demande', { viewport: { width, height: 800 }, colorScheme })
        await tab.getByText('Données et paramètres').click()
        expect(await violations(tab)).toEqual([])
        await expect
          .poll(() => tab.evaluate(() => document.documentElement.scrollWidth))
          .toBeLessThanOrEqual(width)
        const heights = await tab
          .locator('.ia-notice-versions button')
          .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
        expect(Math.min(...heights)).toBeGreaterThanOrEqual(24)
        await tab.context().close()
      }
    },
  )

  test('on paper it is whole: unfolded, addresses written, no buttons', async () => {
    const { tab } = await open('/demande')
    await tab.emulateMedia({ media: 'print' })
    await expect.poll(() => tab.getByText('règles et extraction').first().isVisible()).toBe(true)
    await expect.poll(() => tab.locator('.ia-notice-versions').isVisible()).toBe(false)
    await expect
      .poll(() =>
        tab
          .locator('.ia-notice-more a')
          .first()
          .evaluate((link) => getComputedStyle(link, '::after').content),
      )
      .toContain('/registre/aide-velo')
    await tab.context().close()
  })

  test('hostile JSON stays text, and an unsafe address stays words', async () => {
    const { tab, said } = await open('/application')
    await tab.waitForSelector('ia-notice section')
    const hostile = json
      .replaceAll('/registre/aide-velo', 'javascript:alert(1)')
      .replaceAll('vérifie', '<img src=x onerror=alert(1)>vérifie')
    const state = await tab.evaluate((text) => {
      const element = document.querySelector('ia-notice')
      if (element === null) throw new Error('no element')
      element.notice = JSON.parse(text)
      return [
        document.images.length,
        document.querySelectorAll('a[href^="javascript"]').length,
        element.textContent,
      ]
    }, hostile)
    expect(state.slice(0, 2)).toEqual([0, 0])
    expect(state[2]).toContain('<img src=x onerror=alert(1)>')
    expect(said).toEqual([])
    await tab.context().close()
  })

  test('says so in the console when it says nothing to anybody', async () => {
    const { tab, said } = await open('/empty')
    await expect.poll(() => said.join()).toContain('<ia-notice system="inconnu"> says nothing')
    await tab.context().close()
  })

  test('weighs at most 6 kB gzipped, in one file', () => {
    expect(gzipSync(script, { level: 9 }).byteLength).toBeLessThanOrEqual(6 * 1024)
    expect(script).not.toMatch(/\bimport\b|\bfetch\b|innerHTML|eval\(|XMLHttpRequest|localStorage|\.style\b/)
  })
})
