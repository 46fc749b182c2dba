import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Application, startApplication } from './support/application.js'
import { launchChromium } from './support/chromium.js'
import { isClean as isCleanPage } from './support/clean-page.js'
import { ask, reloadUntil, signIn } from './support/people.js'
import { answerCriteria, examine, MOTIVE, record } from './support/review.js'

const year = new Date().getFullYear()

describe('The pages of the console and of the application', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'garde-fou-pages-'))
  let browser: Browser
  let application: Application
  let context: BrowserContext
  let agent: Page
  let citizen: Page

  beforeAll(async () => {
    browser = await launchChromium()
    application = await startApplication(dataDir, { UNDO_SECONDS: '3600' })
    // axe is a script of ours; the policy itself is tested where scripts run without it.
    context = await browser.newContext({ bypassCSP: true })
    citizen = await context.newPage()
    for (const name of ['Un', 'Deux', 'Trois', 'Quatre']) await ask(citizen, application, { Nom: name })
    agent = await signIn(context, application, 'Camille Martin')
    await reloadUntil(agent, async () => (await agent.getByRole('link', { name: /^Examiner/ }).count()) === 4)
  })
  afterAll(async () => {
    await browser?.close()
    await application?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** Clean in every look, and on a small screen every button large enough and nothing to the side. */
  async function isClean(page: Page, what: string): Promise<void> {
    await isCleanPage(page, what)
    await page.setViewportSize({ width: 360, height: 900 })
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways, `${what} at 360`).toBe(0)
    for (const button of await page.getByRole('button').all()) {
      const box = await button.boundingBox()
      if (box !== null) expect(Math.min(box.width, box.height), what).toBeGreaterThanOrEqual(24)
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  }

  test('citizens’ pages are accessible', async () => {
    await isClean(citizen, 'a request')
    await citizen.goto(`${application.url}/`)
    await isClean(citizen, 'the form')
    await citizen.getByRole('button', { name: 'Envoyer ma demande' }).click()
    await citizen.getByRole('alert').waitFor()
    await expect
      .poll(() => citizen.evaluate(() => document.activeElement?.getAttribute('role')))
      .toBe('alert')
    await isClean(citizen, 'the form with errors')
    await citizen.goto(`${application.url}/ia/aide-logement`)
    await isClean(citizen, 'the record')
  })

  test('the queue: filters are an address, and there are words for finding nothing', async () => {
    await isClean(agent, 'the queue')
    const table = agent.getByRole('table', { name: /Cette semaine|Plus tard/ })
    expect(await table.getByText(/favorable/i).count()).toBe(0)
    const filters = agent.getByRole('search', { name: 'Filtrer la file' })
    await filters.getByRole('checkbox', { name: 'Libres', exact: true }).uncheck()
    await filters.getByRole('button', { name: 'Appliquer les filtres' }).click()
    await agent.getByText('Aucun dossier ne correspond à ces filtres.').waitFor()
    await expect.poll(() => agent.url()).toContain('attribution=moi')
    expect(await agent.getByText('La file est vide').count()).toBe(0)
    await isClean(agent, 'the empty queue')
    await agent.goBack()
    await expect
      .poll(() => agent.getByRole('status').first().innerText())
      .toMatch(/4 dossiers affichés sur 4/)
  })

  test('a reserved case is reserved for one person', async () => {
    const other = await browser.newContext()
    const colleague = await signIn(other, application, 'Alex Durand')
    await agent.getByRole('link', { name: `Examiner le dossier AL-${year}-00001` }).click()
    await agent.getByRole('heading', { name: 'Votre avis d’abord' }).waitFor()
    await colleague.goto(`${application.url}/revue?attribution=autres&attribution=libres`)
    const row = colleague.getByRole('row', { name: new RegExp(`AL-${year}-00001`) })
    await expect.poll(() => row.innerText()).toMatch(/Réservé par Camille Martin jusqu’à/)
    expect(await row.getByRole('link', { name: /^Examiner/ }).count()).toBe(0)
    await row.getByRole('link', { name: `Consulter le dossier AL-${year}-00001` }).click()
    await colleague.getByText('Vous pouvez consulter, pas décider.').waitFor()
    await other.close()
  })

  test('each step of a decision is accessible, and its three choices look the same', async () => {
    await isClean(agent, 'the opinion')
    await agent.getByRole('radio', { name: 'Défavorable' }).check()
    await agent.getByRole('button', { name: /afficher la suggestion/ }).click()
    await agent.getByRole('alert').getByRole('heading', { name: '3 erreurs à corriger' }).waitFor()
    await isClean(agent, 'the criteria without an answer')
    await answerCriteria(agent)
    await agent.getByRole('button', { name: /afficher la suggestion/ }).click()
    await agent.getByRole('region', { name: 'Suggestion de l’IA' }).waitFor()
    await expect.poll(() => agent.evaluate(() => document.activeElement?.id)).toBe('suggestion')
    await isClean(agent, 'the suggestion')
    const looks = await agent.locator('.outcomes .choice').evaluateAll((choices) =>
      choices.map((choice) => {
        const { width, height } = choice.getBoundingClientRect()
        const { color, backgroundColor, fontSize, fontWeight } = getComputedStyle(choice)
        return JSON.stringify([
          Math.round(width),
          Math.round(height),
          color,
          backgroundColor,
          fontSize,
          fontWeight,
        ])
      }),
    )
    expect(looks).toHaveLength(3)
    expect(new Set(looks).size).toBe(1)
    expect(await agent.getByRole('button', { name: /tout (accepter|retenir|valider)/i }).count()).toBe(0)
    await agent.getByRole('radio', { name: 'Retenir avec des modifications' }).check()
    await agent.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
    await agent.getByRole('alert').waitFor()
    await agent.getByRole('alert').getByRole('link', { name: 'Indiquez le motif de la décision.' }).click()
    const motive = agent.getByRole('textbox', { name: 'Motif de la décision' })
    await expect.poll(() => motive.evaluate((field) => field === document.activeElement)).toBe(true)
    await expect.poll(() => motive.getAttribute('aria-invalid')).toBe('true')
    await isClean(agent, 'the decision with errors')
    await agent
      .getByLabel(/^Montant proposé/)
      .first()
      .fill('100')
    await motive.fill(MOTIVE)
    await agent.getByRole('textbox', { name: 'Pourquoi changez-vous d’avis ?' }).fill('Pièce relue.')
    await agent.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
    await agent.getByRole('heading', { name: 'Vérifiez votre décision' }).waitFor()
    await isClean(agent, 'the check page')
    await agent.getByRole('button', { name: 'Enregistrer la décision' }).click()
    await agent.getByRole('button', { name: 'Annuler l’enregistrement' }).waitFor()
    await isClean(agent, 'the recorded decision')
  })

  test('a conflict is said in a dialog, and the text is still there when it is closed', async () => {
    await agent.goto(`${application.url}/revue`)
    await examine(agent, `AL-${year}-00002`)
    await agent.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
    await agent.getByRole('radio', { name: 'Retenir la suggestion' }).check()
    const tab = await context.newPage()
    await tab.goto(agent.url())
    // Closed while the next page is on its way, the tab might take its request along, or never close.
    const renewed = tab.waitForEvent('load')
    await tab.getByRole('button', { name: /^Prolonger/ }).click()
    await renewed
    await tab.close()
    await agent.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
    const dialog = agent.getByRole('dialog', { name: 'Ce dossier a changé pendant votre examen' })
    await dialog.waitFor()
    await isClean(agent, 'the conflict')
    await dialog.getByRole('button', { name: 'Garder mon texte et reprendre' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await expect
      .poll(() => agent.getByRole('textbox', { name: 'Motif de la décision' }).inputValue())
      .toBe(MOTIVE)
    await record(agent)
  })

  test('the whole path works from the keyboard, and no key decides by itself', async () => {
    await agent.goto(`${application.url}/revue`)
    await agent.getByRole('link', { name: `Examiner le dossier AL-${year}-00003` }).press('Enter')
    await agent.getByRole('radio', { name: 'Favorable', exact: true }).press('Space')
    for (const radio of await agent.getByRole('radio', { name: 'Rempli', exact: true }).all())
      await radio.press('Space')
    await agent.getByRole('button', { name: /afficher la suggestion/ }).press('Enter')
    await agent.getByRole('region', { name: 'Suggestion de l’IA' }).waitFor()
    const url = agent.url()
    for (const keys of ['j', 's', 'a', 'Control+Enter']) await agent.keyboard.press(keys)
    expect(agent.url()).toBe(url)
    await agent.getByRole('radio', { name: 'Retenir avec des modifications' }).press('Space')
    // Enter in a line prolongs the reservation and keeps the text; it decides nothing.
    await agent
      .getByLabel(/^Montant proposé/)
      .first()
      .fill('77')
    await agent.evaluate(() => document.body.setAttribute('data-before', ''))
    await agent
      .getByLabel(/^Montant proposé/)
      .first()
      .press('Enter')
    // The page that came, not the one that was left: what is typed there would go with it.
    await agent.locator('body:not([data-before]) [data-held]').waitFor()
    await expect
      .poll(() =>
        agent
          .getByLabel(/^Montant proposé/)
          .first()
          .inputValue(),
      )
      .toBe('77')
    await agent.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
    await agent.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).press('Enter')
    await agent.getByRole('button', { name: 'Enregistrer la décision' }).press('Enter')
    await agent.getByRole('status').filter({ hasText: 'Envoi prévu à' }).waitFor()
  })

  test('hostile text of a citizen runs nothing, hides nothing and breaks no page', async () => {
    const strict = await browser.newContext()
    const page = await strict.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message())
      void dialog.dismiss()
    })
    const hostile = `<script>window.ran=1</script><img src=x onerror="window.ran=1">\u202E${'long'.repeat(400)}`
    await ask(page, application, {
      Nom: '<b onclick=alert(1)>\u202Egnal',
      'Exposez votre situation': hostile,
    })
    await agent.goto(`${application.url}/revue`)
    await reloadUntil(
      agent,
      async () => (await agent.getByRole('link', { name: `AL-${year}-00005` }).count()) > 0,
    )
    await examine(agent, `AL-${year}-00005`)
    await agent.getByText('U+202E').first().waitFor()
    await isClean(agent, 'a hostile case')
    for (const shown of [page, agent]) {
      expect(await shown.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined()
      expect(await shown.locator('main img, main script').count()).toBe(0)
    }
    expect(complaints.filter((text) => !text.includes('400'))).toEqual([])
    await strict.close()
  })

  test('unknown cases and signing out have their pages too', async () => {
    await agent.goto(`${application.url}/revue/inconnu`)
    await agent.getByText('Ce dossier n’existe pas ou vous n’y avez pas accès.').waitFor()
    await isClean(agent, 'an unknown case')
    await agent.getByRole('button', { name: 'Se déconnecter' }).click()
    await agent.getByText('Votre session est fermée.').waitFor()
    await isClean(agent, 'signed out')
    await agent.goto(`${application.url}/revue`)
    await agent.getByText('Ouvrez le lien de connexion à usage unique').waitFor()
  })

  test('no page of the console weighs more than 60 kB compressed, its stylesheet included', async () => {
    const css = await agent.evaluate(async () => {
      const link = document.querySelector('link[rel=stylesheet]')
      return link instanceof HTMLLinkElement ? (await fetch(link.href)).text() : ''
    })
    expect(css.length).toBeGreaterThan(1000)
    expect(gzipSync(css).length + gzipSync(await agent.content()).length).toBeLessThan(60_000)
  })
})
