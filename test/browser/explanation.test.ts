import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'
import { type ConsoleApp, openApp } from './support/console-app.js'

const shots = process.env['SCREENSHOTS']

describe('An agent who answers a request for an explanation', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  /** A case that C. Martin has decided on, with changes; its id. */
  async function decided({ guard, clock, propose }: ConsoleApp): Promise<string> {
    const id = await propose('BM-2026-00412')
    const { reviews } = guard
    const command = (version: number) => ({ by: 'camille', version, idempotencyKey: crypto.randomUUID() })
    const claimed = await reviews.claim(id, command((await reviews.view(id, 'camille')).version))
    clock.advance(120_000)
    const seen = await reviews.recordOpinion(id, { choice: 'favourable' }, command(claimed.version))
    clock.advance(240_000)
    await reviews.amend(
      id,
      {
        motive: 'Le revenu retenu par la suggestion est celui de l’année précédente.',
        reasons: ['fact'],
        textForPerson: 'Votre demande est acceptée : votre revenu de 2025 est sous le plafond.',
        value: {
          proposal: 'favourable',
          amount: 400,
          reasons: [{ fact: 'Revenu fiscal de 2025 sous le plafond.', source: 'Revenu fiscal' }],
          letter: 'Madame, Monsieur, votre demande est acceptée.\nVotre revenu est sous le plafond.',
        },
      },
      command(seen.version),
    )
    clock.advance(600_000)
    return id
  }

  test('opens it from the case, reads it in both languages, and prints the letter alone', async () => {
    const app = await openApp()
    onTestFinished(() => app.close())
    const id = await decided(app)
    const page = await app.as(browser, 'alex', { bypassCSP: true })
    await page.goto(`${app.url}/revue/${id}`)
    await page.getByRole('link', { name: 'Préparer l’explication individuelle' }).click()
    await page.getByRole('heading', { level: 1, name: 'Explication individuelle' }).waitFor()
    await isClean(page, 'explanation')
    const changes = page.getByRole('region', { name: /Différences/ })
    await expect.poll(() => changes.getByRole('insertion').count()).toBeGreaterThan(0)
    await expect.poll(() => changes.getByRole('deletion').count()).toBeGreaterThan(0)
    await expect.poll(() => changes.innerText()).toContain('Motif\u00A0: Facture non acquittée.')
    await page.emulateMedia({ media: 'print' })
    await expect
      .poll(() => page.getByText('Pour répondre à une demande d’explication').isVisible())
      .toBe(false)
    await expect.poll(() => page.getByRole('article').isVisible()).toBe(true)
    if (shots !== undefined) {
      await page.setViewportSize({ width: 794, height: 1123 })
      await page.screenshot({ path: `${shots}/print.png`, fullPage: true })
    }
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Individual explanation' }).waitFor()
    await isClean(page, 'explanation-en')
  })
})
