import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'
import { type ConsoleApp, openApp } from './support/console-app.js'

let browser: Browser
let app: ConsoleApp
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  app = await openApp()
})
afterEach(() => app.close())

/** Decisions of five people on forty cases, as they are kept when they are taken. */
async function decided({ guard, clock }: ConsoleApp): Promise<void> {
  const id = crypto.randomUUID()
  const at = new Date(clock.now().getTime() - 86_400_000).toISOString()
  const entry = { actor: { kind: 'guard' }, at, data: {}, event: 'review.decided', id, v: 1 }
  await guard.store.commit({
    entries: [{ id, text: JSON.stringify(entry) }],
    facts: {
      put: Array.from({ length: 40 }, (_, index) => ({
        reviewId: `review-${index}`,
        reviewerId: `agent-${index % 5}`,
        systemId: 'aide-velo',
        useId: 'draft',
        at,
        body: JSON.stringify({
          outcome: index % 3 === 0 ? 'rejected' : 'approved',
          mode: 'decide-first',
          opinion: 'favourable',
          proposed: index % 3 === 0 ? 'unfavourable' : 'favourable',
          seconds: 140 + index,
          caseLength: 900,
          criteria: { residence: 'met', revenu: index % 3 === 0 ? 'not-met' : 'met' },
          ...(index % 3 === 0 ? { reasons: index % 2 === 0 ? ['criterion', 'fact'] : ['criterion'] } : {}),
        }),
      })),
    },
  })
}

test('a supervisor sees for which reason and criterion the team parts from the AI, and nobody’s name', async () => {
  await decided(app)
  const page = await app.as(browser, 'sofia', { bypassCSP: true })
  await page.goto(`${app.url}/revue/statistiques/equipe`)
  const reasons = page.getByRole('table', { name: /Motifs cités quand la suggestion n’est pas retenue/ })
  await expect
    .poll(() => reasons.getByRole('row', { name: /Critère/ }).innerText())
    .toMatch(/100\s%\s\(14 sur 14\)/)
  const criteria = page.getByRole('table', { name: /selon la réponse à chaque critère/ })
  await expect
    .poll(() => criteria.getByRole('row', { name: /revenu . Non rempli/ }).innerText())
    .toMatch(/100\s%\s\(14 sur 14\)/)
  expect(await page.content()).not.toContain('agent-')
  await isClean(page, 'team-figures')
})
