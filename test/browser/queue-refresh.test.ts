import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { type ConsoleApp, openApp, PEOPLE } from './support/console-app.js'

let browser: Browser
let app: ConsoleApp
/** While set, the server answers nobody's requests for the queue before it is let go on. */
let held: PromiseWithResolvers<void> | undefined
/** How many requests for the queue have reached the server while it held them. */
let waiting = 0
let isBroken = false
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  held = undefined
  waiting = 0
  isBroken = false
  app = await openApp(
    {
      authenticate: async (request) => {
        if (held !== undefined && new URL(request.url).pathname === '/revue') {
          waiting += 1
          await held.promise
        }
        return request.headers.get('x-test-person') ?? undefined
      },
    },
    PEOPLE,
  )
})
afterEach(async () => {
  held?.resolve()
  await app.close()
})

const statuses = async (page: Page): Promise<string> =>
  (await page.getByRole('status').allTextContents()).join(' | ').replaceAll('\u00A0', ' ')
const busy = (page: Page): Promise<string | null> => page.locator('.queue-groups').getAttribute('aria-busy')
const cases = (page: Page): Promise<number> =>
  page.getByRole('link', { name: /^Examiner le dossier/ }).count()

/** The queue with one case, and a second one that the page does not know yet; the browser's time is ours. */
async function open(): Promise<Page> {
  await app.propose('BM-1')
  const page = await app.as(browser, 'camille')
  await page.clock.install()
  await page.goto(`${app.url}/revue`)
  await expect.poll(() => cases(page)).toBe(1)
  await app.propose('BM-2')
  return page
}

test('[Actualiser] says that the cases are loading, after 10 s that it takes long, and shows them when they come', async () => {
  const page = await open()
  held = Promise.withResolvers()
  await page.getByLabel('Recherche').fill('en cours de saisie')
  const refresh = page.getByRole('link', { name: 'Actualiser', exact: true })
  await refresh.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => statuses(page)).toContain('Chargement des dossiers…')
  expect(await busy(page)).toBe('true')
  await expect.poll(() => waiting).toBe(1)
  await page.clock.fastForward(10_000)
  await expect.poll(() => statuses(page)).toContain('Le chargement est plus long que prévu.')
  // Asked again: the first request is given up, its late answer changes nothing.
  await page.getByRole('link', { name: 'Réessayer' }).click()
  await expect.poll(() => statuses(page)).toContain('Chargement des dossiers…')
  await expect.poll(() => waiting).toBe(2)
  held.resolve()
  held = undefined
  await expect.poll(() => cases(page)).toBe(2)
  await expect.poll(() => busy(page)).toBeNull()
  await expect.poll(() => statuses(page)).not.toMatch(/Chargement|plus long/)
  expect(await statuses(page)).toContain('2 dossiers affichés sur 2')
  // Nothing of the page was left: neither what was being typed nor the address.
  expect(await page.getByLabel('Recherche').inputValue()).toBe('en cours de saisie')
  // Late in time, it is not said any more that it takes long.
  await page.clock.fastForward(60_000)
  expect(await statuses(page)).not.toContain('plus long')
})

test('[Actualiser] keeps the focus where it was, for whoever works with the keyboard', async () => {
  const page = await open()
  await page.getByRole('link', { name: 'Actualiser', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => cases(page)).toBe(2)
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Actualiser')
})

test('a server that cannot be reached is said so, nothing shown is lost, and there is another try', async () => {
  const page = await open()
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Actualiser', exact: true }).click()
  await expect.poll(() => statuses(page)).toContain('La liste n’a pas pu être chargée. Rien n’a été perdu.')
  expect(await cases(page)).toBe(1)
  expect(await busy(page)).toBeNull()
  await page.context().setOffline(false)
  await page.getByRole('link', { name: 'Réessayer' }).click()
  await expect.poll(() => cases(page)).toBe(2)
})

test('an answer that is no queue, such as a fault or a sign-in, is shown as the server’s own page', async () => {
  const page = await open()
  const list = app.guard.reviews.list
  Object.assign(app.guard.reviews, {
    list: (...asked: Parameters<typeof list>) =>
      isBroken ? Promise.reject(new Error('broken')) : list(...asked),
  })
  isBroken = true
  await page.getByRole('link', { name: 'Actualiser', exact: true }).click()
  await page.getByText('La liste n’a pas pu être chargée. Rien n’a été perdu.').waitFor()
  await page.getByText(/^Référence/).waitFor()
  isBroken = false
  await page.getByRole('link', { name: 'Réessayer' }).click()
  await expect.poll(() => cases(page)).toBe(2)
})

test('without scripts [Actualiser] loads the page', async () => {
  await app.propose('BM-1')
  const page = await app.as(browser, 'camille', { javaScriptEnabled: false })
  await page.goto(`${app.url}/revue`)
  await app.propose('BM-2')
  await page.getByRole('link', { name: 'Actualiser', exact: true }).click()
  await expect.poll(() => cases(page)).toBe(2)
})
