import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, startOfDay } from '../../src/system/lifecycle.js'

/** Built as somebody else would, part by part. */
function dayInParis(at: Date): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Paris',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${parts['year']}-${parts['month']}-${parts['day']}`
}

test('the day of a moment is that of Paris, whatever was asked for before', () => {
  const moment = fc.date({ min: new Date('1969-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  const near = fc.tuple(moment, fc.integer({ min: -7_200_000, max: 7_200_000 }))
  fc.assert(
    fc.property(near, ([at, away]) => {
      for (const one of [at, new Date(at.getTime() + away), at]) expect(dayOf(one)).toBe(dayInParis(one))
    }),
  )
})

test.each([
  ['2026-11-25T22:59:59.999Z', '2026-11-25'],
  ['2026-11-25T23:00:00.000Z', '2026-11-26'],
  ['2026-07-14T21:59:59.999Z', '2026-07-14'],
  ['2026-07-14T22:00:00.000Z', '2026-07-15'],
  ['2026-03-28T23:00:00.000Z', '2026-03-29'],
  ['2026-10-25T22:59:59.999Z', '2026-10-25'],
])('%s is on %s', (at, day) => {
  expect(dayOf(new Date(at))).toBe(day)
})

test('a moment that is none has no day', () => {
  dayOf(new Date())
  expect(() => dayOf(new Date(Number.NaN))).toThrow(RangeError)
})

test('a day begins at midnight in Paris, in winter, in summer and when the clock is turned', () => {
  expect(
    ['2026-01-15', '2026-07-15', '2026-03-29', '2026-10-25'].map((day) => startOfDay(day).toISOString()),
  ).toEqual([
    '2026-01-14T23:00:00.000Z',
    '2026-07-14T22:00:00.000Z',
    '2026-03-28T23:00:00.000Z',
    '2026-10-24T22:00:00.000Z',
  ])
})
