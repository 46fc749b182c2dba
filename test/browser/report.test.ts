import { AxeBuilder } from '@axe-core/playwright'
import { serve } from 'garde-fou/server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openReport } from '../server/report-fixtures.js'
import { launchChromium } from './support/chromium.js'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const shots = process.env['SCREENSHOTS']

describe('Whoever reads the annual report', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function opened(javaScriptEnabled: boolean): Promise<Page> {
    const city = await openReport()
    for (const [month, times] of [12, 40, 55, 7, 0, 80, 90, 31, 120, 66, 5].entries()) {
      await city.decided('approved', times, month + 1)
    }
    await city.decided('amended', 98, 9)
    await city.decided('rejected', 61, 10)
    await city.decided('without-ai', 9, 10)
    const server = await serve(city.handler, { port: 0 })
    onTestFinished(() => server.close())
    const context = await browser.newContext({ javaScriptEnabled, bypassCSP: javaScriptEnabled })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.goto(`${server.url}/registre/rapport/2026`)
    return page
  }

  test('finds a name and a table with the same caption for each drawing, without a script', async () => {
    const page = await opened(false)
    const drawings = page.getByRole('img')
    await expect.poll(() => drawings.count()).toBe(3)
    for (const drawing of await drawings.all()) {
      const name = (await drawing.locator('title').textContent()) ?? ''
      expect(name).toMatch(/^Figure \d\. ./)
      const figure = page.locator('figure', { has: page.locator('svg title', { hasText: name }) })
      await figure.getByText('Afficher le tableau de données').click()
      await figure.getByRole('table', { name }).waitFor()
    }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Télécharger les données de la figure 2 (CSV)' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('rapport-2026-mois.csv')
  })

  test('finds it readable at 1280 and 320 pixels, on a dark screen, and whole on paper', async () => {
    const page = await opened(true)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 900 })
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join()}`),
        ).toEqual([])
        const sideways = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(sideways, `${colorScheme} ${width}`).toBe(0)
        if (shots !== undefined)
          await page.screenshot({ path: `${shots}/report-${colorScheme}-${width}.png`, fullPage: true })
      }
    }
    // What stands beside a bar stays in its drawing.
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll('svg text')]
        .filter(
          (text) =>
            text.getBoundingClientRect().right > (text.closest('svg')?.getBoundingClientRect().right ?? 0),
        )
        .map((text) => text.textContent),
    )
    expect(outside).toEqual([])
    await page.emulateMedia({ media: 'print', colorScheme: 'light' })
    const table = page.getByRole('table', { name: /^Figure 1/ })
    await expect.poll(() => table.isVisible()).toBe(true)
    await expect.poll(() => page.getByRole('navigation', { name: 'Années' }).isVisible()).toBe(false)
    if (shots !== undefined) await page.pdf({ path: `${shots}/report.pdf` })
  })

  test('reads it in simple sentences on one side of paper', async () => {
    const page = await opened(true)
    await page.getByRole('link', { name: /phrases simples/ }).click()
    await page.getByRole('heading', { level: 1, name: /en phrases simples/ }).waitFor()
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 })
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(sideways).toBe(0)
      if (shots !== undefined) await page.screenshot({ path: `${shots}/simple-${width}.png`, fullPage: true })
    }
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1')
    expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  })
})
