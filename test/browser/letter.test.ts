import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Application, startApplication } from './support/application.js'
import { launchChromium } from './support/chromium.js'
import { ask, reloadUntil, signIn } from './support/people.js'
import { examine, MOTIVE, record } from './support/review.js'

const shots = process.env['SCREENSHOTS']

describe('The letter of the housing aid application', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'garde-fou-letter-'))
  let browser: Browser
  let application: Application
  beforeAll(async () => {
    browser = await launchChromium()
    application = await startApplication(dataDir)
  })
  afterAll(async () => {
    await browser?.close()
    await application?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('leads to a check that says who decided, with a proof to take away; its agent explains it', async () => {
    const citizens = await browser.newContext({ javaScriptEnabled: false })
    const agents = await browser.newContext({ javaScriptEnabled: false })
    const citizen = await citizens.newPage()
    const address = await ask(citizen, application)
    const agent = await signIn(agents, application, 'Camille Martin')
    const reference = `AL-${new Date().getFullYear()}-00001`
    await reloadUntil(agent, async () => (await agent.getByRole('link', { name: reference }).count()) > 0)
    await examine(agent, reference)
    const [review = ''] = /^.*\/revue\/[0-9a-f-]{36}/.exec(agent.url()) ?? []
    await agent.getByRole('radio', { name: 'Retenir la suggestion' }).check()
    await agent.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
    await record(agent)

    await citizen.goto(address)
    const check = citizen.getByRole('region', { name: 'Vérifier cette décision' })
    await reloadUntil(citizen, async () => (await check.count()) > 0)
    await check.getByRole('img', { name: /^Code QR/ }).waitFor()
    if (shots !== undefined) {
      for (const width of [1280, 360]) {
        await citizen.setViewportSize({ width, height: 900 })
        await citizen.screenshot({ path: `${shots}/letter-${width}.png`, fullPage: true })
      }
    }
    const typed = await check.locator('strong').innerText()
    await check.getByRole('link').click()
    await citizen.getByRole('textbox', { name: 'Référence de la décision' }).fill(typed)
    await citizen.getByRole('button', { name: 'Vérifier' }).click()
    const verified = citizen.getByRole('region', { name: 'Décision vérifiée' })
    // The journal's next checkpoint is due within a second.
    await reloadUntil(citizen, async () => (await verified.count()) > 0)
    await expect.poll(() => verified.innerText()).toContain('Une personne l’a prise.')
    const [download] = await Promise.all([
      citizen.waitForEvent('download'),
      citizen.getByRole('link', { name: 'Télécharger la preuve (JSON)' }).click(),
    ])
    expect(download.suggestedFilename()).toBe(`preuve-${typed}.json`)

    await agent.goto(review)
    await agent.getByRole('link', { name: 'Préparer l’explication individuelle' }).click()
    const explanation = await agent.getByRole('article').innerText()
    expect(explanation).toContain(typed)
    expect(explanation).not.toContain(MOTIVE)
    if (shots !== undefined) await agent.screenshot({ path: `${shots}/explanation.png`, fullPage: true })
  })
})
