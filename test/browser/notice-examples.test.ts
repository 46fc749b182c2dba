import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startExample } from '../support/example-process.js'
import { launchChromium } from './support/chromium.js'

describe('examples/notices in a real browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  test('plain HTML, React and Vue show the same notice, with JavaScript and without', async () => {
    const { printed, stop } = await startExample('notices/server.ts', {}, /Vue: +http\S+\n/)
    // The other channels say the same.
    expect(printed).toContain('--- Intelligence artificielle ---')
    expect(printed).toContain('Bordeaux Métropole : une IA aide à traiter votre demande. Un agent décide.')
    expect(printed).toContain('L’agent a modifié ce que le traitement proposait.')
    const origin = new URL(/Vue: +(\S+)/.exec(printed)?.[1] ?? '').origin
    const texts = new Set<string>()
    for (const javaScriptEnabled of [false, true])
      for (const path of ['/', '/react', '/vue']) {
        const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 800 } })
        const tab = await context.newPage()
        const said: string[] = []
        tab.on('console', (message) => said.push(message.text()))
        tab.on('pageerror', (error) => said.push(error.message))
        await tab.goto(`${origin}${path}`)
        if (javaScriptEnabled) await tab.getByRole('button', { name: 'English' }).waitFor()
        const region = tab.getByRole('region', { name: 'Une intelligence artificielle est utilisée' })
        await expect.poll(() => region.count()).toBe(1)
        texts.add(((await region.textContent()) ?? '').replace(/\s+/g, ''))
        await expect.poll(() => region.locator('a[href^="tel:"]').isVisible()).toBe(true)
        await expect
          .poll(() => tab.evaluate(() => document.documentElement.scrollWidth))
          .toBeLessThanOrEqual(360)
        if (javaScriptEnabled) {
          const { violations } = await new AxeBuilder({ page: tab })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
            .analyze()
          expect(violations.map(({ id }) => id)).toEqual([])
          await tab.getByRole('button', { name: 'English' }).click()
          // Typing draws the form again in React and Vue: the language that was chosen stays.
          await tab.getByRole('textbox').fill('18')
          await expect
            .poll(() => tab.getByRole('region', { name: 'Artificial intelligence is used here' }).isVisible())
            .toBe(true)
          await expect.poll(() => tab.getByRole('textbox').inputValue()).toBe('18')
          expect(said).toEqual([])
        } else {
          await region.getByRole('link', { name: 'En savoir plus sur cette IA' }).click()
          await expect
            .poll(() => tab.getByRole('heading', { level: 1 }).textContent())
            .toBe('Préparer l’instruction des permis')
        }
        await context.close()
      }
    expect([...texts]).toHaveLength(1)
    expect(await stop()).toBe(0)
  })
})
