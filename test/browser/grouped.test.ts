import { createHandler, serve } from 'garde-fou/server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openGuard } from '../support/guard.js'
import { openReport, streetOptions } from '../support/street-system.js'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'

const MOTIVE = 'Lampadaire éteint, photo à l’appui.'
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

async function openCity(subjects: readonly string[], javaScriptEnabled: boolean) {
  const { guard, clock } = await openGuard(streetOptions)
  const ids: string[] = []
  for (const subject of subjects) ids.push(await openReport(guard, subject))
  const handler = createHandler(guard, {
    authenticate: async (request) => request.headers.get('x-test-person') ?? undefined,
    clock,
  })
  const server = await serve(handler, { port: 0 })
  onTestFinished(() => server.close())
  const context = await browser.newContext({
    extraHTTPHeaders: { 'x-test-person': 'alice' },
    locale: 'fr-FR',
    javaScriptEnabled,
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  // The browser’s day is the server’s: no reservation ends while pages are looked at.
  if (javaScriptEnabled) await page.clock.setFixedTime(clock.now())
  return { guard, clock, ids, page, url: server.url }
}

/** Takes each case from the queue and opens it. */
async function examineAll(page: Page, url: string, subjects: readonly string[]): Promise<void> {
  for (const subject of subjects) {
    await page.goto(`${url}/revue`)
    await page.getByRole('link', { name: `Examiner le dossier ${subject}` }).click()
    await page.getByRole('heading', { name: 'Suggestion de l’IA' }).waitFor()
  }
  await page.goto(`${url}/revue`)
}

const section = (page: Page, subject: string) => page.getByRole('region', { name: `Dossier ${subject}` })

test('three cases, from the queue to the record: nothing chosen beforehand, errors lead to fields, each is undone alone', async () => {
  const subjects = ['V-101', 'V-102', 'V-103']
  const { page, url, guard, ids } = await openCity(subjects, true)
  await examineAll(page, url, subjects)
  await page.getByRole('link', { name: 'Traiter plusieurs dossiers' }).waitFor()
  await isClean(page, 'grouped-queue')
  await page.getByRole('link', { name: 'Traiter plusieurs dossiers' }).click()
  await page.getByRole('heading', { level: 1, name: 'Traiter plusieurs dossiers' }).waitFor()
  await isClean(page, 'grouped-form')
  for (const subject of subjects) {
    const choices = section(page, subject).getByRole('radiogroup', { name: 'Que décidez-vous ?' })
    await expect.poll(() => choices.getByRole('radio').count()).toBe(3)
    expect(await choices.getByRole('radio', { checked: true }).count()).toBe(0)
    const sizes = await choices.locator('.choice').evaluateAll((all) =>
      all.map((one) => {
        const { width, height } = one.getBoundingClientRect()
        return `${Math.round(width)}×${Math.round(height)}`
      }),
    )
    expect(new Set(sizes).size).toBe(1)
  }
  expect(await page.getByRole('button', { name: /tout (accepter|retenir|valider)/i }).count()).toBe(0)

  const [first, second] = [section(page, 'V-101'), section(page, 'V-102')]
  await first.getByRole('radio', { name: 'Retenir la suggestion' }).check()
  await second.getByRole('radio', { name: 'Retenir avec des modifications' }).check()
  await second.getByRole('textbox', { name: 'Accusé de réception' }).fill('Merci, nous passons demain.')
  await second.getByRole('textbox', { name: 'Motif de la décision' }).fill(`${MOTIVE} Deux.`)
  // The changes of this case stand below its own fields.
  await second.getByRole('heading', { name: 'Différences avec la suggestion' }).waitFor()
  expect(await first.getByRole('textbox', { name: 'Accusé de réception' }).isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()

  const alert = page.getByRole('alert').filter({ hasText: 'erreur à corriger' })
  await alert.waitFor()
  await isClean(page, 'grouped-errors')
  await alert.getByRole('link', { name: /^V-101 – Indiquez le motif/ }).click()
  const motive = first.getByRole('textbox', { name: 'Motif de la décision' })
  await expect.poll(() => motive.evaluate((field) => field === document.activeElement)).toBe(true)
  expect(await motive.getAttribute('aria-invalid')).toBe('true')
  await motive.fill(`${MOTIVE} Un.`)
  await page.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()

  await page.getByRole('heading', { level: 1, name: 'Vérifiez vos décisions' }).waitFor()
  await isClean(page, 'grouped-check')
  await page.getByRole('link', { name: 'Modifier : Motif de la décision, dossier V-102' }).click()
  await expect
    .poll(() => second.getByRole('textbox', { name: 'Motif de la décision' }).inputValue())
    .toBe(`${MOTIVE} Deux.`)
  await page.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
  await page.getByRole('button', { name: 'Enregistrer ces 2 décisions' }).click()

  await page.getByRole('heading', { level: 1, name: '2 décisions enregistrées' }).waitFor()
  await isClean(page, 'grouped-result')
  await expect.poll(() => section(page, 'V-101').innerText()).toMatch(/Envoi prévu à 10\sh\s10/)
  await page.getByRole('button', { name: 'Annuler l’enregistrement du dossier V-101' }).click()
  await page.getByRole('heading', { level: 1, name: /^Dossier V-101/ }).waitFor()
  const statuses = await Promise.all(ids.map(async (id) => (await guard.reviews.view(id, 'alice')).status))
  expect(statuses).toEqual(['claimed', 'decided', 'claimed'])
})

test('five minutes before the first reservation ends it is said, and prolonged with what is typed', async () => {
  const subjects = ['V-101', 'V-102']
  const { page, url, clock } = await openCity(subjects, true)
  await examineAll(page, url, subjects)
  await page.clock.install({ time: clock.now() })
  await page.getByRole('link', { name: 'Traiter plusieurs dossiers' }).click()
  const motive = section(page, 'V-101').getByRole('textbox', { name: 'Motif de la décision' })
  await motive.fill(MOTIVE)
  clock.advance(26 * 60_000)
  await page.clock.fastForward(26 * 60_000)
  const news = page.getByRole('status').filter({ hasText: /Votre réservation prend fin à 10\sh\s30/ })
  await news.getByRole('button', { name: 'Prolonger mes réservations' }).click()
  await page.getByText('Réservations prolongées. Votre saisie est conservée.').waitFor()
  await expect.poll(() => section(page, 'V-101').innerText()).toMatch(/Réservé par vous jusqu’à 10\sh\s56/)
  await expect.poll(() => motive.inputValue()).toBe(MOTIVE)
})

test('without scripts, the whole way works too', async () => {
  const subjects = ['V-101', 'V-102']
  const { page, url, guard, ids } = await openCity(subjects, false)
  await examineAll(page, url, subjects)
  await page.getByRole('link', { name: 'Traiter plusieurs dossiers' }).click()
  for (const subject of subjects) {
    await section(page, subject).getByRole('radio', { name: 'Retenir la suggestion' }).check()
    await section(page, subject)
      .getByRole('textbox', { name: 'Motif de la décision' })
      .fill(`${MOTIVE} ${subject}`)
  }
  await page.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
  await page.getByRole('button', { name: 'Enregistrer ces 2 décisions' }).click()
  await page.getByRole('heading', { level: 1, name: '2 décisions enregistrées' }).waitFor()
  const motives = await Promise.all(
    ids.map(async (id) => (await guard.reviews.view(id, 'alice')).decision?.motive),
  )
  expect(motives).toEqual(subjects.map((subject) => `${MOTIVE} ${subject}`))
})
