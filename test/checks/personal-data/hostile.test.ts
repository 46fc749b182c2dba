import fc from 'fast-check'
import { detectPersonalData, specialCategories } from 'garde-fou/personal-data'
import { describe, expect, test } from 'vitest'
import { columnHeads } from '../../../src/checks/personal-data/text/columns.js'
import { findPatterns } from '../../../src/checks/personal-data/text/find-patterns.js'
import { scan } from '../../../src/checks/personal-data/text/tokens.js'
import { wordTable } from '../../../src/checks/personal-data/text/word-table.js'

const SEEDS = [
  '1 ',
  '0',
  '06 ',
  '06.',
  '+33',
  'a@',
  '@',
  'a.',
  'FR76 ',
  'FR76',
  '1:',
  '::',
  'f:',
  '1.1.',
  '12 rue ',
  'rue ',
  'rue de la ',
  ', ',
  '33000 ',
  'A-',
  'Jean-',
  'Jean ',
  'M. ',
  'de ',
  "d'",
  'né le ',
  '1/1/',
  'AB-123-',
  'AB12',
  'point ',
  ' at ',
  '(at)',
  'nom: ',
  ';',
  'nom;',
  '\n',
  '\t',
  '|',
  'O',
  'l',
  '2A',
  'é',
  'e\u0301',
  '\u200b',
  '\ud83d',
  '🙂',
  '1er ',
  'mai ',
  'un ',
  'lot 1 ',
  'Rue ',
  'cancer ',
  'd origine ',
  '"',
  '{',
  '\u0000',
] as const

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...SEEDS),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''))

describe('any text', () => {
  test('gives sorted spans inside it that never overlap, and scores between 0 and 1', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const spans of [detectPersonalData(text, { minScore: 0 }), specialCategories(text)]) {
          let before = 0
          for (const { start, end, score } of spans) {
            expect(start).toBeGreaterThanOrEqual(before)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(text.length)
            expect(score >= 0 && score <= 1).toBe(true)
            before = end
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  test('is read the same way twice', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(detectPersonalData(text)).toEqual(detectPersonalData(text))
      }),
      { numRuns: 50 },
    )
  })
})

/** A text that counts how many of its units are looked at, one by one or in slices. */
class CountingText extends String {
  read = 0
  override charCodeAt(at: number): number {
    this.read++
    return super.charCodeAt(at)
  }
  override charAt(at: number): string {
    this.read++
    return super.charAt(at)
  }
  override slice(from?: number, to?: number): string {
    const piece = super.slice(from, to)
    this.read += piece.length
    return piece
  }
  override startsWith(word: string, at?: number): boolean {
    this.read += word.length
    return super.startsWith(word, at)
  }
}

/** Units looked at per unit of text by every recogniser together. */
function workPerUnit(text: string): number {
  const counting = new CountingText(text)
  // The recognisers only use the four methods that count.
  const counted = counting as unknown as string
  const words = wordTable()
  const tokens = scan(counted, words)
  findPatterns({ tokens, columns: columnHeads(tokens, words), words, ibans: undefined })
  return counting.read / text.length
}

const LENGTH = 6000
/** A number may be looked at by each recogniser, each within its own bound. */
const MOST_WORK = 700

describe('work', () => {
  test.each(SEEDS.map((seed) => [JSON.stringify(seed), seed]))(
    'over %s repeated grows with the length only',
    (_, seed) => {
      const once = workPerUnit(seed.repeat(Math.ceil(LENGTH / seed.length)))
      const twice = workPerUnit(seed.repeat(Math.ceil((2 * LENGTH) / seed.length)))
      expect(once).toBeLessThan(MOST_WORK)
      expect(twice).toBeLessThan(once * 1.2 + 1)
    },
  )

  test('over any mixture repeated grows with the length only', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SEEDS), { minLength: 1, maxLength: 6 }), (pieces) => {
        const piece = pieces.join('')
        const once = workPerUnit(piece.repeat(Math.ceil(LENGTH / piece.length)))
        const twice = workPerUnit(piece.repeat(Math.ceil((2 * LENGTH) / piece.length)))
        expect(once).toBeLessThan(MOST_WORK)
        expect(twice).toBeLessThan(once * 1.2 + 1)
      }),
      { numRuns: 150 },
    )
  })

  test.each(['1 ', '06 39 ', 'a@a.', 'Jean-', '12 rue de la ', 'x', 'A'])(
    'a megabyte of « %s » is read to its end',
    (seed) => {
      const text = seed.repeat(Math.ceil(1_000_000 / seed.length))
      const spans = detectPersonalData(`${text}\nEnfin : jean.dupont@example.org`)
      expect(spans.at(-1)?.type).toBe('email')
    },
  )
})
