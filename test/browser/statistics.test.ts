import { readFileSync } from 'node:fs'
import { createHandler, serve } from 'garde-fou/server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { decideInTurn, graded, TEAM } from '../support/graded-team.js'
import { openGuard } from '../support/guard.js'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

async function openTeam() {
  const { guard, clock } = await openGuard({
    systems: [graded],
    reviewers: { find: async (id) => TEAM.find((one) => one.id === id) },
  })
  const handler = createHandler(guard, {
    authenticate: async (request) => request.headers.get('x-test-person') ?? undefined,
    clock,
  })
  const server = await serve(handler, { port: 0 })
  onTestFinished(() => server.close())
  const as = async (who: string): Promise<Page> => {
    const context = await browser.newContext({
      extraHTTPHeaders: { 'x-test-person': who },
      acceptDownloads: true,
      bypassCSP: true,
    })
    onTestFinished(() => context.close())
    return context.newPage()
  }
  return { guard, clock, url: server.url, as }
}

test('a supervisor reads where people and the AI part, an agent their own figures, wide and narrow', async () => {
  const { guard, url, as } = await openTeam()
  await decideInTurn(guard, 50, 21)
  const team = await as('denis')
  await team.goto(`${url}/revue/statistiques/equipe`)
  const criteria = team.getByRole('table', { name: 'Critères, avant de voir la suggestion' })
  await expect
    .poll(() => criteria.getByRole('row', { name: /Revenu sous le/ }).innerText())
    .toMatch(/50\s+29\s+21\s+0\s+0$/)
  const reasons = team.getByRole('table', { name: 'Décisions, par motif coché' })
  await expect
    .poll(() => reasons.getByRole('row', { name: /Critère mal appliqué/ }).innerText())
    .toMatch(/21\s+0\s+0\s+21\s+0$/)
  await isClean(team, 'team-statistics')
  const own = await as('a1')
  await own.goto(`${url}/revue/statistiques`)
  await own.getByRole('row', { name: /^Décisions prises\s+10$/ }).waitFor()
  await isClean(own, 'own-statistics')
})

test('an auditor downloads decisions for a study of bias from a page that says who had them before', async () => {
  const { guard, clock, url, as } = await openTeam()
  const ids = await decideInTurn(guard, 3, 1)
  clock.advance(11 * 60_000)
  for (const id of ids) await guard.decision(id)
  const page = await as('odile')
  await page.goto(`${url}/administration`)
  await page.getByRole('link', { name: 'Décisions pour un contrôle des biais' }).click()
  await page.getByText('Aucun export n’a été fait.').waitFor()
  await page.getByRole('button', { name: 'Télécharger' }).click()
  await page.getByRole('alert').filter({ hasText: 'Indiquez le premier jour.' }).waitFor()
  await isClean(page, 'export-errors')
  await page.getByLabel('Du', { exact: true }).fill('2026-11-01')
  await page.getByLabel('Au (inclus)').fill('2026-11-24')
  await page.getByRole('radio', { name: 'Numéro du dossier' }).check()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Télécharger' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('decisions-2026-11-01-2026-11-24.csv')
  const text = readFileSync(await download.path(), 'utf8')
  expect(text.match(/^"AL-\d";/gm)).toHaveLength(3)
  await page.goto(`${url}/administration/exports`)
  await page.getByText(/O\. Brun.*numéros de dossier/).waitFor()
  await isClean(page, 'export')
})
