import { AxeBuilder } from '@axe-core/playwright'
import { createHandler, registerHandler, serve, verificationHandler } from 'garde-fou/server'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openGuard } from '../support/guard.js'
import { launchChromium } from './support/chromium.js'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const accessibility = {
  conformance: 'partial',
  declaredOn: '2026-10-01',
  contact: { email: 'accessibilite@ville.example' },
  audit: { on: '2026-09-01', by: 'Cabinet Audit', rate: 72.5 },
  notAccessible: ['Les graphiques du rapport annuel ne se lisent pas au clavier.'],
} as const

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

test.each([
  ['revue', '/aide'],
  ['registre', ''],
  ['verifier', ''],
] as const)('Whoever follows the mention on /%s%s reads an accessible statement', async (face, below) => {
  const { guard, clock } = await openGuard()
  const shared = { clock, accessibility }
  const faces = {
    revue: createHandler(guard, { authenticate: async () => 'alice', ...shared }),
    registre: registerHandler(guard, shared),
    verifier: verificationHandler(guard, shared),
  }
  const path = `/${face}${below}`
  const server = await serve(faces[face], { port: 0 })
  onTestFinished(() => server.close())
  const context = await browser.newContext({ bypassCSP: true })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(`${server.url}${path}`)
  await page
    .getByRole('contentinfo')
    .getByRole('link', { name: 'Accessibilité : partiellement conforme' })
    .click()
  await page.getByRole('heading', { level: 1, name: 'Déclaration d’accessibilité' }).waitFor()
  await page.getByText('72,5').waitFor()
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'dark'],
    [320, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join()}`),
      `${path} at ${width}`,
    ).toEqual([])
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways, `${path} at ${width}`).toBe(0)
    const mention = await page.getByRole('contentinfo').getByRole('link').boundingBox()
    expect(mention?.height).toBeGreaterThanOrEqual(24)
  }
  await page.getByRole('link', { name: 'Retour', exact: true }).click()
  await page.getByRole('contentinfo').waitFor()
})
