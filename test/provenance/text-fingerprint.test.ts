import fc from 'fast-check'
import { contentDigest, SHORTEST_FINGERPRINT, textFingerprint } from 'garde-fou/label'
import { describe, expect, test } from 'vitest'
import { InputInvalidError } from '../../src/errors.js'

const TEXT = 'Madame, votre demande d’aide est complète : nous vous répondons avant le 12 décembre 2026.'

describe('A text’s fingerprint', () => {
  test('is the same after a copy that changed only its appearance', () => {
    const normalised = (text: string): string | undefined => textFingerprint(text)?.normalisedDigest
    for (const copy of [
      TEXT.normalize('NFD'),
      TEXT.toUpperCase().toLowerCase(),
      TEXT.replaceAll(' ', '\n'),
      TEXT.replaceAll('’', "'"),
      TEXT.replaceAll(' :', '\u00A0:'),
      `> **${TEXT}**`,
      TEXT.replace('demande', 'de\u00ADman\u200Bde'),
      TEXT.replace('complète', 'com-\nplète'),
    ]) {
      expect(normalised(copy), copy).toBe(normalised(TEXT))
    }
    for (const other of [TEXT.replace('12', '13'), TEXT.replace('est', 'n’est pas'), TEXT.replace('é', 'e')])
      expect(normalised(other), other).not.toBe(normalised(TEXT))
  })

  test('has the digest that labels have', () => {
    expect(textFingerprint(TEXT)?.digest).toBe(contentDigest(TEXT))
  })

  test('is none for what everybody says', () => {
    expect(textFingerprint('Bonjour, votre demande est complète.')).toBeUndefined()
    expect(textFingerprint(' .'.repeat(1000))).toBeUndefined()
    expect(textFingerprint('a'.repeat(SHORTEST_FINGERPRINT))).toBeDefined()
  })

  test('of any text is a digest, none, or a typed refusal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        try {
          const found = textFingerprint(text)
          if (found !== undefined) expect(found.normalisedDigest).toMatch(/^[0-9a-f]{64}$/)
        } catch (error) {
          if (!(error instanceof InputInvalidError)) throw error
        }
      }),
    )
  })
})
