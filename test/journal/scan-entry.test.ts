import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../src/internal/canonical-json.js'
import { parseEntryText } from '../../src/journal/entry-format.js'
import { scanEntry } from '../../src/journal/scan-entry.js'
import { entryId, entryText } from './memory-journal.js'

const numbers = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 0.1, 1e-6, 1e-7, 1e21, 123456789.123456, -0.5),
)
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    numbers,
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 8 }), tie('value'), { maxKeys: 4 }),
  ),
})).value

test('an entry of the ordinary form is read from its text alone, as this package writes it', () => {
  expect(scanEntry(entryText(7))).toBe(entryId(7))
  expect(scanEntry(entryText(7, { data: { findings: [{ score: 0.873 }], n: -12, ok: true } }))).toBe(
    entryId(7),
  )
  expect(scanEntry(entryText(7, { payloads: { motive: 'a'.repeat(64) }, reviewId: 'r' }))).toBe(entryId(7))
})

test('whatever is read from the text alone, parsing it says the same: of any data, and of any change to a text', () => {
  const edits = fc.array(
    fc.record({
      at: fc.nat({ max: 400 }),
      cut: fc.nat({ max: 3 }),
      put: fc.oneof(
        fc.constantFrom(
          '',
          ' ',
          '"',
          '\\',
          '0',
          '.0',
          '-',
          ',',
          '{',
          '}',
          '[',
          ']',
          'é',
          '\u0000',
          'e1',
          '\ud800',
        ),
        fc.string({ maxLength: 2 }),
      ),
    }),
    { maxLength: 3 },
  )
  let scanned = 0
  fc.assert(
    fc.property(values, fc.string({ maxLength: 6 }), edits, (data, name, changes) => {
      let text = canonicalJson({
        ...JSON.parse(entryText(3)),
        data: { value: data },
        [name || 'later']: data,
      })
      for (const { at, cut, put } of changes) text = text.slice(0, at) + put + text.slice(at + cut)
      const id = scanEntry(text)
      if (id === undefined) return
      scanned += 1
      expect(parseEntryText(text)).toEqual({ id })
    }),
    { numRuns: 4000 },
  )
  expect(scanned).toBeGreaterThan(100)
})

test('names out of order or twice, numbers in another form and what no entry has are never taken from the text alone', () => {
  const good = entryText(3)
  for (const text of [
    good.replace('{', '{ '),
    `${good} `,
    good.slice(0, -1),
    good.replace('"number":3', '"number":3.0'),
    good.replace('"number":3', '"number":03'),
    good.replace('"number":3', '"number":-0'),
    good.replace('"number":3', '"number":3,"number":3'),
    good.replace('"number":3', '"b":1,"a":1'),
    good.replace('"v":1', '"v":10'),
    good.replace(/"at":"[^"]*"/, '"at":"2026-02-31T25:00:00.000Z"'),
    '',
    '{',
    '[]',
  ])
    expect(scanEntry(text)).toBeUndefined()
})
