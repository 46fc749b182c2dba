import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publishableTable } from '../../src/register/small-cells.js'
import type { MotiveReason } from '../../src/review/decision-reasons.js'
import type { DecisionFact, PlacedFact } from '../../src/statistics/decision-fact.js'
import { TEAM_LIMITS, teamSummary } from '../../src/statistics/team.js'

interface Some {
  readonly count: number
  readonly agents?: number
  readonly fact: Partial<DecisionFact>
  readonly useId?: string
}

let next = 0

/** So many decisions, taken by so many people in turn. */
function some({ count, agents = 5, fact, useId = 'u' }: Some): PlacedFact[] {
  return Array.from({ length: count }, (_, index) => {
    next += 1
    return {
      reviewId: `r-${next}`,
      reviewerId: `agent-${index % agents}`,
      systemId: 's',
      useId,
      at: '2026-11-24T12:00:00.000Z',
      fact: { outcome: 'approved', mode: 'decide-first', proposed: 'favourable', caseLength: 10, ...fact },
    }
  })
}

function breakdown(...parts: readonly PlacedFact[][]) {
  const summary = teamSummary(parts.flat())
  if (summary.status === 'too-few') throw new Error('The test has too few decisions.')
  return summary.breakdown
}

const reasons = (...list: MotiveReason[]): Pick<DecisionFact, 'reasons'> => ({ reasons: list })
const shownReasons = (...parts: readonly PlacedFact[][]): readonly string[] =>
  breakdown(...parts).reasons.map(({ reason }) => reason)

describe('the figures of a team by criterion', () => {
  it('say where people and the AI part: not met, while the suggestion is favourable', () => {
    const { criteria } = breakdown(
      some({ count: 30, fact: { criteria: { revenus: 'met' } } }),
      some({ count: 10, fact: { criteria: { revenus: 'not-met' } } }),
      some({ count: 7, fact: { criteria: { revenus: 'not-met' }, proposed: 'unfavourable' } }),
      some({ count: 6, fact: { criteria: { revenus: 'unverifiable' } } }),
      // The same word in another use's grid is another criterion.
      some({ count: 20, fact: { criteria: { revenus: 'unverifiable' } }, useId: 'v' }),
    )
    expect(criteria).toEqual([
      { useId: 'u', criterionId: 'revenus', cases: 53, met: 30, against: 10, notMet: 7, unverifiable: 6 },
      { useId: 'v', criterionId: 'revenus', cases: 20, met: 0, against: 0, notMet: 0, unverifiable: 20 },
    ])
  })

  it('leave out a criterion that fewer than five people or twenty cases stand behind', () => {
    const whole = some({ count: 40, fact: { criteria: { residence: 'met' } } })
    const few = some({ count: 40, agents: 4, fact: { criteria: { rare: 'not-met' } } })
    const short = some({ count: 19, fact: { criteria: { short: 'not-met' } } })
    expect(breakdown(whole, few, short).criteria.map(({ criterionId }) => criterionId)).toEqual(['residence'])
  })

  it('hide a small cell and the next one, which would give it away', () => {
    const { criteria } = breakdown(
      some({ count: 30, fact: { criteria: { revenus: 'met' } } }),
      some({ count: 6, fact: { criteria: { revenus: 'not-met' } } }),
      some({ count: 1, fact: { criteria: { revenus: 'unverifiable' } } }),
    )
    expect(criteria).toMatchObject([
      { cases: 37, met: 30, against: 'withheld', notMet: 0, unverifiable: '<5' },
    ])
  })

  it('count no control case', () => {
    const control = some({ count: 30, fact: { criteria: { revenus: 'not-met' }, control: { found: true } } })
    const real = some({ count: 30, fact: { criteria: { revenus: 'met' } } })
    expect(breakdown(real, control).criteria).toMatchObject([{ cases: 30, met: 30, against: 0 }])
  })
})

