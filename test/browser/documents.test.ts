import { onTestFinished, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'
import { openApp } from './support/console-app.js'

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
    await isClean(page, name)
  }
  await page.getByRole('heading', { level: 1, name: 'La pièce « Devis » ne s’affiche pas.' }).waitFor()
  await page.getByRole('link', { name: 'Télécharger' }).waitFor()
  await page.getByRole('button', { name: 'Signaler' }).click()
  await page.getByRole('status').filter({ hasText: 'Signalé à l’équipe technique' }).waitFor()
  await isClean(page, 'a document that was reported')
  await page.getByRole('link', { name: 'Retour au dossier' }).click()
  await page.getByRole('link', { name: 'Télécharger la pièce : Devis' }).waitFor()
})
