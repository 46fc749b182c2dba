import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { type ConsoleApp, MARK, openApp } from './support/console-app.js'
import { examine, MOTIVE, record } from './support/review.js'

const DAY_MS = 86_400_000
const decide = (page: Page) => page.getByRole('button', { name: 'Vérifier avant d’enregistrer' })
const motive = (page: Page) => page.getByRole('textbox', { name: 'Motif de la décision' })
const change = (page: Page) => page.getByRole('textbox', { name: 'Pourquoi changez-vous d’avis ?' })

/** The numbered checks of the specification, each in its own console, two agents in two browsers. */
describe('The checks of the review console', () => {
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

  test('1. Order: the latest first in words, by deadline, and nothing of a suggestion', async () => {
    for (const subject of ['BM-1', 'BM-2']) await app.propose(subject)
    app.clock.advance(2 * DAY_MS - 3_600_000)
    await app.propose('BM-5')
    const [first] = await Promise.all([app.propose('BM-4')])
    app.clock.advance(2 * 3_600_000)
    const page = await app.as(browser, 'camille')
    await page.goto(`${app.url}/revue`)
    await page.getByRole('heading', { level: 1, name: 'Suggestions à examiner' }).waitFor()
    const titles = await page.locator('.queue-groups').getByRole('heading', { level: 2 }).allInnerTexts()
    expect(titles[0]).toMatch(/^En retard/)
    expect(titles).toHaveLength(2)
    const late = page.getByRole('table', { name: 'En retard' })
    await expect
      .poll(() => late.getByRole('rowheader').allInnerTexts())
      .toMatchObject([expect.stringContaining('BM-1'), expect.stringContaining('BM-2')])
    const text = await page.locator('body').innerText()
    expect(text).not.toMatch(/favorable/i)
    expect(await page.content()).not.toContain(MARK)
    expect(first).toBeDefined()
  })

  test('2. Filters are an address; finding nothing has its own words; each can be removed', async () => {
    await app.propose('BM-1')
    const page = await app.as(browser, 'camille')
    await page.goto(`${app.url}/revue`)
    const filters = page.getByRole('search', { name: 'Filtrer la file' })
    await filters.getByRole('checkbox', { name: 'Libres', exact: true }).uncheck()
    await filters.getByRole('button', { name: 'Appliquer les filtres' }).click()
    await page.getByText('Aucun dossier ne correspond à ces filtres.').waitFor()
    await expect.poll(() => page.url()).toContain('attribution=moi')
    await expect.poll(() => page.getByRole('status').first().innerText()).toMatch(/dossiers? affichés? sur/)
    expect(await page.getByText('La file est vide').count()).toBe(0)
    await page.getByRole('link', { name: 'Réinitialiser les filtres' }).waitFor()
    await page.goBack()
    await expect
      .poll(() => filters.getByRole('checkbox', { name: 'Libres', exact: true }).isChecked())
      .toBe(true)
    await page.getByRole('link', { name: 'Retirer le filtre : Libres' }).click()
    await page.waitForURL(/attribution=moi/)
  })

  test('3. Reservation: one holder, whom the other sees; the other may not decide; it is prolonged', async () => {
    const id = await app.propose('BM-2026-00412')
    const [a, b] = [await app.as(browser, 'camille'), await app.as(browser, 'alex')]
    await a.goto(`${app.url}/revue`)
    await a.getByRole('link', { name: 'Examiner le dossier BM-2026-00412' }).click()
    await a.getByRole('heading', { name: 'Votre avis d’abord' }).waitFor()
    await b.goto(`${app.url}/revue?attribution=autres&attribution=libres`)
    const row = b.getByRole('row', { name: /BM-2026-00412/ })
    await expect.poll(() => row.innerText()).toMatch(/Réservé par C\. Martin jusqu’à 10\sh\s30/)
    expect(await row.getByRole('link', { name: /^Examiner/ }).count()).toBe(0)
    await row.getByRole('link', { name: 'Consulter le dossier BM-2026-00412' }).waitFor()
    const forced = app.guard.reviews.decideWithoutAi(
      id,
      { motive: MOTIVE },
      { by: 'alex', version: 2, idempotencyKey: 'k' },
    )
    await expect(forced).rejects.toMatchObject({ code: 'ERR_REVIEWER_NOT_ALLOWED' })
    app.clock.advance(10 * 60_000)
    await a.getByRole('button', { name: 'Prolonger de 30 minutes' }).click()
    await a.getByText(/Réservé par vous jusqu’à 10\sh\s40/).waitFor()
  })

  test('4 and 5. Nothing of the suggestion leaves the server before the opinion; nothing is chosen beforehand', async () => {
    await app.propose('BM-1')
    const page = await app.as(browser, 'camille')
    const seen: Promise<string>[] = []
    page.on('response', (response) => {
      if (!response.url().endsWith('/direct')) seen.push(response.text().catch(() => ''))
    })
    const streamed: string[] = []
    const network = await page.context().newCDPSession(page)
    network.on('Network.eventSourceMessageReceived', ({ data }) => streamed.push(data))
    await network.send('Network.enable')
    await page.goto(`${app.url}/revue`)
    await expect.poll(() => streamed.length).toBeGreaterThan(0)
    await app.propose('BM-2')
    await expect.poll(() => streamed.length).toBeGreaterThan(1)
    await page.getByRole('link', { name: 'Examiner le dossier BM-1' }).click()
    const opinion = page.getByRole('radiogroup', { name: 'Votre avis' })
    await opinion.waitFor()
    expect(await opinion.getByRole('radio', { checked: true }).count()).toBe(0)
    await page.goto(`${page.url()}/fiche`)
    await page.getByRole('heading', { level: 1, name: 'Fiche d’examen' }).waitFor()
    await page.goBack()
    expect(await page.getByRole('region', { name: 'Suggestion de l’IA' }).count()).toBe(0)
    expect([...(await Promise.all(seen)), ...streamed].join('\n')).not.toContain(MARK)
    await page.getByRole('radio', { name: 'Favorable', exact: true }).check()
    await page.getByRole('button', { name: 'Enregistrer mon avis et afficher la suggestion' }).click()
    await page.getByRole('region', { name: 'Suggestion de l’IA' }).getByText(MARK).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('suggestion')
    const choices = page.getByRole('radiogroup', { name: 'Que décidez-vous ?' })
    await expect.poll(() => choices.getByRole('radio').count()).toBe(3)
    expect(await choices.getByRole('radio', { checked: true }).count()).toBe(0)
    expect(await page.getByRole('button', { name: /tout (accepter|retenir|valider)/i }).count()).toBe(0)
  })

  test.each(['Retenir la suggestion', 'Écarter la suggestion'])(
    '6. A reason is required: %s',
    async (outcome) => {
      await app.propose('BM-1')
      const page = await app.as(browser, 'camille')
      await page.goto(`${app.url}/revue`)
      await examine(page, 'BM-1', 'Défavorable')
      await page.getByRole('radio', { name: outcome }).check()
      await decide(page).click()
      const alert = page.getByRole('alert')
      await alert.getByRole('heading', { name: /erreurs? à corriger/ }).waitFor()
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
      await alert.getByRole('link', { name: 'Indiquez le motif de la décision.' }).click()
      await expect.poll(() => motive(page).evaluate((field) => field === document.activeElement)).toBe(true)
      await expect.poll(() => motive(page).getAttribute('aria-invalid')).toBe('true')
      await expect.poll(() => motive(page).getAttribute('aria-describedby')).toMatch(/erreur/)
    },
  )

  test('7. A change of opinion is explained, and the first opinion stays', async () => {
    const id = await app.propose('BM-1')
    const page = await app.as(browser, 'camille')
    await page.goto(`${app.url}/revue`)
    await examine(page, 'BM-1', 'Favorable')
    await page.getByRole('radio', { name: 'Retenir la suggestion' }).check()
    await motive(page).fill(MOTIVE)
    await decide(page).click()
    await page.getByRole('alert').getByText('Expliquez pourquoi votre décision diffère').waitFor()
    await page.getByRole('checkbox', { name: 'Un point m’avait échappé' }).check()
    await change(page).fill('Le plafond est dépassé, je l’avais manqué.')
    await record(page)
    const view = await app.guard.reviews.view(id, 'camille')
    expect(view.opinion?.choice).toBe('favourable')
    expect(view.decision).toMatchObject({ outcome: 'approved', changeReasons: ['not-seen'] })
  })

  test('8. Differences are insertions and deletions in words, with counts and the final text', async () => {
    await app.propose('BM-1')
    const page = await app.as(browser, 'camille')
    await page.goto(`${app.url}/revue`)
    await examine(page, 'BM-1', 'Défavorable')
    await page.getByRole('radio', { name: 'Retenir avec des modifications' }).check()
    const group = page.getByRole('group', { name: 'Vos modifications' })
    await group.getByRole('textbox', { name: 'Texte pour la personne' }).fill('Votre demande peut aboutir.')
    const region = page.getByRole('region', { name: 'Différences avec la suggestion' })
    await region.getByRole('insertion').first().waitFor()
    await expect.poll(() => region.getByRole('deletion').count()).toBeGreaterThan(0)
    await expect.poll(() => region.innerText()).toMatch(/\d+ ajouts?/)
    await region.getByRole('button', { name: 'Afficher le texte final' }).click()
    expect(await region.getByRole('deletion').count()).toBe(0)
    await region.getByRole('button', { name: 'Afficher les différences' }).waitFor()
    await motive(page).fill(MOTIVE)
    await group.getByRole('button', { name: 'Revenir à la suggestion' }).click()
    const asked = page.getByRole('dialog', { name: 'Revenir à la suggestion ?' })
    await asked.getByRole('button', { name: 'Garder mes modifications' }).click()
    await asked.waitFor({ state: 'hidden' })
    const revert = group.getByRole('button', { name: 'Revenir à la suggestion' })
    await expect.poll(() => revert.evaluate((button) => button === document.activeElement)).toBe(true)
    const text = group.getByRole('textbox', { name: 'Texte pour la personne' })
    await expect.poll(() => text.inputValue()).toBe('Votre demande peut aboutir.')
    await group.getByRole('button', { name: 'Revenir à la suggestion' }).click()
    await asked.getByRole('button', { name: 'Revenir à la suggestion' }).click()
    await page.getByRole('status').filter({ hasText: 'Les champs reprennent la suggestion.' }).waitFor()
    await expect.poll(() => text.inputValue()).toContain('votre demande ne peut pas aboutir')
    await expect.poll(() => motive(page).inputValue()).toBe(MOTIVE)
  })

  test('A reason’s source takes the focus to its field, and there is a way back to the reason', async () => {
    await app.propose('BM-1')
    const page = await app.as(browser, 'camille')
    await page.goto(`${app.url}/revue`)
    await examine(page, 'BM-1')
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    const source = page.getByRole('link', { name: 'Voir la source : Revenu fiscal' })
    await source.click()
    await expect.poll(focused).toContain('18 240 €')
    await page.getByRole('link', { name: 'Revenir au motif' }).click()
    await expect.poll(focused).toMatch(/^Voir la source\s: Revenu fiscal$/)
    await page.getByText('Sans source dans le dossier').waitFor()
  })

  test('11. Check, record, and take back before anything is sent', async () => {
    const id = await app.propose('BM-1')
    const sent: string[] = []
    app.guard.events.on('review.effective', () => void sent.push('effective'))
    const page = await app.as(browser, 'camille')
    await page.goto(`${app.url}/revue`)
    await examine(page, 'BM-1', 'Défavorable')
    await page.getByRole('radio', { name: 'Retenir la suggestion' }).check()
    await motive(page).fill(MOTIVE)
    await record(page)
    await page.getByRole('button', { name: 'Annuler l’enregistrement' }).click()
    // Back to the agent, where they left off.
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Votre décision')
    await expect.poll(() => motive(page).inputValue()).toBe(MOTIVE)
    expect((await app.guard.reviews.view(id, 'camille')).claim?.mine).toBe(true)
    app.clock.advance(DAY_MS)
    expect((await app.guard.reviews.view(id, 'camille')).status).toBe('pending')
    expect(sent).toEqual([])
  })
})
