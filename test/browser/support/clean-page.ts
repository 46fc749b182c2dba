import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** The rules of WCAG 2.2, levels A and AA, that a machine can check. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** A folder: what was looked at is photographed there, to be looked at by people. */
const shots = process.env['SCREENSHOTS']

/**
 * Axe finds nothing and nothing scrolls sideways: wide, in the middle and in the dark, and as narrow as a page must stand
 * (WCAG 1.4.10: 320 CSS pixels). Leaves the page wide and light.
 */
export async function isClean(page: Page, what: string): Promise<void> {
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [768, 'dark'],
    [320, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
      `${what} at ${width}`,
    ).toEqual([])
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways, `${what} at ${width}`).toBe(0)
  }
  if (shots !== undefined)
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: `${shots}/${what}-${width}.png`, fullPage: true })
    }
  await page.setViewportSize({ width: 1280, height: 900 })
}
