import { AxeBuilder } from '@axe-core/playwright'
import fc from 'fast-check'
import { embedInHtml, extractFromHtml } from 'garde-fou/label'
import { type Notice, noticeFacts, noticeStyles, renderNotice } from 'garde-fou/notice'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerUse, decisionInput, sortingUse } from '../notice/fixtures.js'
import { hostileText, labelOf } from '../provenance/fixtures.js'
import { launchChromium } from './support/chromium.js'

const page = (body: string): string =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Demande</title><style>:root{color-scheme:light dark}${noticeStyles}</style></head><body style="margin:0"><main><h1>Demande</h1>${body}</main></body></html>`

describe('In a real browser', () => {
  let browser: Browser
  let context: BrowserContext

  beforeAll(async () => {
    browser = await launchChromium()
    context = await browser.newContext({ viewport: { width: 900, height: 900 } })
  })
  afterAll(() => browser?.close())

  test('a labelled text is that text, whatever it holds, and still when the page is saved again', async () => {
    const tab = await context.newPage()
    for (const content of fc.sample(hostileText, 100)) {
      await tab.setContent(page(embedInHtml(content, await labelOf(content), { language: 'fr' })))
      const read = await tab.evaluate(() => {
        const nodes = [...(document.querySelector('[data-garde-fou-content]')?.childNodes ?? [])]
        const character = (node: Node): string =>
          node instanceof HTMLDataElement
            ? String.fromCodePoint(Number.parseInt(node.value, 16))
            : (node.textContent ?? '')
        return { text: nodes.map(character).join(''), saved: document.documentElement.outerHTML }
      })
      expect(read.text).toBe(content)
      expect(extractFromHtml(read.saved)).toMatchObject([{ content }])
    }
    await tab.close()
  })

  test('no notice or label runs, loads or styles anything from a hostile record', async () => {
    const hostile =
      '"><script>window.ran=1</script><img src=x onerror="window.ran=1"><svg onload=window.ran=1><style>*{display:none}</style>\u202E'
    const poison: Notice = {
      ...noticeFacts({ ...decisionInput, level: 'full' }),
      systemName: hostile,
      action: hostile,
      purpose: hostile,
      administration: hostile,
      limits: [hostile],
    }
    const tab = await context.newPage()
    const requests: string[] = []
    tab.on('request', (request) => requests.push(request.url()))
    const html = (['fr', 'en'] as const).map((lang) =>
      renderNotice(poison, { channel: 'html', lang, id: `n-${lang}`, nameSystem: true }),
    )
    await tab.setContent(
      page(`${html.join('')}${embedInHtml(hostile, await labelOf(hostile), { language: 'fr' })}`),
    )
    expect(
      await tab.evaluate(() => [
        Reflect.get(window, 'ran'),
        document.images.length,
        document.querySelectorAll('main style, svg').length,
      ]),
    ).toEqual([undefined, 0, 0])
    expect(requests).toEqual([])
    await tab.close()
  })

  test('every level is accessible in both themes and fits 320 pixels', async () => {
    const tab = await context.newPage()
    const decision = noticeFacts(decisionInput)
    const body = [
      renderNotice(decision, { channel: 'html', lang: 'fr' }),
      renderNotice(decision, {
        channel: 'html',
        lang: 'en',
        level: 'full',
        id: 'full',
        nameSystem: true,
      }).replace('<details ', '<details open '),
      renderNotice(noticeFacts({ ...decisionInput, use: answerUse }), {
        channel: 'html',
        lang: 'fr',
        level: 'full',
        id: 'answer',
        nameSystem: true,
      }),
      `<p>État : ${renderNotice(noticeFacts({ ...decisionInput, use: sortingUse }), { channel: 'html', lang: 'fr' })}</p>`,
      embedInHtml('Bonjour,\n\nvotre demande est complète.', await labelOf('x'), { language: 'fr' }),
    ]
    await tab.setContent(page(body.join('\n')))
    for (const colorScheme of ['light', 'dark'] as const) {
      await tab.emulateMedia({ colorScheme })
      const { violations } = await new AxeBuilder({ page: tab })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    }
    await tab.setViewportSize({ width: 320, height: 800 })
    await expect.poll(() => tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await tab.close()
  })

  test('the parameters are unfolded on paper, and the address of the record is printed', async () => {
    const tab = await context.newPage()
    await tab.setContent(
      page(renderNotice(noticeFacts(decisionInput), { channel: 'html', lang: 'fr', level: 'full' })),
    )
    const height = (): Promise<number> =>
      tab.locator('dl').evaluate((list) => list.getBoundingClientRect().height)
    await expect.poll(() => tab.getByText('Modèle de langage').isVisible()).toBe(false)
    await tab.emulateMedia({ media: 'print' })
    expect(await height()).toBeGreaterThan(100)
    await expect.poll(() => tab.getByText('Modèle de langage').isVisible()).toBe(true)
    await expect
      .poll(() =>
        tab.locator('.ia-notice-more a').evaluate((link) => getComputedStyle(link, '::after').content),
      )
      .toContain('https://ville.example')
    await tab.close()
  })
})
