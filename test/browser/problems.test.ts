import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'
import { type ConsoleApp, openApp } from './support/console-app.js'
import { examine } from './support/review.js'

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

test('an agent reports a problem, the supervisor says what became of it, the agent reads it', async () => {
  await app.propose('BM-1')
  const camille = await app.as(browser, 'camille', { bypassCSP: true })
  await camille.goto(`${app.url}/revue`)
  await examine(camille, 'BM-1')
  await camille.locator('summary', { hasText: 'Signaler un problème avec l’IA' }).click()
  await camille.getByLabel('Quel problème ?').selectOption({ label: 'Information inventée' })
  await camille.getByLabel('Décrivez le problème').fill('La facture citée n’existe pas.')
  await camille.getByRole('checkbox', { name: 'C’est urgent : demander la suspension' }).check()
  await camille.getByRole('button', { name: 'Envoyer le signalement' }).click()
  await camille.getByRole('link', { name: 'Suivre mes signalements' }).click()
  const mine = camille.getByRole('table', { name: 'Mes signalements' })
  await expect.poll(() => mine.getByRole('cell', { name: 'Reçu' }).count()).toBe(1)

  const sofia = await app.as(browser, 'sofia', { bypassCSP: true })
  await sofia.goto(`${app.url}/revue`)
  await sofia.getByRole('link', { name: 'Signalements', exact: true }).click()
  await isClean(sofia, 'the reports to handle')
  await sofia
    .getByRole('link', { name: /^Information inventée/ })
    .first()
    .click()
  await sofia.getByRole('heading', { name: 'Signalement : Information inventée', level: 1 }).waitFor()
  await isClean(sofia, 'one report')
  await sofia.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const summary = sofia.getByRole('alert')
  await expect.poll(() => summary.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  await isClean(sofia, 'a report without a status')
  await sofia.getByRole('radio', { name: 'Corrigé' }).check()
  await sofia.getByLabel('Réponse à la personne qui a signalé').fill('La consigne est corrigée.')
  await sofia.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await expect
    .poll(() => sofia.getByRole('status').allTextContents())
    .toContain('L’état du signalement est enregistré.')

  await camille.reload()
  await expect.poll(() => mine.getByRole('cell', { name: /^Corrigé, le mardi 24/ }).count()).toBe(1)
  await isClean(camille, 'one’s own reports')
  await mine.getByRole('link').click()
  await camille.getByText('La consigne est corrigée.').waitFor()
  await camille.goto(`${app.url}/revue/statistiques`)
  await camille.getByText(/Corrigés\s:\s1\./).waitFor()
  await isClean(camille, 'one’s own statistics')
}, 120_000)

test('a passage of the suggestion that is selected is quoted in the report, and nothing else is', async () => {
  const id = await app.propose('BM-1')
  const page = await app.as(browser, 'camille', { bypassCSP: true })
  await page.goto(`${app.url}/revue`)
  await examine(page, 'BM-1')
  await page.locator('summary', { hasText: 'Signaler un problème avec l’IA' }).click()
  const quote = page.getByRole('button', { name: 'Citer le passage sélectionné' })
  await quote.click()
  await page
    .getByRole('status')
    .filter({ hasText: 'Sélectionnez d’abord un passage de la suggestion.' })
    .waitFor()
  const select = (panel: string, text: string) =>
    page
      .getByRole('region', { name: panel })
      .getByText(text)
      .first()
      .evaluate((element) => getSelection()?.selectAllChildren(element))
  const report = page.getByLabel('Décrivez le problème')
  await report.fill('Cela est faux :')
  // What the case says is no passage of the suggestion.
  await select('Données du dossier', 'Mérignac')
  await quote.click()
  await expect.poll(() => report.inputValue()).toBe('Cela est faux :')
  await select('Suggestion de l’IA', 'Facture non acquittée.')
  await quote.click()
  await expect.poll(() => report.inputValue()).toBe('Cela est faux :\n« Facture non acquittée. »')
  await expect.poll(() => report.evaluate((field) => field === document.activeElement)).toBe(true)
  await isClean(page, 'a-report-with-a-passage')
  await page.getByLabel('Quel problème ?').selectOption({ label: 'Erreur de fait' })
  await page.getByRole('button', { name: 'Envoyer le signalement' }).click()
  await page.getByText('Signalement reçu à').waitFor()
  const [problem] = await app.guard.problems.list('camille')
  const found =
    problem === undefined || problem.kind === 'altered'
      ? undefined
      : await app.guard.problems.get(problem.id, 'camille')
  expect(found?.text).toContain('« Facture non acquittée. »')
  expect(found?.reviewId).toBe(id)
})
