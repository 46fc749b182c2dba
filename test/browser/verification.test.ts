import { decisionCheckStyles, noticeStyles, renderDecisionCheck } from 'garde-fou/notice'
import { serve } from 'garde-fou/server'
import type { Browser, Page } from 'playwright-core'
import decodeQR from 'qr/decode.js'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { newReference } from '../../src/review/reference.js'
import { openCity, recorded, type TestCity } from '../server/verification-fixtures.js'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'

describe('Whoever holds a letter', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function served(): Promise<TestCity & { readonly url: string }> {
    const city = await openCity()
    const server = await serve(city.handler, { port: 0 })
    onTestFinished(() => server.close())
    return { ...city, url: server.url }
  }

  async function visitor(javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled, bypassCSP: javaScriptEnabled })
    onTestFinished(() => context.close())
    return context.newPage()
  }

  test('types its reference and reads who decided, without a script', async () => {
    const city = await served()
    const { reference } = await city.decide()
    await city.sign()
    const page = await visitor(false)
    await page.goto(`${city.url}/verifier`)
    await page
      .getByRole('textbox', { name: 'Référence de la décision' })
      .fill(reference.toLowerCase().replaceAll('-', ' '))
    await page.getByRole('button', { name: 'Vérifier' }).click()
    const result = page.getByRole('region', { name: 'Décision vérifiée' })
    await expect.poll(() => result.innerText()).toContain('Une personne l’a prise.')
    await expect.poll(() => page.title()).toBe('Décision vérifiée – Vérifier une décision')
    await page.getByRole('navigation', { name: 'Langue' }).getByRole('link', { name: 'English' }).click()
    await page.getByRole('region', { name: 'Decision verified' }).waitFor()
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
  })

  test('finds every state of the page readable for everybody', async () => {
    const city = await served()
    const { reference } = await city.decide()
    const page = await visitor(true)
    await page.goto(`${city.url}/verifier`)
    await isClean(page, 'form')
    await page.goto(`${city.url}/verifier?reference=12345`)
    await page
      .getByRole('alert')
      .getByRole('link', { name: /^Une référence a 25/ })
      .click()
    await expect
      .poll(() => page.getByRole('textbox').evaluate((field) => field === document.activeElement))
      .toBe(true)
    await isClean(page, 'fault')
    await page.goto(`${city.url}/verifier?reference=${reference}`)
    await isClean(page, 'unsigned')
    await city.sign()
    await page.reload()
    await page.getByText('Vérifier la preuve sans ce site').click()
    await page.getByText('Données et paramètres').click()
    await isClean(page, 'verified')
    await page.goto(`${city.url}/verifier?reference=${reference}&langue=en`)
    await isClean(page, 'verified-en')
    await page.goto(`${city.url}/verifier?reference=${newReference()}`)
    await isClean(page, 'unknown')
    const id = await recorded(city.guard, 'approve')
    const state = (await city.guard.store.getReview(id))?.state
    const payload = await city.guard.store.getPayload(
      state?.status === 'decided' ? state.decision.content.payloadId : '',
    )
    await page.goto(`${city.url}/verifier?reference=${JSON.parse(payload?.body ?? '{}').reference}`)
    await isClean(page, 'waiting')
  })

  test('points a telephone at the letter, on a screen and on paper', async () => {
    const page = await visitor(true)
    const reference = newReference()
    const address = 'https://www.ville.example/verifier'
    const check = renderDecisionCheck({ reference, page: address, lang: 'fr' })
    await page.setContent(
      `<!doctype html><html lang="fr"><head><title>Lettre</title><meta name="viewport" content="width=device-width"><style>${noticeStyles}${decisionCheckStyles}</style></head><body><main><h1>Décision</h1>${check}</main></body></html>`,
    )
    await isClean(page, 'letter')
    for (const media of ['screen', 'print'] as const) {
      await page.emulateMedia({ media })
      const code = page.getByRole('img', { name: /^Code QR/ })
      const box = await code.boundingBox()
      expect(box?.width).toBeGreaterThan(110)
      const png = `data:image/png;base64,${(await code.screenshot()).toString('base64')}`
      const pixels = await page.evaluate(async (source) => {
        const image = new Image()
        image.src = source
        await image.decode()
        const canvas = document.createElement('canvas')
        canvas.width = image.width
        canvas.height = image.height
        const drawing = canvas.getContext('2d')
        drawing?.drawImage(image, 0, 0)
        const read = drawing?.getImageData(0, 0, image.width, image.height)
        return { width: image.width, height: image.height, data: [...(read?.data ?? [])] }
      }, png)
      expect(decodeQR({ ...pixels, data: new Uint8ClampedArray(pixels.data) })).toBe(
        `${address}?reference=${reference}`,
      )
    }
  })
})
