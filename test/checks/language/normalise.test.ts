import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalise } from '../../../src/checks/language/normalise.js'
import { cutsPair, originalRange } from '../../../src/internal/text-offsets.js'

/** The original text that a word of the normalised text stands for. */
function originalOf(text: string, word: string): string {
  const normal = normalise(text)
  const from = normal.text.indexOf(word)
  expect(from).toBeGreaterThanOrEqual(0)
  const { start, end } = originalRange(normal, from, from + word.length)
  return text.slice(start, end)
}

describe('a text is folded for matching', () => {
  test.each([
    ['Évaluation', 'evaluation'],
    ['e\u0301valuation', 'evaluation'],
    ['ｓｃｏｒｅ', 'score'],
    ['𝓼𝓬𝓸𝓻𝓮', 'score'],
    ['ѕсоrе', 'score'],
    ['sco\u200bre', 'score'],
    ['sco\u00adre', 'score'],
    ['\u202escore\u202c', 'score'],
    ['ⓢⓒⓞⓡⓔ', 'score'],
    ['🅢🅒🅞🅡🅔', 'score'],
    ['cœur', 'coeur'],
    ['ﬁche', 'fiche'],
    ['refuserPlaceCreche', 'refuser place creche'],
    ['\u{e0073}\u{e0063}\u{e006f}re', 'score'],
  ])('"%s" is read as "%s"', (written, read) => {
    expect(normalise(written).text).toBe(read)
  })

  test('a space that does not break is still a space, and an emoji parts words', () => {
    expect(normalise('note\u00a0sociale').text).toBe('note sociale')
    expect(normalise('note👍sociale').text).toBe('note sociale')
  })
})

describe('a place in the folded text leads back to the original', () => {
  test('an accent written apart stays inside the span', () => {
    expect(originalOf('Une e\u0301valuation', 'evaluation')).toBe('e\u0301valuation')
    expect(originalOf('le passe\u0301 simple', 'passe')).toBe('passe\u0301')
  })

  test('zero-width characters inside a word are inside the span, those after it are not', () => {
    expect(originalOf('la no\u200bte\u200b ici', 'note')).toBe('no\u200bte')
  })

  test('an emoji before the word counts for two code units', () => {
    expect(originalOf('😀👩‍👧 score ici', 'score')).toBe('score')
  })

  test('a ligature that is read as two letters is never cut', () => {
    expect(originalOf('une ﬁche', 'fiche')).toBe('ﬁche')
    expect(originalOf('une ﬁche', 'iche')).toBe('ﬁche')
  })

  const anyString = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
      .map((units) => String.fromCharCode(...units)),
  )

  test('for any string, lone surrogates included, offsets never go down and stay inside', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const { text: folded, starts, ends } = normalise(text)
        expect(starts.length).toBe(folded.length)
        expect(ends.length).toBe(folded.length)
        for (let at = 0; at < folded.length; at += 1) {
          const start = starts[at] ?? -1
          const end = ends[at] ?? -1
          expect(start).toBeGreaterThanOrEqual(starts[at - 1] ?? 0)
          expect(end).toBeGreaterThanOrEqual(ends[at - 1] ?? 0)
          expect(start).toBeLessThanOrEqual(end)
          expect(end).toBeLessThanOrEqual(text.length)
          // A span never tears a pair apart.
          expect(cutsPair(text, start)).toBe(false)
          expect(cutsPair(text, end)).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('folding what was folded changes nothing', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const once = normalise(text).text
        expect(normalise(once).text).toBe(once)
      }),
    )
  })
})
