import fc from 'fast-check'
import {
  EMPTY_TABLE,
  PERSONAL_DATA_TYPES,
  type PlaceholderTable,
  pseudonymiseTexts,
  restorerFor,
  type SpannedText,
  streamRestorer,
} from 'garde-fou/personal-data'
import { describe, expect, it } from 'vitest'

/** Pieces that are likely to break something: look-alikes, escapes, marks, halves of characters. */
const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'Dupont',
      'Jean',
      'DUPONT',
      'É',
      ' ',
      '_',
      '-',
      '\n',
      '"',
      '\\',
      's',
      '1',
      '12',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'PERSONNE_1', 'PERSONNE_2', 'personne 1', 'Personne-1b', 'PERSONNE', 'ADRESSE_', 'adresse 1, rue', 'MENTION_1',
      'TELEPHONE_1', 'Téléphone 1', 'e\u0301', '\u0301', '😀', '\\u00e9', '\\n', '\\"', '\\u0050ERSONNE_1', '{"a":"', '"}',
      '[', '{', '```json\n', 'n°', 'S',
    ), // biome-ignore format: a list of pieces
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
)
const text = fc.oneof(
  fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
  fc
    .array(piece, { maxLength: 8 })
    .map((pieces) => JSON.stringify({ nom: pieces.join(''), plus: [pieces.slice(2).join('')] })),
  fc.array(piece, { maxLength: 8 }).map((pieces) => `{"a":"${pieces.join('')}"}`),
)
const spanned: fc.Arbitrary<SpannedText> = text.chain((written) =>
  fc
    .array(
      fc.record({
        type: fc.constantFrom(...PERSONAL_DATA_TYPES),
        start: fc.nat(written.length),
        length: fc.nat(12),
      }),
      { maxLength: 5 },
    )
    .map((spans) => ({
      text: written,
      spans: spans.map(({ type, start, length }) => ({
        type,
        start,
        end: Math.min(written.length, start + length),
      })),
    })),
)
const calls = fc.array(fc.array(spanned, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })

describe('texts with placeholders', () => {
  it('are restored to the letter, whatever the texts and spans, over all calls of a case', () => {
    fc.assert(
      fc.property(calls, (all) => {
        let table: PlaceholderTable = EMPTY_TABLE
        for (const texts of all) {
          const issued = pseudonymiseTexts(texts, table)
          const restorer = restorerFor(issued.sent, { untouched: issued.untouched })
          expect(issued.texts.map(restorer.whole)).toEqual(texts.map((one) => one.text))
          expect(restorer.unknown()).toEqual([])
          // A table that was stored and read again says the same.
          table = JSON.parse(JSON.stringify(issued.table)) as PlaceholderTable
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('are restored the same in pieces, wherever they are cut, and half a placeholder is never given', () => {
    fc.assert(
      fc.property(spanned, fc.array(fc.nat(200)), (one, cuts) => {
        const { texts, sent } = pseudonymiseTexts([one], EMPTY_TABLE)
        const [written = ''] = texts
        const restorer = streamRestorer(sent)
        const places = [...new Set(cuts.map((cut) => cut % (written.length + 1)))].sort((a, b) => a - b)
        const pieces = [0, ...places].map((from, index) =>
          written.slice(from, places[index] ?? written.length),
        )
        expect(pieces.map(restorer.push).join('') + restorer.end()).toBe(one.text)
      }),
      { numRuns: 2000 },
    )
  })

  it('are restored in pieces as whole, when no text of ours made them', () => {
    const sent = pseudonymiseTexts(
      [
        {
          text: 'Jean "Jo" Dupont, 12 rue\nHugo',
          spans: [
            { type: 'person', start: 0, end: 16 },
            { type: 'address', start: 18, end: 29 },
          ],
        },
      ],
      EMPTY_TABLE,
    ).sent
    fc.assert(
      fc.property(text, fc.array(fc.nat(200)), (written, cuts) => {
        const restorer = streamRestorer(sent)
        const places = [...new Set(cuts.map((cut) => cut % (written.length + 1)))].sort((a, b) => a - b)
        const pieces = [0, ...places].map((from, index) =>
          written.slice(from, places[index] ?? written.length),
        )
        expect(pieces.map(restorer.push).join('') + restorer.end()).toBe(restorerFor(sent).whole(written))
      }),
      { numRuns: 2000 },
    )
  })
})
