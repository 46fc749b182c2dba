import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { annualReport, yearPeriod } from '../../src/register/annual-report.js'
import { publishable } from '../../src/register/small-cells.js'
import type { DecisionOutcome } from '../../src/review/decision.js'
import type { PlacedFact } from '../../src/statistics/decision-fact.js'
import type { RequestCounts } from '../../src/statistics/request-counts.js'
import { housing } from '../support/housing.js'

let last = 0

function decisions(times: number, outcome: DecisionOutcome, more: Partial<PlacedFact> = {}): PlacedFact[] {
  return Array.from({ length: times }, () => {
    last += 1
    return {
      reviewId: `review-${last}`,
      reviewerId: 'alice',
      systemId: housing.record.id,
      useId: 'draft',
      at: '2026-05-04T09:00:00.000Z',
      fact: { outcome, mode: 'decide-first', caseLength: 10 },
      ...more,
    }
  })
}

const none: RequestCounts = {
  onTime: 0,
  late: 0,
  waiting: 0,
  overdue: 0,
  erased: 0,
  feedback: 0,
  altered: 0,
}

const report = (facts: readonly PlacedFact[], requests: RequestCounts = none) =>
  annualReport({ year: 2026, systems: [{ record: housing.record, suspended: false }], facts, requests })

describe('Counts that are published', () => {
  test('never include one from 1 to 4', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 12 }), (counts) => {
        publishable(counts).forEach((cell, place) => {
          if (typeof cell === 'number') expect(cell === 0 || cell >= 5).toBe(true)
          else expect(counts[place]).toBeGreaterThan(0)
        })
      }),
    )
  })

  test('leave no remainder under 5 to whoever knows their sum', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 12 }), (counts) => {
        const sum = counts.reduce((total, count) => total + count, 0)
        const cells = publishable(counts)
        const rest = counts.filter((_, place) => typeof cells[place] !== 'number')
        const hidden = rest.reduce((total, count) => total + count, 0)
        expect(rest.length === 0 || hidden >= 5 || hidden === sum).toBe(true)
      }),
    )
  })
})

describe('The report of a year', () => {
  test('says what people made of the suggestions, control cases left out', () => {
    const control = decisions(6, 'approved', {
      fact: { outcome: 'approved', mode: 'shown', caseLength: 1, control: { found: true } },
    })
    const { total, outcomes, share, controls, systems } = report([
      ...decisions(70, 'approved'),
      ...decisions(20, 'amended'),
      ...decisions(10, 'rejected'),
      ...decisions(5, 'without-ai'),
      ...control,
    ])
    expect(total).toBe(105)
    expect(outcomes).toEqual({ approved: 70, amended: 20, rejected: 10, 'without-ai': 5 })
    expect(share).toBe(0.3)
    expect(controls).toEqual({ found: 6, of: 6 })
    expect(systems[0]).toMatchObject({ status: 'service', decided: 100, changed: 30, share: 0.3 })
  })

  test('counts a case that several people decided on once, by the last of them', () => {
    const shared = { reviewId: 'same' }
    const { total, outcomes } = report([
      ...decisions(5, 'approved'),
      ...decisions(1, 'approved', { ...shared, at: '2026-05-04T10:00:00.000Z' }),
      ...decisions(1, 'rejected', { ...shared, reviewerId: 'bruno', at: '2026-05-04T11:00:00.000Z' }),
      ...decisions(5, 'rejected'),
    ])
    expect(total).toBe(11)
    expect(outcomes).toMatchObject({ approved: 5, rejected: 6 })
  })

  test('tells no share that gives away what fewer than five people were told', () => {
    const { outcomes, share, systems } = report([...decisions(96, 'approved'), ...decisions(2, 'rejected')])
    expect(outcomes).toMatchObject({ approved: 'withheld', rejected: '<5' })
    expect(share).toBeUndefined()
    expect(systems[0]).toMatchObject({ decided: 98, changed: '<5' })
    expect(systems[0]?.share).toBeUndefined()
    const kept = report([...decisions(2, 'approved'), ...decisions(96, 'rejected')])
    expect(kept.systems[0]).toMatchObject({ decided: 98, changed: 'withheld' })
  })

  test('counts requests for an explanation and tells no figure about fewer than five people', () => {
    const { requests } = report([], { ...none, onTime: 40, late: 2, overdue: 9, feedback: 3, medianDays: 12 })
    expect(requests).toEqual({
      received: 51,
      onTime: 40,
      late: '<5',
      waiting: 0,
      overdue: 'withheld',
      erased: 0,
      medianDays: 12,
      feedback: '<5',
      altered: 0,
    })
    expect(report([], { ...none, onTime: 3, medianDays: 12, altered: 1 }).requests).toMatchObject({
      received: '<5',
      altered: 1,
    })
    expect(report([], { ...none, onTime: 3, medianDays: 12 }).requests).not.toHaveProperty('medianDays')
  })

  test('puts a decision of New Year’s night into the year and month of Paris', () => {
    const { from, to } = yearPeriod(2026)
    const { months } = report([
      ...decisions(5, 'approved', { at: from }),
      ...decisions(6, 'approved', { at: new Date(Date.parse(to) - 1).toISOString() }),
    ])
    expect(months[0]).toBe(5)
    expect(months[11]).toBe(6)
  })

  test('keeps ended and abandoned systems, and an empty year', () => {
    const ended = { ...housing.record, stage: 'retired' as const }
    const abandoned = {
      ...ended,
      experiment: {
        startsOn: '2026-01-01',
        endsOn: '2026-03-01',
        report: { on: '2026-03-02', conclusive: false },
      },
    }
    const { systems, total, share } = annualReport({
      year: 2026,
      systems: [ended, abandoned].map((record) => ({ record, suspended: true })),
      facts: [],
      requests: none,
    })
    expect(systems.map(({ status }) => status)).toEqual(['retired', 'abandoned'])
    expect(total).toBe(0)
    expect(share).toBeUndefined()
  })
})
