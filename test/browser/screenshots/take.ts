/**
 * Screenshots of the console, of an invented city: `node test/browser/screenshots/take.ts FOLDER [--all]`, after a build.
 * Without `--all`, only those that the documentation shows; names behind it leave out the others.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { openCity } from './city.ts'
import { SCENES, type Scene } from './scenes.ts'

const [folder = 'docs/screenshots', ...flags] = process.argv.slice(2)
const isAll = flags.includes('--all')
const names = flags.filter((flag) => !flag.startsWith('--'))

const isWanted = ({ name, isShown }: Scene): boolean =>
  isAll ? names.length === 0 || names.includes(name) : isShown === true

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  wide: { viewport: { width: 1280, height: 860 } },
  ...(isAll
    ? {
        narrow: { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const },
        forced: { viewport: { width: 1280, height: 800 }, forcedColors: 'active' as const },
      }
    : {}),
}

async function openPage(browser: Browser, { scene, look }: { scene: Scene; look: string }): Promise<Page> {
  const context = await browser.newContext({
    ...LOOKS[look],
    extraHTTPHeaders: { 'x-test-person': scene.who ?? 'camille' },
    locale: 'fr-FR',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return page
}

mkdirSync(folder, { recursive: true })
const browser = await launchChromium()
try {
  for (const scene of SCENES.filter(isWanted)) {
    for (const look of Object.keys(LOOKS)) {
      if (look === 'forced' && scene.isForced !== true) continue
      const data = mkdtempSync(join(tmpdir(), 'garde-fou-screens-'))
      const city = await openCity(data, scene.isSeeded !== false)
      try {
        const page = await openPage(browser, { scene, look })
        await scene.go({ page, city, browser })
        // A focused heading scrolls into view; two frames later the top is painted again.
        await page.evaluate(async () => {
          scrollTo(0, 0)
          for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done))
        })
        await page.screenshot({
          path: join(folder, isAll ? `${scene.name}-${look}.png` : `${scene.name}.png`),
          fullPage: isAll,
        })
      } catch (error) {
        console.error(scene.name, look, error)
        process.exitCode = 1
      } finally {
        await Promise.all(browser.contexts().map((context) => context.close()))
        await city.close()
        rmSync(data, { recursive: true, force: true })
      }
    }
  }
} finally {
  await browser.close()
}
