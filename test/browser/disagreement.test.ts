import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'
import { type ConsoleApp, MARK, openApp } from './support/console-app.js'

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

/** Two agents decide the same case blind, and do not agree. */
async function disagree({ guard }: ConsoleApp, id: string): Promise<void> {
  const { reviews } = guard
  const by = (who: string, version: number) => ({ by: who, version, idempotencyKey: crypto.randomUUID() })
  for (const [who, verb] of [
    ['camille', 'approve'],
    ['alex', 'reject'],
  ] as const) {
    const { version } = await reviews.view(id, who)
    const claimed = await reviews.claim(id, by(who, version))
    let view = await reviews.recordOpinion(id, { choice: 'unfavourable' }, by(who, claimed.version))
    if (who === 'camille') view = await reviews.askSecondOpinion(id, by(who, view.version))
    const motive = `Le motif de ${who}, en ses propres mots <b>.`
    const decision = { motive, textForPerson: motive, changeReason: 'Pièces relues avec soin.' }
    await reviews[verb](id, decision, by(who, view.version))
  }
}

test('a supervisor reads both decisions that differ once they have an opinion of their own, and decides', async () => {
  const id = await app.propose('BM-7')
  await disagree(app, id)
  const page = await app.as(browser, 'sofia', { bypassCSP: true })
  const seen: string[] = []
  page.on('response', async (response) => {
    if ((response.headers()['content-type'] ?? '').includes('html')) seen.push(await response.text())
  })
  await page.goto(`${app.url}/revue`)
  await page.getByRole('link', { name: 'Examiner le dossier BM-7' }).click()
  const opinion = page.getByRole('radio', { name: 'Défavorable', exact: true })
  await opinion.waitFor()
  const both = page.getByRole('region', { name: 'Décisions en désaccord' })
  expect(await both.count()).toBe(0)
  expect(seen.join('')).not.toMatch(new RegExp(`${MARK}|Le motif de`))
  await opinion.check()
  await page.getByRole('button', { name: 'Enregistrer mon avis et afficher la suggestion' }).click()
  await both.waitFor()
  const text = await both.innerText()
  expect(text).toContain('Le motif de camille, en ses propres mots <b>.')
  expect(text).toContain('Le motif de alex')
  expect(text).toMatch(/Retenir la suggestion[\s\S]*Écarter la suggestion/)
  await isClean(page, 'disagreement')
  await page.getByRole('radio', { name: 'Retenir la suggestion' }).check()
  await page
    .getByRole('textbox', { name: 'Motif de la décision' })
    .fill('Les deux avis relus, le plafond est dépassé.')
  await page.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
  await page.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await page.getByRole('status').filter({ hasText: 'Envoi prévu à' }).waitFor()
})
