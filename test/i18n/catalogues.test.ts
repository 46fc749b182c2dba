import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Catalogue, Message } from '../../src/i18n/translate.js'

const source = fileURLToPath(new URL('../../src', import.meta.url))
const folder = join(source, 'i18n')
const areas = readdirSync(folder)
  .filter((name) => name.endsWith('.fr.ts'))
  .map((name) => name.replace('.fr.ts', ''))

async function catalogue(area: string, language: string): Promise<Catalogue> {
  const module: Record<string, Catalogue> = await import(join(folder, `${area}.${language}.ts`))
  const [only, ...others] = Object.values(module)
  if (only === undefined || others.length > 0)
    throw new Error(`${area}.${language}.ts must export one catalogue.`)
  return only
}

const textsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : [message.one, message.other]
const placeholders = (message: Message): readonly string[] =>
  [...new Set(textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort()

const sources = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('i18n'))
  .map((name) => readFileSync(join(source, name), 'utf8'))
  .join('\n')

test('there are catalogues to check', () => {
  expect(areas).toContain('notice')
})

describe.each(areas)('the catalogues of "%s"', (area) => {
  test('have the same keys, forms and placeholders in French and in English', async () => {
    const fr = await catalogue(area, 'fr')
    const en = await catalogue(area, 'en')
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort())
    for (const [key, message] of Object.entries(fr)) {
      const translated = en[key] ?? ''
      expect(typeof translated, key).toBe(typeof message)
      expect(placeholders(translated), key).toEqual(placeholders(message))
    }
  })

  test('hold no key that nothing reads', async () => {
    const unused = Object.keys(await catalogue(area, 'fr')).filter(
      (key) => !sources.includes(`'${key}'`) && !sources.includes(`"${key}"`),
    )
    expect(unused).toEqual([])
  })

  test.each(['fr', 'en'])(
    'hold plain texts without markup, blank or straight quotes (%s)',
    async (language) => {
      for (const [key, message] of Object.entries(await catalogue(area, language))) {
        for (const text of textsOf(message)) {
          expect(text, key).not.toMatch(/[<>]|&\w+;|['"]|\.\.\.|^\s|\s$| {2}|^$|[\u00A0\u202F]/)
          // Every brace belongs to a placeholder.
          expect(text.replace(/\{[A-Za-z]+\}/g, ''), key).not.toMatch(/[{}]/)
        }
      }
    },
  )

  test('put a space before the double punctuation of French, which becomes a no-break one', async () => {
    for (const [key, message] of Object.entries(await catalogue(area, 'fr'))) {
      for (const text of textsOf(message)) {
        expect(text.replace(/https?:\/\//g, ''), key).not.toMatch(/[^ ](?<!\d)[:;?!%»]|[^ ]%|«[^ ]/)
      }
    }
  })
})
