import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type KnownValue,
  knownValueFinder,
} from '../../../../src/checks/personal-data/pseudonyms/known-values.js'

const person = (text: string): KnownValue => ({ type: 'person', text })
const email = (text: string): KnownValue => ({ type: 'email', text })

function found(text: string, ...values: KnownValue[]): readonly string[] {
  return knownValueFinder(values)(text).map(({ start, end }) => text.slice(start, end))
}

describe('known values', () => {
  test('are found as whole words, in any case of letters', () => {
    expect(found('etcheverry, ETCHEVERRY, Etcheverrys', person('Etcheverry'))).toEqual([
      'etcheverry',
      'ETCHEVERRY',
    ])
  })

  test('that are ordinary words count as they were written', () => {
    expect(found('Le petit Petit, PETIT.', person('Petit'))).toEqual(['Petit'])
    expect(found('Un rose\u0301, Rose\u0301', person('Rosé'))).toEqual(['Rose\u0301'])
  })

  test('are found however their letters are encoded', () => {
    const [composed, apart] = ['Zoé Lefèvre'.normalize('NFC'), 'Zoé Lefèvre'.normalize('NFD')]
    expect(found(`(${apart})`, person(composed))).toEqual([apart])
    expect(found(`(${composed})`, person(apart))).toEqual([composed])
    expect(found('ZOE LEFEVRE', person(composed))).toEqual(['ZOE LEFEVRE'])
  })

  test.each([
    'Jean\u00a0Dupont',
    'Jean\nDupont',
    'Jean \r\n\t Dupont',
    'Jean\u202f\u2028Dupont',
    'Jean Du\u00adpont',
  ])('are found with any white space and invisible signs: %j', (written) => {
    expect(found(`Vu : ${written}.`, person('Jean Dupont'))).toEqual([written])
  })

  test('are found with the sign that they begin with', () => {
    expect(found('au+33 6 39 98 14 02', { type: 'phone', text: '+33 6 39 98 14 02' })).toEqual([
      '+33 6 39 98 14 02',
    ])
  })

  test('that overlap are all covered, the longest whole', () => {
    const values = [person('Jean Dupont'), person('Dupont Martin Paul'), person('Dupont')]
    expect(found('Jean Dupont Martin Paul', ...values)).toEqual(['Jean', 'Dupont Martin Paul'])
    expect(found('Jean Dupont Martin', ...values)).toEqual(['Jean Dupont'])
  })

  test('that are short or hold no word are not looked for', () => {
    expect(found('Léa, 12 ----', person('Lea'), email('----'), email(''), email('\u0301 \ud800'))).toEqual([])
  })

  test('are found at their place between spaces, whatever characters they are made of', () => {
    const character = fc.oneof(
      fc.constantFrom(
        'a',
        'É',
        'e\u0301',
        'ß',
        'ﬁ',
        'ς',
        'İ',
        '\u00a0',
        '\n',
        '\u200b',
        '\ud83d',
        '.',
        '@',
        '-',
        '한',
        '🙂',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    const value = fc
      .array(character, { maxLength: 8 })
      // Begins and ends as texts do in which a value can be told from what is around it.
      .map((characters) => `xé${characters.join('')}42`)
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), fc.nat(4), (values, pick) => {
        const one = values[pick % values.length] ?? ''
        const spans = knownValueFinder(values.map(email))(`de ${one} à`)
        expect(spans).toContainEqual(
          expect.objectContaining({ type: 'email', start: 3, end: 3 + one.length }),
        )
      }),
    )
  })

  test('never overlap nor leave the text, and cover every place of every value', () => {
    const words = fc.array(
      fc.constantFrom('jean', 'DUPONT', 'Petit', 'é', '.', ' ', '\n', '\u0301', '\ud83d'),
      {
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 6 }), (textWords, values) => {
        const text = textWords.join('')
        let last = 0
        const covered = new Set<number>()
        for (const { start, end } of knownValueFinder(values.map((value) => email(value.join(''))))(text)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          for (let at = start; at < end; at++) covered.add(at)
          last = end
        }
        expect(last).toBeLessThanOrEqual(text.length)
        for (const value of values)
          for (const { start, end } of knownValueFinder([email(value.join(''))])(text))
            for (let at = start; at < end; at++)
              if (/[\p{L}\p{N}]/u.test(text.charAt(at))) expect(covered).toContain(at)
      }),
    )
  })
})

describe('the work for known values', () => {
  const beginAlike = Array.from({ length: 240 }, (_, index) =>
    email(`jean.${'a'.repeat(index)}@ville.example`),
  )
  const nested = Array.from({ length: 240 }, (_, index) => person(`${'jean '.repeat(index)}zed`))
  const chained = Array.from({ length: 240 }, (_, index) => person('jean '.repeat(index + 1)))
  const ordinary = Array.from({ length: 240 }, (_, index) => person(`${'\u00ad'.repeat(index)}Petit`))

  test.each([
    ['values that begin alike', beginAlike, 'jean '],
    ['values that begin alike, dots', beginAlike, 'jean.'],
    ['values that almost stand there', nested, 'jean '],
    ['values inside one another', chained, 'jean '],
    ['ordinary words', ordinary, 'petit '],
    ['a text without spaces', beginAlike, 'jean'],
    ['a text of marks', beginAlike, '\u0301\u0323'],
  ])('grows with the text alone: %s', (_, values, unit) => {
    const tally = { steps: 0 }
    const find = knownValueFinder(values, tally)
    const read = values.reduce((sum, { text }) => sum + text.length, 0)
    expect(tally.steps).toBeLessThanOrEqual(5 * read)
    for (const length of [13_100, 131_000]) {
      tally.steps = 0
      const text = unit.repeat(length / unit.length)
      find(text)
      expect(tally.steps).toBeLessThanOrEqual(5 * text.length)
    }
  })
})
