import { AxeBuilder } from '@axe-core/playwright'
import { NOTICE_LANGUAGES, type NoticeLanguage, noticeFacts, noticeStyles } from 'garde-fou/notice'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerUse, decisionInput, type LooseOptions, render, sortingUse } from '../notice/fixtures.js'
import { launchChromium } from './support/chromium.js'

const before = noticeFacts(decisionInput)
const decided = noticeFacts({ ...decisionInput, decision: { outcome: 'amended' } })
const answered = noticeFacts({ ...decisionInput, use: answerUse, humanReview: 'none' })
const sorted = noticeFacts({ ...decisionInput, use: sortingUse })

/** Every form that is HTML, in one language, as many pages would show them. */
function forms(lang: NoticeLanguage): string {
  let count = 0
  const draw = (notice: typeof before, options: LooseOptions): string => {
    count += 1
    return render(notice, { lang, id: `n${count}`, nameSystem: true, reference: 'AV-2026-00412', ...options })
  }
  return (['html', 'email-html', 'letter', 'poster'] as const)
    .flatMap((channel) => [
      ...(channel === 'letter' || channel === 'poster'
        ? []
        : [
            `<p>État : ${draw(sorted, { channel, level: 'badge' }).replace(/^<p([^>]*)>([\s\S]*)<\/p>$/, '<span$1>$2</span>')}</p>`,
          ]),
      draw(before, { channel, level: 'short' }),
      draw(answered, { channel, level: 'content' }),
      ...(channel === 'poster'
        ? []
        : [draw(before, { channel, level: 'full' }), draw(decided, { channel, level: 'decision' })]),
      ...(channel === 'html'
        ? [draw(answered, { channel, level: 'interaction', handover: { word: 'agent' } })]
        : []),
    ])
    .join('\n')
}

const page = (body: string): string =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Avis</title><style>:root{color-scheme:light dark}${noticeStyles}</style></head><body><main><h1>Avis</h1>${body}</main></body></html>`

describe('Every notice in a real browser', () => {
  let browser: Browser
  let tab: Page
  beforeAll(async () => {
    browser = await launchChromium()
    tab = await (await browser.newContext()).newPage()
  })
  afterAll(() => browser?.close())

  // Names of regions repeat on purpose: a page has one notice, this one has them all.
  const check = async (): Promise<readonly string[]> => {
    const { violations } = await new AxeBuilder({ page: tab })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  }

  test.each(NOTICE_LANGUAGES)(
    'in %s is accessible in both themes and fits 1280, 360 and 320 pixels',
    async (lang) => {
      await tab.setContent(page(forms(lang).replaceAll('<details ', '<details open ')))
      for (const colorScheme of ['light', 'dark'] as const) {
        await tab.emulateMedia({ colorScheme, media: 'screen' })
        expect(await check()).toEqual([])
      }
      for (const width of [1280, 360, 320]) {
        await tab.setViewportSize({ width, height: 800 })
        await expect
          .poll(() => tab.evaluate(() => document.documentElement.scrollWidth))
          .toBeLessThanOrEqual(width)
      }
      await tab.emulateMedia({ forcedColors: 'active' })
      const borders = await tab
        .locator('section.ia-notice:not(.ia-letter)')
        .evaluateAll((all) => all.map((one) => getComputedStyle(one).borderTopStyle))
      expect(new Set(borders)).toEqual(new Set(['solid']))
      await tab.emulateMedia({ forcedColors: null })
    },
  )

  test('on paper everything is shown, in black, the letter in at least 11 points and the poster in 18', async () => {
    await tab.setContent(page(forms('fr')))
    await tab.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const sizes = (selector: string): Promise<readonly number[]> =>
      tab
        .locator(selector)
        .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)))
    const POINT = 96 / 72
    for (const size of await sizes('.ia-letter p, .ia-letter dd'))
      expect(size).toBeGreaterThanOrEqual(11 * POINT - 0.01)
    for (const size of await sizes('.ia-poster p')) expect(size).toBeGreaterThanOrEqual(18 * POINT - 0.01)
    for (const shown of await tab.getByText('24 milliards').all()) expect(await shown.isVisible()).toBe(true)
    const colours = await tab
      .locator('section.ia-notice p')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).color))
    expect(new Set(colours)).toEqual(new Set(['rgb(0, 0, 0)']))
  })

  test('the mention stands open in the letter, with who decided, the right, the contact and the CADA', async () => {
    await tab.setContent(page(render(decided, { level: 'decision', channel: 'letter', reference: 'AV-1' })))
    for (const media of ['screen', 'print'] as const) {
      await tab.emulateMedia({ media })
      const region = tab.getByRole('region', {
        name: 'Information sur l’utilisation d’un traitement algorithmique',
      })
      const words = (await region.innerText()).replaceAll('\u00A0', ' ')
      for (const part of [
        'un agent de Bordeaux Métropole',
        'préparer l’instruction',
        'demander communication des règles',
        '05 00 00 00 00',
        'CADA',
        'AV-1',
      ])
        expect(words).toContain(part)
      expect(await region.locator('details').count()).toBe(0)
    }
  })
})
