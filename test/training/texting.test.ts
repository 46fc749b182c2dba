import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../training/random.js'
import { texted } from '../../training/texting.js'

const texts = (text: string, lang: 'fr' | 'en'): string[] =>
  Array.from({ length: 40 }, (_, seed) => texted(text, lang, randomFrom(seed)))

describe('a text in the spelling of messages', () => {
  test('is the same for the same random numbers', () => {
    const text = 'Peux-tu me dire qui a reçu la lettre ?'
    expect(texted(text, 'fr', randomFrom(5))).toBe(texted(text, 'fr', randomFrom(5)))
  })

  test('writes French by ear, more or less of it', () => {
    const seen = texts('Il faut que tu me dises quand les enfants partent, pour la voiture', 'fr').join(' ')
    for (const word of ['fo', 'ke', 'kan', 'lé', 'pr', 'que', 'faut']) expect(seen.split(' ')).toContain(word)
  })

  test('writes English by sound and short cuts', () => {
    const seen = texts('You are the one who knows what people want before they ask', 'en').join(' ')
    for (const word of ['u', 'r', 'ppl', 'b4', 'wot', 'people']) expect(seen.split(' ')).toContain(word)
  })

  test('leaves numbers and signs where they are', () => {
    for (const text of texts('12 rue : 3,50 € — 2026 !', 'fr')) {
      expect(text).toMatch(/^12 .* : 3,50 € — 2026 !$/)
    }
  })
})
