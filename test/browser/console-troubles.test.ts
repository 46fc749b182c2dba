import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { type ConsoleApp, openApp, PEOPLE } from './support/console-app.js'
import { examine, MOTIVE, record } from './support/review.js'

const decide = (page: Page) => page.getByRole('button', { name: 'Vérifier avant d’enregistrer' })
const motive = (page: Page) => page.getByRole('textbox', { name: 'Motif de la décision' })

/** What goes wrong in a day's work: the case changes, the network goes, the authorisation ends. */
describe('The checks of the review console, in trouble', () => {
  let browser: Browser
  let app: ConsoleApp
  let people = [...PEOPLE]
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    people = [...PEOPLE]
    app = await openApp({}, people)
  })
  afterEach(() => app.close())

  const atDecision = async (): Promise<{ id: string; page: Page }> => {
    const id = await app.propose('BM-1')
    const page = await app.as(browser, 'camille')
    await page.goto(`${app.url}/revue`)
    await examine(page, 'BM-1', 'Défavorable')
    await page.getByRole('radio', { name: 'Retenir la suggestion' }).check()
    await motive(page).fill(MOTIVE)
    return { id, page }
  }

  test('9. A case that changed meanwhile: a dialog says so, the text stays, nothing is decided', async () => {
    const { id, page } = await atDecision()
    await app.guard.reviews.markStale(id, {
      by: { kind: 'application', id: 'portail' },
      why: 'Une pièce a été ajoutée.',
      idempotencyKey: 'k',
    })
    await decide(page).click()
    const dialog = page.getByRole('dialog', { name: 'Ce dossier a changé pendant votre examen' })
    await dialog.getByText('Une pièce a été ajoutée.').waitFor()
    await dialog.getByRole('button', { name: 'Garder mon texte et reprendre' }).click()
    await expect.poll(() => motive(page).inputValue()).toBe(MOTIVE)
    // Back where the dialog came from.
    await expect.poll(() => decide(page).evaluate((button) => button === document.activeElement)).toBe(true)
    expect((await app.guard.reviews.view(id, 'camille')).decision).toBeUndefined()
  })

  test('9. A supervisor takes the case over: its holder reads why, and their text is there', async () => {
    const { id, page } = await atDecision()
    const dora = await app.as(browser, 'dora')
    await dora.goto(`${app.url}/revue/${id}`)
    await dora.getByRole('textbox', { name: 'Raison' }).fill('Absence annoncée.')
    await dora.getByRole('button', { name: 'Reprendre la main' }).click()
    await dora.getByRole('heading', { name: 'Votre avis d’abord' }).waitFor()
    await decide(page).click()
    const dialog = page.getByRole('dialog', { name: 'Ce dossier a changé pendant votre examen' })
    await dialog.getByText('D. Faure a repris ce dossier').waitFor()
    await dialog.getByText(MOTIVE).waitFor()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await dialog.getByRole('button', { name: 'Copier ma saisie' }).click()
    await page.getByRole('status').filter({ hasText: 'Votre saisie est copiée.' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(MOTIVE)
    await dialog.getByRole('button', { name: 'Voir les changements' }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('etat')
  })

  test('9. Back in the tab, an agent is told who decided meanwhile, and keeps what they typed', async () => {
    const { id, page } = await atDecision()
    const dora = await app.as(browser, 'dora')
    await dora.goto(`${app.url}/revue/${id}`)
    await dora.getByRole('textbox', { name: 'Raison' }).fill('Absence annoncée.')
    await dora.getByRole('button', { name: 'Reprendre la main' }).click()
    await dora.getByRole('radio', { name: 'Défavorable', exact: true }).check()
    await dora.getByRole('button', { name: 'Enregistrer mon avis et afficher la suggestion' }).click()
    await dora.getByRole('radio', { name: 'Retenir la suggestion' }).check()
    await motive(dora).fill(MOTIVE)
    await record(dora)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.getByRole('status').filter({ hasText: 'D. Faure a décidé ce dossier à 10 h 00.' }).waitFor()
    await page.getByRole('button', { name: 'Voir la décision' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ce dossier a changé pendant votre examen' })
    await dialog.getByText('D. Faure a décidé ce dossier à 10 h 00.').waitFor()
    await dialog.getByText(MOTIVE).waitFor()
    await dialog.getByRole('button', { name: 'Voir les changements' }).click()
    await page.getByRole('button', { name: 'Dossier suivant' }).waitFor()
  })

  test('a reservation that ended is taken again from the page, with what was typed since the last draft', async () => {
    const { id, page } = await atDecision()
    await page.clock.install({ time: app.clock.now() })
    await page.reload()
    await motive(page).fill(`${MOTIVE} Ajout tardif.`)
    app.clock.advance(31 * 60_000)
    await page.clock.fastForward(31 * 60_000)
    const told = page.getByRole('status').filter({ hasText: 'Votre réservation a pris fin.' })
    await told.getByRole('button', { name: 'Réserver à nouveau' }).click()
    await page
      .getByRole('status')
      .filter({ hasText: /Réservé par vous jusqu’à 11\sh\s01/ })
      .waitFor()
    await expect.poll(() => motive(page).inputValue()).toBe(`${MOTIVE} Ajout tardif.`)
    expect((await app.guard.reviews.view(id, 'camille')).claim?.mine).toBe(true)
  })

  test('10. A lost connection: nothing is sent, the text stays; back again, it is kept', async () => {
    const { id, page } = await atDecision()
    await page.context().setOffline(true)
    await motive(page).fill(`${MOTIVE} Ajout hors ligne.`)
    const before = page.url()
    await decide(page).click()
    await page.getByRole('alert').filter({ hasText: 'Connexion perdue' }).waitFor()
    expect(page.url()).toBe(before)
    await expect.poll(() => motive(page).inputValue()).toBe(`${MOTIVE} Ajout hors ligne.`)
    await page.context().setOffline(false)
    await page.getByRole('status').filter({ hasText: 'Connexion rétablie' }).waitFor()
    await page
      .getByRole('status')
      .filter({ hasText: /Enregistré à \d+\sh\s\d+/ })
      .waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    const { draft, decision } = await app.guard.reviews.view(id, 'camille')
    expect(JSON.stringify(draft?.body)).toContain('Ajout hors ligne.')
    expect(decision).toBeUndefined()
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
  })

  test('12. An authorisation that ended: no button to decide, a way to renew it, and no decision by request', async () => {
    const { id, page } = await atDecision()
    const address = await page.locator('form#formulaire').evaluate((form: HTMLFormElement) => ({
      url: form.action,
      body: new URLSearchParams(
        [...new FormData(form)].map(([name, value]) => [name, String(value)]),
      ).toString(),
    }))
    const index = people.findIndex((person) => person.id === 'camille')
    const camille = people[index]
    if (camille === undefined) throw new Error('Camille is there.')
    people[index] = { ...camille, training: [{ id: 'ia-habitat', validUntil: '2026-11-03' }] }
    await page.goto(`${app.url}/revue/${id}`)
    await page.getByText(/Votre habilitation .* a expiré le mardi 3 novembre 2026/).waitFor()
    expect(await decide(page).count()).toBe(0)
    await page.getByRole('link', { name: 'Renouveler mon habilitation' }).waitFor()
    const status = await page.evaluate(
      async ({ url, body }) =>
        (
          await fetch(url.replace('/verifier', '/enregistrer'), {
            method: 'POST',
            body,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          })
        ).status,
      address,
    )
    expect(status).toBe(403)
    await expect(
      app.guard.reviews.approve(id, { motive: MOTIVE }, { by: 'camille', version: 3, idempotencyKey: 'x' }),
    ).rejects.toMatchObject({ code: 'ERR_REVIEWER_NOT_ALLOWED', reason: 'training' })
  })

  test('13. No key records anything: j, s and Control+Enter change nothing by default', async () => {
    const { id, page } = await atDecision()
    const { version } = await app.guard.reviews.view(id, 'camille')
    const before = await page.locator('main').innerText()
    await page.getByRole('heading', { level: 2, name: 'Votre décision' }).focus()
    for (const key of ['j', 's', 'v', 'Control+Enter']) await page.keyboard.press(key)
    await motive(page).focus()
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('main').innerText()).toBe(before)
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('champ-motif')
    expect((await app.guard.reviews.view(id, 'camille')).version).toBe(version)
    // Turned on in the preferences, they move and still record nothing.
    await page.goto(`${app.url}/revue/preferences`)
    await page.getByRole('checkbox', { name: 'Activer les raccourcis d’une touche' }).check()
    await page.getByRole('button', { name: 'Enregistrer mes raccourcis' }).click()
    await page.getByRole('status').filter({ hasText: 'Vos raccourcis sont enregistrés' }).waitFor()
    await page.goto(`${app.url}/revue/${id}`)
    await page.keyboard.press('s')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('suggestion')
    expect((await app.guard.reviews.view(id, 'camille')).version).toBe(version)
  })

  test('13. Keys can be changed: each to a letter of its own, and the old one does nothing any more', async () => {
    const { id, page } = await atDecision()
    await page.goto(`${app.url}/revue/preferences`)
    await page.getByRole('checkbox', { name: 'Activer les raccourcis d’une touche' }).check()
    const key = page.getByRole('textbox', { name: 'Suggestion de l’IA' })
    const save = page.getByRole('button', { name: 'Enregistrer mes raccourcis' })
    // A digit, and a letter that another one has.
    for (const wrong of ['4', 'd']) {
      await key.fill(wrong)
      await save.click()
      await page.getByRole('alert').filter({ hasText: 'Choisissez une lettre minuscule' }).waitFor()
    }
    await key.fill('é')
    await save.click()
    await page.getByRole('status').filter({ hasText: 'Vos raccourcis sont enregistrés' }).waitFor()
    await page.goto(`${app.url}/revue/${id}`)
    await page.keyboard.press('d')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('donnees')
    await page.keyboard.press('s')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('donnees')
    // As the keyboard gives it, wherever its key may be.
    await page.evaluate(() =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'é', bubbles: true })),
    )
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('suggestion')
  })

  test('new cases are told without moving a row', async () => {
    await app.propose('BM-1')
    const page = await app.as(browser, 'camille')
    await page.goto(`${app.url}/revue`)
    await app.propose('BM-2')
    await page.getByRole('status').filter({ hasText: '1 nouveau dossier. Actualiser la liste' }).waitFor()
    await expect.poll(() => page.getByRole('link', { name: /^Examiner/ }).count()).toBe(1)
    await page.getByRole('link', { name: 'Actualiser la liste' }).click()
    await page.getByRole('link', { name: 'Examiner le dossier BM-2' }).waitFor()
  })
})
