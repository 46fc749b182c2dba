import { describe, expect, test } from 'vitest'
import {
  formatDay,
  formatIsoDay,
  formatList,
  formatMoment,
  formatNumber,
  formatTime,
} from '../../src/i18n/format.js'
import { frenchSpacing, withDe } from '../../src/i18n/french.js'
import { type Translation, translator } from '../../src/i18n/translate.js'

const fr = {
  hello: 'Bonjour {name} !',
  plain: 'Rien',
  files: { one: '{count} dossier affiché', other: '{count} dossiers affichés' },
} as const
const en: Translation<typeof fr> = {
  hello: 'Hello {name}!',
  plain: 'Nothing',
  files: { one: '{count} file shown', other: '{count} files shown' },
}
const texts = translator({ fr, en })

describe('A translator', () => {
  test('fills placeholders and puts no-break spaces into French', () => {
    expect(texts.text('fr', 'hello', { name: 'Ana' })).toBe('Bonjour Ana\u00A0!')
    expect(texts.text('en', 'hello', { name: 'Ana' })).toBe('Hello Ana!')
    expect(texts.text('fr', 'plain')).toBe('Rien')
  })

  test('never reads a placeholder, spacing or prototype key out of a value', () => {
    expect(texts.text('fr', 'hello', { name: '{name} ? $& {count}' })).toBe(
      'Bonjour {name} ? $& {count}\u00A0!',
    )
    // @ts-expect-error a missing value does not compile
    expect(() => texts.text('fr', 'hello', {})).toThrow(RangeError)
    const inherited: { name: string } = Object.create({ name: 'x' })
    expect(() => texts.text('fr', 'hello', inherited)).toThrow(RangeError)
  })

  test('counts 0 and 1 as singular in French, only 1 in English', () => {
    const shown = [0, 1, 1.5, 2, 1234].map((count) =>
      texts.text('fr', 'files', { count }).replace(/\s/g, ' '),
    )
    expect(shown).toEqual([
      '0 dossier affiché',
      '1 dossier affiché',
      '1,5 dossier affiché',
      '2 dossiers affichés',
      '1 234 dossiers affichés',
    ])
    expect([0, 1, 2].map((count) => texts.text('en', 'files', { count }))).toEqual([
      '0 files shown',
      '1 file shown',
      '2 files shown',
    ])
  })

  test('gives a message in pieces, so that a page can put an element in it', () => {
    expect(texts.parts('en', 'hello')).toEqual([{ words: 'Hello ' }, { placeholder: 'name' }, { words: '!' }])
  })

  test('does not compile with an unknown key or an additional one', () => {
    // @ts-expect-error no such key
    expect(() => texts.text('fr', 'goodbye')).toThrow(RangeError)
    // @ts-expect-error a catalogue without all keys
    const lacking: Translation<typeof fr> = { hello: 'a', plain: 'b' }
    expect(lacking).toBeDefined()
  })
})

describe('Dates and numbers', () => {
  test('are written the French and the English way, in Paris time', () => {
    const at = new Date('2026-11-24T13:30:00Z')
    expect(formatDay('fr', at)).toBe('mardi 24 novembre 2026')
    expect(formatDay('en', at)).toBe('Tuesday 24 November 2026')
    expect(formatTime('fr', at)).toBe('14\u00A0h\u00A030')
    expect(formatTime('en', at)).toBe('14:30')
    expect(formatMoment('fr', at)).toBe('mardi 24 novembre 2026 à 14\u00A0h\u00A030')
    expect(formatMoment('en', at)).toBe('Tuesday 24 November 2026 at 14:30')
  })

  test('know midnight, the first of a month, summer time and the last hour of a year', () => {
    expect(formatTime('fr', new Date('2026-07-01T22:05:00Z'))).toBe('0\u00A0h\u00A005')
    expect(formatDay('fr', new Date('2026-07-31T22:05:00Z'))).toBe('samedi 1er août 2026')
    expect(formatDay('en', new Date('2026-12-31T23:30:00Z'))).toBe('Friday 1 January 2027')
  })

  test('keep a calendar day the same day', () => {
    expect(formatIsoDay('fr', '2026-12-01')).toBe('mardi 1er décembre 2026')
    expect(formatIsoDay('en', '2026-01-31')).toBe('Saturday 31 January 2026')
    expect(() => formatIsoDay('fr', '2026-13-45')).toThrow(RangeError)
  })

  test('have separators and conjunctions', () => {
    expect(formatNumber('fr', 1234.5).replace(/\s/g, ' ')).toBe('1 234,5')
    expect(formatNumber('en', 1234.5)).toBe('1,234.5')
    expect(formatList('fr', ['a', 'b', 'c'])).toBe('a, b et c')
    expect(formatList('en', ['a', 'b', 'c'])).toBe('a, b and c')
  })
})

describe('French', () => {
  test('has no-break spaces inside quotes and before double punctuation', () => {
    expect(frenchSpacing('Qui ? « Lui » : 5 % ; oui !')).toBe(
      'Qui\u00A0? «\u00A0Lui\u00A0»\u00A0: 5\u00A0% ; oui\u00A0!'.replace(' ;', '\u00A0;'),
    )
  })

  test('elides « de » before a vowel', () => {
    expect(withDe('Bordeaux Métropole')).toBe('de Bordeaux Métropole')
    expect(withDe('Angers Loire Métropole')).toBe('d’Angers Loire Métropole')
    expect(withDe('Évreux')).toBe('d’Évreux')
  })
})
