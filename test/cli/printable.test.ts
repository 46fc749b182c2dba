import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printable, printableJson } from '../../src/cli/printable.js'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come out.
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

describe('what is printed', () => {
  test('escape sequences, C1 controls and bidirectional overrides of a hostile text are shown as codes', () => {
    expect(printable('a\u001b[2Jb\u009b31mc\u202ed')).toBe('a\\u001b[2Jb\\u009b31mc\\u202ed')
    expect(printable('\u{E0041}')).toBe('\\udb40\\udc41')
  })

  test('accents, emoji, line feeds and tabs stay as they are', () => {
    expect(printable('Écarté « ça »\n\t👩‍🚒')).toBe('Écarté « ça »\n\t👩‍🚒')
  })

  test('any JSON document stays the same document, without anything that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (document) => {
        const text = printableJson(document)
        expect(text).not.toMatch(OBEYED)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(document)))
      }),
    )
  })
})
