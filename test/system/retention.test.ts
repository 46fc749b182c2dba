import fc from 'fast-check'
import { defineSystem } from 'garde-fou'
import { describe, expect, test } from 'vitest'
import { monthsBefore } from '../../src/system/retention.js'
import { draftSchema, housingRecord } from '../support/housing.js'

const declare = (retention: unknown) =>
  defineSystem({
    ...housingRecord,
    uses: {
      draft: {
        impact: 'significant',
        audience: 'agents',
        action: 'prépare un projet',
        purpose: 'Préparer un projet.',
        output: draftSchema,
        oversight: { role: 'instructeur' },
        retention: retention as never,
      },
    },
  })

describe('The retention of a use', () => {
  test('is part of its record', () => {
    const retention = {
      textsForMonths: 6,
      decisionsForMonths: 60,
      finalFate: 'destroy',
      visa: 'AD33-2026-12',
    }
    expect(declare(retention).record.uses['draft']?.retention).toEqual(retention)
  })

  test.each([
    [{ textsForMonths: 0, decisionsForMonths: 60 }],
    [{ textsForMonths: 6.5, decisionsForMonths: 60 }],
    [{ textsForMonths: 6 }],
    [{ textsForMonths: 7, decisionsForMonths: 6 }],
    [{ textsForMonths: 6, decisionsForMonths: 60, finalFate: 'burn' }],
    [{ textsForMonths: 6, decisionsForMonths: 60, visa: '' }],
    [{ textsForMonths: Number.NaN, decisionsForMonths: Number.POSITIVE_INFINITY }],
  ])('%j is refused with its place', (retention) => {
    expect(() => declare(retention)).toThrow(
      expect.objectContaining({
        faults: expect.arrayContaining([
          expect.objectContaining({ path: expect.stringContaining('uses.draft.retention') }),
        ]),
      }),
    )
  })
})

describe('So many months before', () => {
  test('is the same day, or the last of a shorter month', () => {
    const earlier = (at: string, months: number) => monthsBefore(new Date(at), months).toISOString()
    expect(earlier('2026-11-24T09:00:00.000Z', 6)).toBe('2026-05-24T09:00:00.000Z')
    expect(earlier('2026-08-31T09:00:00.000Z', 6)).toBe('2026-02-28T09:00:00.000Z')
    expect(earlier('2024-03-31T00:00:00.000Z', 1)).toBe('2024-02-29T00:00:00.000Z')
    expect(earlier('2026-01-15T00:00:00.000Z', 60)).toBe('2021-01-15T00:00:00.000Z')
  })

  test('never grows when there are more months, nor when it is earlier', () => {
    const date = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 600 }), (at, months) => {
        expect(monthsBefore(at, months + 1).getTime()).toBeLessThan(monthsBefore(at, months).getTime())
        expect(monthsBefore(at, months).getTime()).toBeLessThan(at.getTime())
      }),
    )
  })
})
