import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdsAny } from '../../../../src/checks/personal-data/pseudonyms/holds-any.js'

test('a text holds a value where the value stands in it, whatever is around it', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀', '\ud83d'), maxLength: 6 })
  const long = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀', '\ud83d'), maxLength: 30 })
  fc.assert(
    fc.property(fc.array(short, { maxLength: 6 }), fc.array(long, { maxLength: 3 }), (values, texts) => {
      const holds = holdsAny(values)
      for (const text of texts) expect(holds(text)).toBe(values.some((value) => text.includes(value)))
    }),
  )
})

test.each<[string, (count: number) => string[]]>([
  [
    'ever longer ones of one letter',
    (count) => Array.from({ length: 60 }, (_, at) => 'a'.repeat(count + at)),
  ],
  ['many with one beginning', (count) => Array.from({ length: count }, (_, at) => `${'a'.repeat(20)}${at}`)],
  ['many with one end', (count) => Array.from({ length: count }, (_, at) => `${at}${'a'.repeat(20)}`)],
])('the work grows with the lengths of values and texts, not with their product: %s', (_, make) => {
  for (const count of [50, 500, 5000]) {
    const values = make(count)
    const text = 'a'.repeat(count * 10 - 1).concat('b')
    const tally = { steps: 0 }
    const holds = holdsAny(values, tally)
    holds(text)
    holds(text)
    expect(tally.steps).toBeGreaterThan(text.length)
    expect(tally.steps).toBeLessThanOrEqual(6 * (values.join('').length + 2 * text.length))
  }
})
