import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Application, startApplication } from './support/application.js'
import { launchChromium } from './support/chromium.js'
import { ask, reloadUntil, signIn } from './support/people.js'
import { answerCriteria, examine, MOTIVE, record } from './support/review.js'

/** Said by the local model in every proposal, and by nobody else. */
const MARKER = 'Nous avons bien reçu votre demande.'

describe('The housing aid application, from the form to the letter, without a script', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'garde-fou-example-'))
  let browser: Browser
  let application: Application
  let citizen: Page
  let agents: BrowserContext
  let agent: Page
  const received: string[] = []

  const queueShows = (reference: string) =>
    reloadUntil(agent, async () => (await agent.getByRole('link', { name: reference }).count()) > 0)

  beforeAll(async () => {
    browser = await launchChromium()
    application = await startApplication(dataDir, { UNDO_SECONDS: '3600' })
    const citizens = await browser.newContext({ javaScriptEnabled: false })
    citizen = await citizens.newPage()
    agents = await browser.newContext({ javaScriptEnabled: false })
    agents.on('response', async (response) => {
      received.push(JSON.stringify(response.headers()))
      // A redirect has no body; the browser may have let go of that of a page which was left at once.
      if (response.status() < 300 || response.status() >= 400)
        received.push(await response.text().catch(() => ''))
    })
  })
  afterAll(async () => {
    await browser?.close()
    await application?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('says honestly what it is, and keeps its keys to itself', async () => {
    expect(application.output()).toContain('extraction-locale-1 (règles et extraction, sans apprentissage)')
    expect([...application.links.keys()]).toEqual(['Camille Martin', 'Alex Durand'])
    for (const file of ['signing-key.json', 'session-secret'])
      expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600)
    await citizen.goto(`${application.url}/ia/aide-logement`)
    await expect
      .poll(() => citizen.locator('main').innerText())
      .toContain('Règles et extraction, sans apprentissage')
  })

  test('the form says what is wrong, keeps what was typed, and tells of the AI right above its button', async () => {
    await citizen.goto(`${application.url}/`)
    const notice = citizen.getByRole('region', { name: 'Une intelligence artificielle est utilisée' })
    await expect
      .poll(() => notice.innerText())
      .toContain('Elle ne décide pas. Un agent de Bordeaux Métropole')
    await expect.poll(() => notice.locator('a[href^="tel:"]').count()).toBe(1)
    await notice.getByRole('link', { name: 'En savoir plus sur cette IA' }).waitFor()
    await citizen.getByText('English', { exact: true }).click()
    const english = citizen.getByRole('region', { name: 'Artificial intelligence is used here' })
    await expect.poll(() => english.getAttribute('lang')).toBe('en')
    await citizen.getByLabel('Prénom', { exact: true }).fill('Mariam <b>')
    await citizen.getByRole('button', { name: 'Envoyer ma demande' }).click()
    const alert = citizen.getByRole('alert')
    await expect.poll(() => alert.innerText()).toMatch(/^14 erreurs à corriger/)
    await alert.getByRole('link', { name: 'Indiquez votre nom.' }).click()
    await expect
      .poll(() => citizen.getByLabel('Nom', { exact: true }).getAttribute('aria-invalid'))
      .toBe('true')
    await expect.poll(() => citizen.getByLabel('Prénom', { exact: true }).inputValue()).toBe('Mariam <b>')
  })

  test('a request waits for an agent, who gives an opinion before a byte of the suggestion is sent', async () => {
    const address = await ask(citizen, application)
    await expect.poll(() => citizen.getByRole('status').innerText()).toBe('En cours d’examen par un agent')
    agent = await signIn(agents, application, 'Camille Martin')
    await queueShows('AL-2026-00001'.replace('2026', String(new Date().getFullYear())))
    const reference = `AL-${new Date().getFullYear()}-00001`
    await agent.getByRole('link', { name: `Examiner le dossier ${reference}` }).click()
    await agent.getByRole('button', { name: 'Enregistrer mon avis et afficher la suggestion' }).click()
    await agent
      .getByRole('alert')
      .getByRole('link', { name: /Choisissez votre avis/ })
      .waitFor()
    expect(await agent.getByRole('region', { name: 'Suggestion de l’IA' }).count()).toBe(0)
    expect(await agent.getByRole('radio', { checked: true }).count()).toBe(0)
    await expect.poll(() => received.join('\n')).toContain('Mariam')
    expect(received.join('\n')).not.toContain(MARKER)
    await answerCriteria(agent)
    await agent.getByRole('radio', { name: 'Favorable', exact: true }).check()
    await agent.getByRole('button', { name: 'Enregistrer mon avis et afficher la suggestion' }).click()
    await expect
      .poll(() => agent.getByRole('region', { name: 'Suggestion de l’IA' }).innerText())
      .toContain(MARKER)
    expect(await agent.getByRole('radio', { checked: true }).count()).toBe(0)
    await citizen.goto(address)
    expect(await citizen.locator('main').innerText()).not.toContain(MARKER)
  })

  test('a decision can be taken back, and nothing reaches the person meanwhile', async () => {
    await agent.getByRole('radio', { name: 'Retenir la suggestion' }).check()
    await agent.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
    await record(agent)
    await citizen.reload()
    await expect.poll(() => citizen.getByRole('status').innerText()).toBe('En cours d’examen par un agent')
    await agent.getByRole('button', { name: 'Annuler l’enregistrement' }).click()
    await agent.getByRole('heading', { name: 'Votre décision', exact: true }).waitFor()
  })

  test('everything is still there after a restart: session, request, opinion, draft', async () => {
    expect(await application.stop()).toBe(0)
    application = await startApplication(dataDir, { UNDO_SECONDS: '1' })
    await agent.goto(`${application.url}/revue`)
    const year = new Date().getFullYear()
    await agent.getByRole('link', { name: `Examiner le dossier AL-${year}-00001` }).click()
    await expect
      .poll(() => agent.getByRole('textbox', { name: 'Motif de la décision' }).inputValue())
      .toBe(MOTIVE)
    await expect
      .poll(() => agent.getByRole('region', { name: 'Suggestion de l’IA' }).innerText())
      .toContain(MARKER)
  })

  test('approved: the letter, the amount and the legal mention reach the person once it is effective', async () => {
    const address = await ask(citizen, application, { Nom: 'Bernard' })
    const reference = await referenceOf(citizen)
    await agent.goto(`${application.url}/revue`)
    await queueShows(reference)
    await examine(agent, reference)
    await agent.getByRole('radio', { name: 'Retenir la suggestion' }).check()
    await agent.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
    await record(agent)
    const letter = await decisionOf(citizen, address)
    expect(letter).toContain('Votre demande est acceptée. L’aide accordée est de 900,00 €.')
    expect(letter).toContain(MARKER)
    expect(letter).not.toContain(MOTIVE)
    // The city says of the letter's text that it comes from here, and that a person has read it.
    const found = await fetch(`${application.url}/api/labels/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: await citizen.locator('.letter-text').innerText() }),
    })
    expect(await found.json()).toMatchObject({
      status: 'found',
      outputs: [{ systemId: 'aide-logement', useId: 'draft', humanReview: 'approved' }],
    })
    const mention = citizen.getByRole('region', {
      name: 'Information sur l’utilisation d’un traitement algorithmique',
    })
    const words = (await mention.innerText()).replaceAll('\u00A0', ' ')
    for (const part of [
      'Bordeaux Métropole',
      'demander communication des règles',
      'CADA',
      '05 36 49 00 12',
      reference,
    ])
      expect(words).toContain(part)
    await citizen.emulateMedia({ media: 'print' })
    await expect.poll(() => mention.isVisible()).toBe(true)
    await citizen.emulateMedia({ media: 'screen' })
    await mention.getByRole('link', { name: /ia\/aide-logement$/ }).click()
    await citizen.getByRole('heading', { level: 1, name: /Préparer l’instruction/ }).waitFor()
  })

  test('amended: a number stays a number, the difference is said in words, the person reads the new text', async () => {
    const address = await ask(citizen, application, { Nom: 'Castets' })
    const reference = await referenceOf(citizen)
    await agent.goto(`${application.url}/revue`)
    await queueShows(reference)
    await examine(agent, reference, 'Défavorable')
    await agent.getByRole('radio', { name: 'Retenir avec des modifications' }).check()
    await agent
      .getByRole('group', { name: 'Vos modifications' })
      .getByLabel(/^Montant proposé/)
      .fill('650,50')
    await agent
      .getByLabel('Courrier à la personne')
      .first()
      .fill('Bonjour,\n\nNous accordons une aide partielle.')
    await agent.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
    await agent.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
    // The opinion was unfavourable, the decision is not.
    await agent
      .getByRole('alert')
      .getByRole('link', { name: /diffère de votre avis/ })
      .waitFor()
    await agent
      .getByRole('textbox', { name: 'Pourquoi changez-vous d’avis ?' })
      .fill('La reprise d’emploi est attestée.')
    await agent.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
    const differences = agent.getByRole('region', { name: 'Différences avec la suggestion' })
    const [, added, removed] = /(\d+) ajouts?, (\d+) suppressions?/.exec(await differences.innerText()) ?? []
    await expect.poll(() => differences.getByRole('insertion').count()).toBe(Number(added))
    await expect.poll(() => differences.getByRole('deletion').count()).toBe(Number(removed))
    await expect.poll(() => differences.getByRole('insertion').first().innerText()).toContain('650,5')
    await agent.getByRole('button', { name: 'Enregistrer la décision' }).click()
    const letter = await decisionOf(citizen, address)
    expect(letter).toContain('L’aide accordée est de 650,50 €.')
    expect(letter).toContain('Nous accordons une aide partielle.')
    expect(letter).not.toContain(MARKER)
  })

  test('set aside: the person reads the agent’s own words and nothing of the AI’s', async () => {
    const address = await ask(citizen, application, { Nom: 'Dupouy' }, 'none')
    const reference = await referenceOf(citizen)
    await agent.goto(`${application.url}/revue`)
    await queueShows(reference)
    await examine(agent, reference, 'Pièces à demander')
    await agent.getByRole('radio', { name: 'Écarter la suggestion' }).check()
    await agent.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
    await agent
      .getByRole('textbox', { name: 'Texte pour la personne' })
      .fill('Apportez vos pièces au guichet 3.')
    await record(agent)
    const letter = await decisionOf(citizen, address)
    expect(letter).toContain('Apportez vos pièces au guichet 3.')
    expect(letter).not.toContain(MARKER)
  })

  test('without the AI: the suggestion is never shown, and the letter says so', async () => {
    const address = await ask(citizen, application, { Nom: 'Etchart' })
    const reference = await referenceOf(citizen)
    await agent.goto(`${application.url}/revue`)
    await queueShows(reference)
    const before = received.length
    await agent.getByRole('link', { name: `Examiner le dossier ${reference}` }).click()
    await agent.getByRole('link', { name: 'Traiter sans l’IA' }).click()
    await agent.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
    await agent.getByRole('textbox', { name: 'Texte pour la personne' }).fill('Nous vous accordons 300 €.')
    await record(agent)
    expect(received.slice(before).join('\n')).not.toContain(MARKER)
    const letter = await decisionOf(citizen, address)
    expect(letter).toContain('sans consulter la suggestion de l’IA')
    expect(letter).toContain('Nous vous accordons 300 €.')
  })

  test('an address that was guessed or mistyped shows nothing', async () => {
    const answer = await citizen.goto(`${application.url}/demande/${'A'.repeat(32)}`)
    expect(answer?.status()).toBe(404)
    await expect.poll(() => citizen.locator('main').innerText()).toContain('ne correspond à aucune demande')
  })
})

/** The reference on the page of a request. */
async function referenceOf(page: Page): Promise<string> {
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  return /AL-\d{4}-\d{5}/.exec(title)?.[0] ?? title
}

/** The page of a request once its decision is there. */
async function decisionOf(page: Page, address: string): Promise<string> {
  await page.goto(address)
  await reloadUntil(
    page,
    async () => (await page.getByRole('heading', { level: 1, name: /^Décision/ }).count()) > 0,
  )
  return (await page.getByRole('article').innerText()).replace(/[\u00A0\u202F]/g, ' ')
}
