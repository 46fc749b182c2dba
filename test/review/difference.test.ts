import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonValue } from '../../src/internal/canonical-json.js'
import { applyDifferences, differencesBetween } from '../../src/review/difference.js'

const json = fc
  .jsonValue({ depthSize: 'medium' })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue)

test('applying the differences to the first value gives the second', () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      expect(JSON.stringify(sorted(applyDifferences(before, differencesBetween(before, after))))).toBe(
        JSON.stringify(sorted(after)),
      )
    }),
    { numRuns: 1000 },
  )
})

test('values that are close to each other differ where they differ only', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), fc.string(), json, (before, key, value) => {
      const after = Object.fromEntries([...Object.entries(before), [key, value]])
      for (const { path } of differencesBetween(before, after))
        expect(path.startsWith(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)).toBe(true)
      expect(sorted(applyDifferences(before, differencesBetween(before, after)))).toEqual(sorted(after))
    }),
    { numRuns: 500 },
  )
})

test('equal values have no difference', () => {
  fc.assert(fc.property(json, (value) => differencesBetween(value, structuredClone(value)).length === 0))
})

test('a change says where, what it was and what it is', () => {
  expect(
    differencesBetween(
      { avis: 'favorable', 'a/b~c': [1, 2, 3] },
      { avis: 'défavorable', 'a/b~c': [1, 4], motif: null },
    ),
  ).toEqual([
    { path: '/a~1b~0c/1', before: 2, after: 4 },
    { path: '/a~1b~0c/2', before: 3 },
    { path: '/avis', before: 'favorable', after: 'défavorable' },
    { path: '/motif', after: null },
  ])
})

test('a key named __proto__ is data', () => {
  const after = JSON.parse('{"__proto__":{"admin":true},"constructor":1}') as JsonValue
  const made = applyDifferences({}, differencesBetween({}, after))
  expect(JSON.stringify(made)).toBe('{"__proto__":{"admin":true},"constructor":1}')
  expect(Reflect.get({}, 'admin')).toBeUndefined()
})

test('a path that leads nowhere is refused', () => {
  expect(() => applyDifferences({}, [{ path: '/a/b', after: 1 }])).toThrow(RangeError)
  expect(() => applyDifferences({}, [{ path: '/__proto__/b', after: 1 }])).toThrow(RangeError)
})

function sorted(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sorted(item as JsonValue)])
}
