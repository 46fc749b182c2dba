import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consoleTexts } from '../../src/i18n/console.js'
import { sourceAnchor } from '../../src/server/console/case-source.js'
import { dueGroup, dueWords } from '../../src/server/console/due.js'
import { countPieces, wordDifference } from '../../src/server/console/word-difference.js'
import { textPieces } from '../../src/server/visible-text.js'

const sentence = fc
  .array(fc.constantFrom('un', 'deux', 'trois', ' ', '\n', '  ', 'é', ','), { maxLength: 40 })
  .map((words) => words.join(''))

describe('Differences between two texts', () => {
  test('give both texts back, and nothing else', () => {
    fc.assert(
      fc.property(sentence, sentence, (before, after) => {
        const pieces = wordDifference(before, after)
        const without = (kind: string) =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map(({ text }) => text)
            .join('')
        expect(without('removed')).toBe(after)
        expect(without('added')).toBe(before)
        if (before === after) expect(countPieces(pieces)).toEqual({ added: 0, removed: 0 })
      }),
      { numRuns: 1_000 },
    )
  })

  test('stay readable: a changed passage is one removal and one addition', () => {
    expect(
      wordDifference('Nous vous accordons 450 € ce mois.', 'Nous vous accordons 300 € ce mois.'),
    ).toEqual([
      { kind: 'same', text: 'Nous vous accordons ' },
      { kind: 'removed', text: '450' },
      { kind: 'added', text: '300' },
      { kind: 'same', text: ' € ce mois.' },
    ])
    expect(countPieces(wordDifference('a b c d', 'w x y z'))).toEqual({ added: 1, removed: 1 })
  })

  test('give up on word by word where it would take too long', () => {
    const long = (word: string) => Array.from({ length: 5_000 }, (_, index) => `${word}${index}`).join(' ')
    expect(countPieces(wordDifference(long('a'), long('b')))).toEqual({ added: 1, removed: 1 })
  })
})

describe('Texts from elsewhere', () => {
  test('show by its code whatever would not be seen, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const pieces = textPieces(text)
        const back = pieces
          .map((piece) =>
            'text' in piece ? piece.text : String.fromCodePoint(Number.parseInt(piece.code.slice(2), 16)),
          )
          .join('')
        expect(back).toBe(text)
        for (const piece of pieces)
          if ('text' in piece)
            expect(piece.text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u2028]|(?!\n|\t)\p{Cc}/u)
      }),
    )
    expect(textPieces('a\u202Eb')).toEqual([{ text: 'a' }, { code: 'U+202E' }, { text: 'b' }])
    expect(textPieces('Déjà vu\n👩‍👩‍👧 שלום')).toHaveLength(1)
  })
})

describe('Deadlines in words', () => {
  const at = (now: string) => ({
    now: new Date(now),
    language: 'fr' as const,
    say: ((key: never, ...params: never[]) =>
      consoleTexts.text('fr', key, ...(params as unknown as []))) as never,
  })
  test.each([
    ['2026-11-22T09:00:00Z', 'overdue', 'en retard de 2 jours'],
    ['2026-11-24T08:00:00Z', 'overdue', 'en retard depuis 9 h 00'],
    ['2026-11-24T16:30:00Z', 'today', 'aujourd’hui à 17 h 30'],
    // 23:30 in UTC is the next day in Paris.
    ['2026-11-24T23:30:00Z', 'week', 'demain à 0 h 30'],
    ['2026-11-29T12:00:00Z', 'week', 'dans 3 jours ouvrés'],
    ['2026-11-30T12:00:00Z', 'later', 'dans 4 jours ouvrés'],
    ['2026-12-08T12:00:00Z', 'later', 'dans 10 jours ouvrés'],
  ])('%s is %s: %s', (dueAt, group, words) => {
    const now = '2026-11-24T09:00:00Z'
    expect(dueGroup(dueAt, new Date(now))).toBe(group)
    expect(dueWords(dueAt, at(now)).replaceAll('\u00A0', ' ')).toBe(words)
  })
  test('the end of a week has no working day ahead', () => {
    expect(dueWords('2026-11-29T12:00:00Z', at('2026-11-27T12:00:00Z'))).toBe('dans 2 jours')
  })
})

describe('The source of a reason', () => {
  const caseData = [
    { label: 'Foyer', value: [{ label: 'Revenus mensuels', value: 1240 }] },
    { label: 'Exposé', value: 'texte' },
  ]
  test('is a field of the case, by name or by place; anything else is no source', () => {
    expect(sourceAnchor(caseData, ' revenus mensuels ')).toEqual({
      pointer: '/0/value/0',
      label: 'Revenus mensuels',
    })
    expect(sourceAnchor(caseData, '/1')).toEqual({ pointer: '/1', label: 'Exposé' })
    expect(sourceAnchor({ a: { 'b/c': 1 } }, '/a/b~1c')).toEqual({ pointer: '/a/b~1c', label: 'b/c' })
    for (const invented of ['', 'Avis d’impôt', '/9', '__proto__', 'label'])
      expect(sourceAnchor(caseData, invented)).toBeUndefined()
  })

  test('is looked for in a case that is read once, however many sources a model invents', () => {
    let reads = 0
    const big = {}
    for (let each = 0; each < 1_000; each += 1)
      Object.defineProperty(big, `champ ${each}`, {
        enumerable: true,
        get: () => {
          reads += 1
          return each
        },
      })
    for (let each = 0; each < 100; each += 1) expect(sourceAnchor(big, `inventé ${each}`)).toBeUndefined()
    expect(reads).toBe(1_000)
    expect(sourceAnchor(big, 'Champ 7')).toEqual({ pointer: '/champ 7', label: 'champ 7' })
  })
})
