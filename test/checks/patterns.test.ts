import { describe, expect, test } from 'vitest'
import { checkPatterns, hostileTexts } from '../support/check-patterns.js'

const PATTERNS = checkPatterns()

/** A pattern without what stands in sets and behind backslashes. */
function skeleton(source: string): string {
  return source
    .replace(/\\[pP]\{[^}]*\}/g, 'x')
    .replace(/\\u\{?[\da-f]+\}?/gi, 'x')
    .replace(/\\./g, 'x')
    .replace(/\[[^\]]*\]/g, 'x')
}

/** `x+` alone, at the start or from end to end: whatever it reads, it never goes back. */
const ONE_SET = /^(?:x[*+]|\^x[*+]\$?|\(\?:[x|]*\)[*+])$/
const LENGTH = 20_000

describe('the patterns of the checks', () => {
  test('are found', () => expect(PATTERNS.length).toBeGreaterThan(80))

  test('have a bound, or repeat one set of signs and nothing else', () => {
    const without = PATTERNS.filter(({ source }) => /[*+]|\{\d+,\}/.test(skeleton(source)))
    const wrong = without.filter(({ source }) => !ONE_SET.test(skeleton(source)))
    expect(wrong.map(({ place, source }) => `${place}: ${source}`)).toEqual([])
  })

  // A pattern that goes back over what it read, doubling its work with each sign, would never come to an end here.
  test.each(PATTERNS.map((pattern) => [`${pattern.place} ${pattern.source.slice(0, 60)}`, pattern] as const))(
    'are read to the end of hostile texts: %s',
    (_, pattern) => {
      const regex = new RegExp(pattern.source, [...new Set(`${pattern.flags}g`)].join(''))
      for (const text of hostileTexts(pattern, LENGTH)) {
        const found = [...text.matchAll(regex)]
        expect(found.every(({ index }) => index <= text.length)).toBe(true)
      }
    },
  )
})
