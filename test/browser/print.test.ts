import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'
import { openApp } from './support/console-app.js'
import { examine, MOTIVE, record } from './support/review.js'

/** How wide the first word that tells of an insertion is: a pixel while only screen readers read it. */
const insertionWidth = (page: Page): Promise<number> =>
  page
    .locator('ins .visually-hidden')
    .first()
    .evaluate((element) => element.getBoundingClientRect().width)

test('on paper a case says everything in words: what is unfolded, what was changed, where links lead', async () => {
  const browser = await launchChromium()
  onTestFinished(() => browser.close())
  const app = await openApp()
  onTestFinished(() => app.close())
  const id = await app.propose('BM-2026-00412')
  const page = await app.as(browser, 'camille', { bypassCSP: true })
  await page.goto(`${app.url}/revue`)
  await examine(page, 'BM-2026-00412', 'Défavorable')
  await page.emulateMedia({ media: 'print' })
  const unfolded = page.locator('details > dl, details > .report-fields').first()
  await expect
    .poll(() => unfolded.evaluate((element) => element.getBoundingClientRect().height))
    .toBeGreaterThan(10)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('radio', { name: 'Retenir avec des modifications' }).check()
  const letter = page
    .getByRole('group', { name: 'Vos modifications' })
    .getByRole('textbox', { name: 'Texte pour la personne' })
  await letter.fill('Madame, Monsieur, votre demande ne peut pas aboutir : votre revenu dépasse le plafond.')
  await page.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
  await record(page)
  await page.goto(`${app.url}/revue/${id}/fiche`)
  await page.getByRole('heading', { name: 'Différences avec la suggestion' }).waitFor()
  await isClean(page, 'fiche')
  await expect.poll(() => insertionWidth(page)).toBeGreaterThan(10)
  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => page.getByRole('navigation').isVisible()).toBe(false)
  await page.getByText('Document de travail – contient des données personnelles').waitFor()
  await page.getByText(`/revue/${id}`, { exact: true }).waitFor()
})
