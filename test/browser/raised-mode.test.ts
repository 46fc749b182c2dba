import { createHandler, serve } from 'garde-fou/server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openGuard, people } from '../support/guard.js'
import { MILD_MARK, mild, openMildCase } from '../support/mild-system.js'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'

const WHY =
  'Le comité opérationnel IA demande l’avis des agents d’abord sur ce système : donnez le vôtre avant de voir la suggestion.'
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

async function openCity() {
  const staff = [...people, { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] }]
  const { guard, clock } = await openGuard({
    systems: [mild],
    reviewers: { find: async (id) => staff.find((person) => person.id === id) },
    oversight: { newAgentCases: 1 },
  })
  const handler = createHandler(guard, {
    authenticate: async (request) => request.headers.get('x-test-person') ?? undefined,
    clock,
  })
  const server = await serve(handler, { port: 0 })
  onTestFinished(() => server.close())
  /** Everything that this person’s browser was sent. */
  const as = async (who: string): Promise<{ readonly page: Page; readonly sent: () => Promise<string> }> => {
    const context = await browser.newContext({ extraHTTPHeaders: { 'x-test-person': who } })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const bodies: Promise<string>[] = []
    page.on('response', (response) => {
      // A stream does not end, a redirect has no body; neither is what a page shows.
      const isText = /html|json/.test(response.headers()['content-type'] ?? '')
      if (isText && response.status() === 200) bodies.push(response.text().catch(() => ''))
    })
    return { page, sent: async () => (await Promise.all(bodies)).join('\n') }
  }
  return { guard, url: server.url, as }
}

test('a mode is raised in the administration; an agent reads why, gives an opinion, and only then sees the suggestion', async () => {
  const { guard, url, as } = await openCity()
  const id = await openMildCase(guard, 'shown', 'AL-412')
  const { page: office } = await as('adele')
  await office.goto(`${url}/administration`)
  await isClean(office, 'administration')
  await office.getByLabel('Motif (mode de contrôle)').fill('Audit en cours.')
  await office.getByRole('button', { name: /^Demander l’avis d’abord pour/ }).click()
  await office.getByText('Demandé pour tous les dossiers réservés depuis').waitFor()
  await isClean(office, 'raised')

  const { page, sent } = await as('alice')
  await page.goto(`${url}/revue`)
  await page.getByRole('link', { name: 'Examiner le dossier AL-412' }).click()
  await page.getByText(WHY).waitFor()
  await isClean(page, 'opinion')
  await page.goto(`${url}/revue/${id}/fiche`)
  await page.getByRole('heading', { name: 'Fiche d’examen', level: 1 }).waitFor()
  // Lifted meanwhile: what was fixed when they took the case holds.
  await office.getByLabel('Motif (mode de contrôle)').fill('Audit terminé.')
  await office.getByRole('button', { name: /^Lever la demande d’avis d’abord pour/ }).click()
  await office.getByText('Chaque usage garde le mode de sa fiche.').waitFor()
  await page.goto(`${url}/revue/${id}`)
  await page.getByText(WHY).waitFor()
  expect(await sent()).not.toContain(MILD_MARK)
  await page.getByRole('radio', { name: 'Favorable', exact: true }).check()
  await page.getByRole('button', { name: 'Enregistrer mon avis et afficher la suggestion' }).click()
  await page.getByRole('region', { name: 'Suggestion de l’IA' }).waitFor()
  await expect.poll(() => page.getByText(MILD_MARK).first().isVisible()).toBe(true)
  await isClean(page, 'suggestion')
})
