import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { type ConsoleApp, openApp } from './support/console-app.js'
import { examine, MOTIVE, record } from './support/review.js'

const HOSTILE =
  '<script>window.ran=1</script><img src="https://piege.example/x.png" onerror="window.ran=1">' +
  '<a href="javascript:window.ran=1">cliquez</a> https://piege.example [lien](https://piege.example) \u202Ednammoc\u2066'

let browser: Browser
let app: ConsoleApp
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  app = await openApp()
})
afterEach(() => app.close())

/** A page whose every request and complaint is written down. */
async function watched(): Promise<{ page: Page; asked: string[]; complaints: string[] }> {
  const page = await app.as(browser, 'camille')
  const [asked, complaints]: [string[], string[]] = [[], []]
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message())
    void dialog.dismiss()
  })
  return { page, asked, complaints }
}

/** Nothing of the hostile text ran, was loaded, or can be followed. */
async function isHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined()
  expect(
    await page.locator('main img, main script, main a[href*="piege"], main a[href^="javascript"]').count(),
  ).toBe(0)
  expect(await page.locator('main').innerText()).not.toMatch(/[\u202E\u2066]/)
}

test('hostile suggestion, case data and motive: shown as what they are on every page, and nothing is fetched', async () => {
  const id = await app.propose(`BM-1 ${HOSTILE}`, {
    letter: HOSTILE,
    caseData: [
      { label: HOSTILE, value: HOSTILE },
      { label: 'Liste', value: [HOSTILE, { [HOSTILE]: HOSTILE }] },
    ],
  })
  const { page, asked, complaints } = await watched()
  await page.goto(`${app.url}/revue`)
  await isHarmless(page)
  await page.getByRole('link', { name: /^Examiner le dossier BM-1/ }).click()
  await page.getByRole('heading', { name: 'Votre avis d’abord' }).waitFor()
  await page.getByText('<script>window.ran=1</script>').first().waitFor()
  await page.getByText('U+202E').first().waitFor()
  await isHarmless(page)
  await page.getByRole('radio', { name: 'Défavorable' }).check()
  await page.getByRole('button', { name: 'Enregistrer mon avis et afficher la suggestion' }).click()
  const suggestion = page.getByRole('region', { name: 'Suggestion de l’IA' })
  await suggestion.getByText('<script>window.ran=1</script>').first().waitFor()
  await isHarmless(page)
  await page.getByRole('radio', { name: 'Retenir la suggestion' }).check()
  await page.getByRole('textbox', { name: 'Motif de la décision' }).fill(`${MOTIVE} ${HOSTILE}`)
  await page.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
  await page.getByRole('heading', { name: 'Vérifiez votre décision' }).waitFor()
  await isHarmless(page)
  await page.goto(`${app.url}/revue/${id}`)
  await record(page)
  await isHarmless(page)
  await page.goto(`${app.url}/revue/${id}/fiche`)
  await isHarmless(page)
  expect(asked.filter((url) => !url.startsWith(app.url))).toEqual([])
  expect(complaints).toEqual([])
})

test('hostile text in the differences that the script draws is shown as what it is, and runs nothing', async () => {
  await app.propose('BM-3', { letter: `${HOSTILE} fin` })
  const { page, asked, complaints } = await watched()
  await page.goto(`${app.url}/revue`)
  await examine(page, 'BM-3')
  await page.getByRole('radio', { name: 'Retenir avec des modifications' }).check()
  const group = page.getByRole('group', { name: 'Vos modifications' })
  await group.getByRole('textbox', { name: 'Texte pour la personne' }).fill(`${HOSTILE} début\u200B`)
  const region = page.getByRole('region', { name: 'Différences avec la suggestion' })
  await region.getByRole('insertion').getByText('U+200B').waitFor()
  await region.getByText('U+202E').first().waitFor()
  const hidden = /[\u202E\u2066\u200B]/
  expect(await region.innerText()).not.toMatch(hidden)
  await region.getByRole('button', { name: 'Afficher le texte final' }).click()
  await region.getByRole('button', { name: 'Afficher les différences' }).waitFor()
  expect(await region.innerText()).not.toMatch(hidden)
  await isHarmless(page)
  expect(asked.filter((url) => !url.startsWith(app.url))).toEqual([])
  expect(complaints).toEqual([])
})

test('a case with a line of 2 MB, in the file and in the suggestion, is decided to its end at 320 px', async () => {
  const line = 'x'.repeat(2_000_000)
  const id = await app.propose('BM-2', { letter: line, caseData: [{ label: 'Exposé', value: line }] })
  const { page } = await watched()
  page.setDefaultTimeout(60_000)
  await page.setViewportSize({ width: 320, height: 800 })
  await page.goto(`${app.url}/revue`)
  await examine(page, 'BM-2')
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await sideways()).toBe(0)
  // The decision is within reach: the long line scrolls in its own box.
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(20_000)
  await page.getByRole('radio', { name: 'Écarter la suggestion' }).check()
  await page.getByRole('textbox', { name: 'Motif de la décision' }).fill(line)
  await page.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
  await page
    .getByRole('alert')
    .getByText(/dépasse .* caractères/)
    .waitFor()
  await page.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
  await page.getByRole('textbox', { name: 'Texte pour la personne' }).fill('Votre demande ne peut aboutir.')
  await record(page)
  expect((await app.guard.reviews.view(id, 'camille')).decision?.outcome).toBe('rejected')
})
