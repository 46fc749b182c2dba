import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.js'
import { type ConsoleApp, openApp, PEOPLE } from './support/console-app.js'
import { examine, MOTIVE } from './support/review.js'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const LOOKS = [
  { width: 1280, colorScheme: 'light', forcedColors: 'none' },
  { width: 768, colorScheme: 'dark', forcedColors: 'none' },
  { width: 320, colorScheme: 'light', forcedColors: 'active' },
] as const

let browser: Browser
let app: ConsoleApp
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  app = await openApp({}, [
    ...PEOPLE,
    { id: 'ines', name: 'I. Roy', roles: ['administrator'], training: [] },
    { id: 'noe', name: 'N. Petit', roles: [], training: [] },
  ])
})
afterEach(() => app.close())

/** The spacing that a page must stand (WCAG 1.4.12). */
const TEXT_SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'

/** Texts that their box no longer shows whole. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((element) => getComputedStyle(element).overflow === 'hidden' && element.clientHeight > 1)
      .filter((element) => element.scrollHeight > element.clientHeight + 1)
      .map((element) => `${element.tagName} ${element.className}`),
  )

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** No violation wide and narrow, light, dark and in forced colours; no sideways scrolling, nor with text twice as large. */
async function isClean(page: Page, what: string): Promise<void> {
  for (const { width, ...media } of LOOKS) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia(media)
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
      `${what} at ${width}`,
    ).toEqual([])
    expect(await sideways(page), `${what} at ${width}`).toBe(0)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
  expect(await sideways(page), `${what} with text at 200 %`).toBe(0)
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
  const spacing = await page.addStyleTag({ content: TEXT_SPACING })
  expect(await sideways(page), `${what} with text spaced out`).toBe(0)
  expect(await cutOff(page), `${what} with text spaced out`).toEqual([])
  await spacing.evaluate((style) => style.parentNode?.removeChild(style))
}

test('pages beside the review are accessible in every look', async () => {
  const visits: readonly (readonly [string, string, string])[] = [
    ['camille', '/revue/aide', 'Aide'],
    ['camille', '/revue/preferences', 'Préférences de raccourcis'],
    ['camille', '/revue/statistiques', 'Mes statistiques'],
    ['sofia', '/revue/statistiques/equipe', 'Statistiques d’équipe'],
    ['camille', '/revue', 'Suggestions à examiner'],
    ['noe', '/revue', 'Suggestions à examiner'],
  ]
  for (const [who, path, title] of visits) {
    const page = await app.as(browser, who, { bypassCSP: true })
    await page.goto(`${app.url}${path}`)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await isClean(page, `${path} of ${who}`)
    await page.context().close()
  }
  const page = await app.as(browser, 'ines', { bypassCSP: true })
  await page.goto(`${app.url}/administration`)
  await isClean(page, 'the systems')
  await page.goto(`${app.url}/administration/personnes`)
  await isClean(page, 'the people')
})

test('states of a review are accessible in every look', async () => {
  const id = await app.propose('BM-1')
  const page = await app.as(browser, 'camille', { bypassCSP: true })
  await page.goto(`${app.url}/revue`)
  await examine(page, 'BM-1', 'Défavorable')
  const other = await app.as(browser, 'alex', { bypassCSP: true })
  await other.goto(`${app.url}/revue`)
  await isClean(other, 'a queue where everything is reserved')
  await other.goto(`${app.url}/revue/${id}`)
  await isClean(other, 'a case that a colleague holds')
  await page.getByRole('radio', { name: 'Retenir avec des modifications' }).check()
  await page
    .getByRole('group', { name: 'Vos modifications' })
    .getByRole('textbox', { name: 'Texte pour la personne' })
    .fill('Votre demande peut aboutir.')
  await page
    .getByRole('region', { name: 'Différences avec la suggestion' })
    .getByRole('insertion')
    .first()
    .waitFor()
  await isClean(page, 'the differences')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
  await page.getByRole('alert').filter({ hasText: 'Connexion perdue' }).waitFor()
  await isClean(page, 'a lost connection')
  await page.context().setOffline(false)
  await page.goto(`${app.url}/revue/${id}/fiche`)
  await isClean(page, 'the sheet')
  await page.goto(`${app.url}/revue/${id}/sans-ia`)
  await isClean(page, 'the decision without the AI')
  await app.guard.reviews.markStale(id, {
    by: { kind: 'application', id: 'portail' },
    why: 'Une pièce a été ajoutée.',
    idempotencyKey: 'k',
  })
  await page.goto(`${app.url}/revue/${id}`)
  await isClean(page, 'a stale suggestion')
})

test('the whole path with the Tab key alone: focus is seen, is not lost, and is under nothing', async () => {
  await app.propose('BM-1')
  const page = await app.as(browser, 'camille', { reducedMotion: 'reduce' })
  await page.goto(`${app.url}/revue`)
  await tabTo(page, 'Examiner le dossier BM-1')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Votre avis d’abord' }).waitFor()
  await tabTo(page, 'Favorable')
  await page.keyboard.press('ArrowDown')
  await tabTo(page, 'Enregistrer mon avis et afficher la suggestion')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Suggestion de l’IA' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('suggestion')
  await tabTo(page, 'Retenir la suggestion')
  await page.keyboard.press('Space')
  await tabTo(page, 'Motif de la décision')
  await page.keyboard.type(MOTIVE)
  await tabTo(page, 'Vérifier avant d’enregistrer')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Vérifiez votre décision' }).waitFor()
  await tabTo(page, 'Enregistrer la décision')
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: 'Envoi prévu à' }).waitFor()
  await tabTo(page, 'Annuler l’enregistrement')
  await page.keyboard.press('Enter')
  // The case is the agent's again.
  await page.getByRole('heading', { name: 'Votre décision', exact: true }).waitFor()
})

/** Presses Tab until a control of this name has the focus; at each stop the focus is somewhere, drawn and in view. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const focused = document.activeElement
      if (!(focused instanceof HTMLElement) || focused === document.body) return undefined
      const labels = 'labels' in focused && focused.labels instanceof NodeList ? [...focused.labels] : []
      const { top, bottom, left, right } = focused.getBoundingClientRect()
      const x = (left + right) / 2
      const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2
      const above = document.elementFromPoint(x, y)
      return {
        name:
          focused.getAttribute('aria-label') ??
          labels[0]?.textContent?.trim() ??
          focused.textContent?.trim() ??
          '',
        outline: getComputedStyle(focused).outlineStyle,
        isInView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
        isCovered: above !== null && !focused.contains(above) && !above.contains(focused),
      }
    })
    // Past the last control, focus leaves for the browser's own bar, then comes back.
    if (stop === undefined) continue
    expect(stop, `${name}: at « ${stop.name} »`).toMatchObject({
      outline: 'solid',
      isInView: true,
      isCovered: false,
    })
    if (stop.name === name) return
  }
  throw new Error(`Tab does not lead to « ${name} ».`)
}
