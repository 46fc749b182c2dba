import { describe, expect, test } from 'vitest'
import { compileMatcher, type Lexicon } from '../../../src/checks/language/matcher.js'
import { normalise } from '../../../src/checks/language/normalise.js'
import { tokenise } from '../../../src/checks/language/tokens.js'

/** The stretches of text that a lexicon of one concept finds. */
function found(phrases: string, text: string): string[] {
  const lexicon: Lexicon = { it: phrases }
  const matcher = compileMatcher([['test', lexicon]])
  const normal = normalise(text)
  const tokens = tokenise(normal, matcher.vocabulary, 0)
  return matcher
    .match(tokens, { steps: 0 })
    .map((hit) => normal.text.slice(tokens[hit.first]?.from, tokens[hit.last]?.to))
}

describe('a phrase of the lexicon', () => {
  test('is found whatever its accents, case and articles', () => {
    expect(found('reconnaissance faciale', 'La RECONNAISSANCE de la Faciale')).toEqual([
      'reconnaissance de la faciale',
    ])
  })

  test('with a star takes every ending, without one takes none', () => {
    expect(found('surveill*', 'surveiller, surveillance, survie')).toEqual(['surveiller', 'surveillance'])
    expect(found('note', 'notes')).toEqual([])
  })

  test('with a tilde allows up to three words between', () => {
    expect(found('vérifi* ~ visage', 'vérifie bien chaque beau visage')).toHaveLength(1)
    expect(found('vérifi* ~ visage', 'vérifie vite bien chaque beau visage')).toHaveLength(0)
  })

  test('is not put together across a sentence', () => {
    expect(found('crédit social', 'Un crédit. Social ou non.')).toEqual([])
  })

  test.each([
    ['s c o r e', 'score'],
    ['s.c.o.r.e', 'score'],
    ['s-c-o-r-e', 'score'],
    ['sc0r3', 'score'],
    ['scorre', 'score'],
    ['pl4n', 'plan'],
    ['p1an', 'plan'],
    ['foto', 'photo'],
  ])('"%s" is found as "%s"', (written, word) => {
    expect(found(word, `avec ${written} ici`)).toHaveLength(1)
  })

  test('is found in letters spaced without any wider gap between the words', () => {
    expect(found('score, civisme', 's c o r e d e c i v i s m e')).toHaveLength(2)
  })

  test('hidden at the end of a very long run of spaced letters is found', () => {
    expect(found('score', `${'x '.repeat(5_000)}s c o r e`)).toHaveLength(1)
  })

  test('that ends in a word which is not read is refused when the lexicon is compiled', () => {
    expect(() => found('refuse de', '')).toThrow(RangeError)
  })
})
