import { AxeBuilder } from '@axe-core/playwright'
import { expect, onTestFinished, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { openApp } from './support/console-app.js'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

test('an agent whose document does not open reads what to do, and goes back to the case', async () => {
  const browser = await launchChromium()
  onTestFinished(() => browser.close())
  const app = await openApp({
    cases: {
      'aide-velo': {
        documents: () => [{ id: 'devis', name: 'Devis', type: 'application/pdf', detail: 'PDF, 2 p.' }],
        open: async () => {
          throw new Error('The archive does not answer.')
        },
      },
    },
  })
  onTestFinished(() => app.close())
  const id = await app.propose('BM-2026-00412')
  const page = await app.as(browser, 'camille', { bypassCSP: true })
  for (const [path, name] of [
    [`/revue/${id}`, 'case'],
    [`/revue/${id}/piece/devis`, 'failed'],
  ] as const) {
    await page.goto(`${app.url}${path}`)
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 })
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
      expect(
        violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map((node) => node.target).join()}`),
        `${name} at ${width}`,
      ).toEqual([])
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(sideways, `${name} at ${width}`).toBe(0)
    }
  }
  await page.getByRole('heading', { level: 1, name: 'La pièce « Devis » ne s’affiche pas.' }).waitFor()
  await page.getByRole('link', { name: 'Télécharger' }).waitFor()
  await page.getByRole('link', { name: 'Retour au dossier' }).click()
  await page.getByRole('link', { name: 'Télécharger la pièce : Devis' }).waitFor()
})