describe('the figures of a team by reason', () => {
  it('say for which reasons suggestions are kept, amended and set aside', () => {
    const parts = [
      some({ count: 20, fact: { outcome: 'amended', ...reasons('wording') } }),
      some({ count: 25, fact: { outcome: 'rejected', ...reasons('fact') } }),
      some({ count: 25, fact: {} }),
    ]
    expect(breakdown(...parts).reasons).toEqual([
      { reason: 'fact', cases: 25, outcomes: { approved: 0, amended: 0, rejected: 25, 'without-ai': 0 } },
      { reason: 'wording', cases: 20, outcomes: { approved: 0, amended: 20, rejected: 0, 'without-ai': 0 } },
    ])
  })

  it('leave out a reason when what is left of the whole is about a few', () => {
    const most = some({ count: 40, fact: reasons('evidence') })
    expect(shownReasons(most, some({ count: 3, fact: {} }))).toEqual([])
    expect(shownReasons(most, some({ count: 30, agents: 2, fact: {} }))).toEqual([])
    expect(shownReasons(most, some({ count: 30, fact: {} }))).toEqual(['evidence'])
    expect(shownReasons(most)).toEqual(['evidence'])
  })

  it('leave out a reason when what several leave of the whole is about a few', () => {
    const parts = [
      some({ count: 40, fact: reasons('evidence') }),
      some({ count: 30, fact: reasons('fact') }),
      some({ count: 2, fact: {} }),
    ]
    expect(shownReasons(...parts)).toEqual(['evidence'])
  })

  it('leave out a reason that another one holds but for a few', () => {
    const parts = [
      some({ count: 30, fact: reasons('evidence', 'fact') }),
      some({ count: 2, fact: reasons('evidence') }),
      some({ count: 40, fact: {} }),
    ]
    expect(shownReasons(...parts)).toEqual(['evidence'])
  })

  it('never stand for fewer than the limits, alone, within another, or in what is left over', () => {
    const words = ['evidence', 'fact', 'criterion'] as const
    const part = fc.record({
      count: fc.integer({ min: 0, max: 45 }),
      agents: fc.integer({ min: 1, max: 7 }),
      reasons: fc.subarray([...words]),
    })
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 5 }), (parts) => {
        const facts = parts.flatMap(({ reasons: list, ...rest }) =>
          some({ ...rest, fact: { reasons: list } }),
        )
        const summary = teamSummary(facts)
        if (summary.status === 'too-few') return
        const groups = summary.breakdown.reasons.map(({ reason }) =>
          facts.filter(({ fact }) => fact.reasons?.includes(reason)),
        )
        const all = [facts, ...groups]
        const fine = (group: readonly PlacedFact[]): boolean =>
          group.length === 0 ||
          (group.length >= TEAM_LIMITS.cases &&
            new Set(group.map(({ reviewerId }) => reviewerId)).size >= TEAM_LIMITS.agents)
        const rest = facts.filter((each) => !groups.some((group) => group.includes(each)))
        expect(all.every(fine)).toBe(true)
        if (groups.length > 0) expect(fine(rest)).toBe(true)
        for (const larger of all)
          for (const smaller of all)
            if (smaller.every((each) => larger.includes(each)))
              expect(fine(larger.filter((each) => !smaller.includes(each)))).toBe(true)
      }),
    )
  })
})

describe('a table of counts with known sums', () => {
  it('hides no cell alone in its row or column, where the sum would give it away', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 4 }), counts, (rows, rest) => {
        const cells = publishableTable(rows, rest)
        const alone = (line: readonly (readonly [count: number, cell: unknown])[]): boolean => {
          const hidden = line.filter(([, cell]) => typeof cell !== 'number')
          return hidden.length === 1 && line.some(([count, cell]) => count > 0 && typeof cell === 'number')
        }
        for (const [row, line] of rows.entries())
          expect(alone(line.map((count, column) => [count, cells[row]?.[column]]))).toBe(false)
        for (const [column, left] of rest.entries()) {
          const line = rows.map((row, place) => [row[column] ?? 0, cells[place]?.[column]] as const)
          expect(alone([...line, [left, left > 0 ? 'unpublished' : 0]])).toBe(false)
        }
        for (const [row, line] of cells.entries())
          for (const [column, cell] of line.entries()) {
            const count = rows[row]?.[column] ?? 0
            if (typeof cell === 'number') expect(cell).toBe(count)
            if (count > 0 && count < 5) expect(cell).toBe('<5')
          }
      }),
    )
  })

  it('hides as much in a column as in a row', () => {
    const rows = [
      [20, 3, 9],
      [20, 8, 7],
    ]
    expect(publishableTable(rows, [0, 0, 0])).toEqual([
      [20, '<5', 'withheld'],
      [20, 'withheld', 'withheld'],
    ])
  })
})
