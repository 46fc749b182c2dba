import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'
import { type ConsoleApp, openApp } from './support/console-app.js'

let browser: Browser
let app: ConsoleApp
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  app = await openApp()
  await app.propose('BM-1')
})
afterEach(() => app.close())

const box = (page: Page) => page.getByRole('checkbox', { name: 'Libres', exact: true })
const fold = (page: Page) => page.locator('.filters summary')
const firstCase = (page: Page) => page.getByRole('link', { name: 'BM-1', exact: true })

async function open(options: Parameters<ConsoleApp['as']>[2]): Promise<Page> {
  const page = await app.as(browser, 'camille', options)
  await page.goto(`${app.url}/revue`)
  await firstCase(page).waitFor()
  return page
}

test('beside the list the filters are always there, and nothing folds them', async () => {
  const page = await open({ viewport: { width: 1280, height: 900 }, bypassCSP: true })
  await expect.poll(() => box(page).isVisible()).toBe(true)
  await expect.poll(() => fold(page).isVisible()).toBe(false)
  await isClean(page, 'filters')
})

test('on a small screen the first case is seen without scrolling; the filters unfold and serve, also without a script', async () => {
  const page = await open({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false })
  await expect
    .poll(() =>
      firstCase(page)
        .boundingBox()
        .then((place) => (place?.y ?? 740) < 700),
    )
    .toBe(true)
  await expect.poll(() => box(page).isVisible()).toBe(false)
  await fold(page).click()
  await expect.poll(() => box(page).isVisible()).toBe(true)
  await box(page).uncheck()
  await page.getByRole('button', { name: 'Appliquer les filtres' }).click()
  await page.getByText('Aucun dossier ne correspond à ces filtres.').waitFor()
  // What is in force is said above the list, folded as the filters are again.
  await expect.poll(() => box(page).isVisible()).toBe(false)
  await expect
    .poll(() => page.getByRole('link', { name: 'Retirer le filtre : Réservés par moi' }).isVisible())
    .toBe(true)
})
