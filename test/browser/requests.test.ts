import { requestHandler, serve } from 'garde-fou/server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openConsole } from '../server/console.js'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'

const DEMANDE = '/registre/aide-logement/demande'
describe('Requests of the public', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function served() {
    const console = await openConsole()
    const forms = requestHandler(console.guard, { clock: console.clock })
    const server = await serve(
      {
        fetch: (request, from) =>
          (new URL(request.url).pathname.startsWith('/registre/') ? forms : console.handler).fetch(
            request,
            from,
          ),
      },
      { port: 0 },
    )
    onTestFinished(() => server.close())
    return { ...console, url: server.url }
  }

  async function visitor(javaScriptEnabled: boolean, person?: string): Promise<Page> {
    const context = await browser.newContext({
      javaScriptEnabled,
      bypassCSP: javaScriptEnabled,
      ...(person === undefined ? {} : { extraHTTPHeaders: { 'x-test-person': person } }),
    })
    onTestFinished(() => context.close())
    return context.newPage()
  }

  test('somebody asks without a script, corrects an error by its link, and an agent answers', async () => {
    const city = await served()
    const page = await visitor(false)
    await page.goto(`${city.url}${DEMANDE}`)
    await page.getByRole('textbox', { name: 'Votre nom et votre prénom' }).fill('Zoé Durand')
    await page.getByRole('textbox', { name: 'Votre demande' }).fill('Pourquoi ce montant ?')
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click()
    const alert = page.getByRole('alert')
    await expect.poll(() => alert.getByRole('heading', { name: '1 erreur à corriger' }).count()).toBe(1)
    await alert.getByRole('link').click()
    const email = page.getByRole('textbox', { name: 'Adresse électronique' })
    await expect.poll(() => email.evaluate((element) => element.matches(':target'))).toBe(true)
    await email.fill('zoe@example.org')
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click()
    await page.getByRole('heading', { name: 'Demande reçue', level: 1 }).waitFor()
    const number = await page.locator('.request-number').innerText()

    const agent = await visitor(false, 'alice')
    await agent.goto(`${city.url}/revue`)
    await agent.getByRole('link', { name: 'Demandes d’explication' }).click()
    await agent.getByRole('table', { name: 'À traiter' }).getByRole('link').click()
    await expect.poll(() => agent.getByText(number).count()).toBe(1)
    await agent.getByRole('textbox', { name: 'Réponse envoyée à la personne' }).fill('Voici pourquoi.')
    await agent.getByRole('button', { name: 'Enregistrer la réponse' }).click()
    await expect.poll(() => agent.getByRole('status').innerText()).toBe('La réponse est enregistrée.')
    await agent.getByRole('link', { name: 'Retour aux demandes' }).click()
    await agent.getByRole('table', { name: 'Demandes traitées' }).waitFor()
  })

  test('every page is readable for everybody', async () => {
    const city = await served()
    const page = await visitor(true)
    await page.goto(`${city.url}${DEMANDE}`)
    await isClean(page, 'form')
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click()
    await isClean(page, 'errors')
    await page.getByRole('textbox', { name: 'Votre nom et votre prénom' }).fill(`Zoé ${'x'.repeat(190)}`)
    await page.getByRole('textbox', { name: 'Adresse postale' }).fill('1 rue Haute\n33000 Bordeaux')
    await page.getByRole('textbox', { name: 'Votre demande' }).fill('Pourquoi ce montant ?')
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click()
    await page.getByRole('heading', { name: 'Demande reçue' }).waitFor()
    await isClean(page, 'receipt')
    await page.goto(`${city.url}/registre/aide-logement/avis?langue=en`)
    await isClean(page, 'opinion')
    await page.goto(`${city.url}/registre/inconnu/avis`)
    await isClean(page, 'unknown')

    city.clock.advance(40 * 86_400_000)
    const agent = await visitor(true, 'alice')
    await agent.goto(`${city.url}/revue/demandes`)
    await isClean(agent, 'list')
    await agent.getByRole('table', { name: 'À traiter' }).getByRole('link').click()
    await isClean(agent, 'request')
    await agent.getByRole('button', { name: 'Enregistrer la réponse' }).click()
    await isClean(agent, 'request-errors')
  })
})
