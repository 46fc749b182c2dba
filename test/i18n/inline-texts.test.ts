import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const source = fileURLToPath(new URL('../../src', import.meta.url))
const pages = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tsx'),
)

// What stands between a tag and the end of an element, or in an attribute that is read or heard.
const ELEMENT = />\s*([^<>{}=;()]*\p{L}{2}[^<>{}=;()]*)<\//gu
const ATTRIBUTE = /\s(?:alt|aria-label|aria-description|placeholder|title)="([^"]*\p{L}[^"]*)"/gu

test.each(pages)('%s holds no text for people: it comes from the catalogues', (name) => {
  const code = readFileSync(join(source, name), 'utf8')
  const found = [...code.matchAll(ELEMENT), ...code.matchAll(ATTRIBUTE)].map(([, text]) => text?.trim())
  expect(found).toEqual([])
})
