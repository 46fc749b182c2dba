import { AxeBuilder } from '@axe-core/playwright'
import { registerHandler, serve } from 'garde-fou/server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openGuard } from '../support/guard.js'
import { launchChromium } from './support/chromium.js'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

describe('Whoever looks into the register', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function opened(javaScriptEnabled: boolean): Promise<{ readonly page: Page; readonly url: string }> {
    const { guard, clock } = await openGuard()
    const handler = registerHandler(guard, { clock, requests: true, verificationUrl: '/verifier' })
    const server = await serve(handler, { port: 0 })
    onTestFinished(() => server.close())
    const context = await browser.newContext({ javaScriptEnabled, bypassCSP: javaScriptEnabled })
    onTestFinished(() => context.close())
    return { page: await context.newPage(), url: `${server.url}/registre` }
  }

  test('searches, filters, opens a system in English and comes back in English, without a script', async () => {
    const { page, url } = await opened(false)
    await page.goto(url)
    await page.getByRole('searchbox', { name: 'Rechercher dans le registre' }).fill('girafe')
    await page.getByRole('button', { name: 'Rechercher' }).first().click()
    await expect.poll(() => page.getByRole('status').innerText()).toBe('0 système trouvé')
    await page.getByRole('link', { name: 'Tout afficher' }).click()
    await page.getByRole('combobox', { name: 'Décision individuelle' }).selectOption('Oui')
    await page.getByRole('button', { name: 'Rechercher' }).last().click()
    await expect.poll(() => page.getByRole('status').innerText()).toBe('1 système trouvé')
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByRole('link', { name: /^Préparer l’instruction/ }).click()
    await page.getByRole('heading', { name: 'Your rights' }).waitFor()
    await page.getByRole('link', { name: 'All systems' }).click()
    await page.getByRole('heading', { level: 1, name: 'AI register of Bordeaux Métropole' }).waitFor()
  })

  test('downloads it as CSV and JSON, with as many systems as the page says, and reads what is missing', async () => {
    const { page, url } = await opened(false)
    await page.goto(url)
    await page.getByRole('status').filter({ hasText: '1 système trouvé' }).waitFor()
    const address = async (name: RegExp): Promise<string> =>
      new URL((await page.getByRole('link', { name }).getAttribute('href')) ?? '', url).href
    const csv = await (await fetch(await address(/Télécharger le registre.*CSV/))).text()
    // Head, one line for each system, and the end of the last one.
    expect(csv.split('\r\n')).toHaveLength(3)
    const { $schema, systems } = z
      .object({ $schema: z.url(), systems: z.array(z.unknown()) })
      .loose()
      .parse(await (await fetch(await address(/Télécharger le registre.*JSON/))).json())
    expect(systems).toHaveLength(1)
    expect((await fetch($schema)).status).toBe(200)
    await page.getByRole('link', { name: /^Préparer l’instruction/ }).click()
    await page.getByText('Non renseigné à ce jour').first().waitFor()
  })

  test('finds it readable at 1280 and 320 pixels, on a dark screen, and whole on paper', async () => {
    const { page, url } = await opened(true)
    for (const path of ['', '?recherche=girafe', '/aide-logement', '/inconnu']) {
      await page.goto(`${url}${path}`)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        for (const width of [1280, 320]) {
          await page.setViewportSize({ width, height: 900 })
          const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join()}`),
            `${path} ${colorScheme} ${width}`,
          ).toEqual([])
          const sideways = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          expect(sideways, `${path} ${colorScheme} ${width}`).toBe(0)
        }
      }
    }
    await page.goto(`${url}/aide-logement`)
    await page.emulateMedia({ media: 'print', colorScheme: 'light' })
    await expect
      .poll(() => page.getByRole('heading', { name: 'Fournisseur et hébergement' }).isVisible())
      .toBe(true)
    await expect
      .poll(() => page.getByRole('navigation', { name: 'Dans cette fiche' }).isVisible())
      .toBe(false)
  })
})
