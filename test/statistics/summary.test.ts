import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecisionFact, PlacedFact } from '../../src/statistics/decision-fact.js'
import { directionIn } from '../../src/statistics/decision-fact.js'
import { distanceBetween } from '../../src/statistics/distance.js'
import { decisionsWithoutPause } from '../../src/statistics/pause.js'
import { spreadOf, summarise } from '../../src/statistics/summary.js'
import { teamSummary } from '../../src/statistics/team.js'

type Loose = { readonly [Key in keyof DecisionFact]?: DecisionFact[Key] | undefined }

/** A fact; a member that is undefined is left out. */
const fact = (change: Loose = {}): DecisionFact =>
  JSON.parse(
    JSON.stringify({
      outcome: 'approved',
      mode: 'decide-first',
      opinion: 'favourable',
      proposed: 'favourable',
      decided: 'favourable',
      distance: 0,
      seconds: 120,
      caseLength: 2000,
      ...change,
    }),
  )

describe('a summary of decisions', () => {
  it('counts outcomes, agreement before and after, and changes towards and away from the suggestion', () => {
    const summary = summarise([
      fact(),
      // Changed their mind towards the suggestion.
      fact({ opinion: 'unfavourable' }),
      // Thought like the suggestion and decided otherwise.
      fact({ outcome: 'amended', decided: 'unfavourable', distance: 0.5 }),
      // Kept their own opinion against it.
      fact({ outcome: 'rejected', opinion: 'unfavourable', decided: undefined, distance: undefined }),
      fact({ outcome: 'without-ai', opinion: undefined, decided: 'incomplete' }),
    ])
    expect(summary.total).toBe(5)
    expect(summary.outcomes).toEqual({ approved: 2, amended: 1, rejected: 1, 'without-ai': 1 })
    expect(summary.agreedBefore).toEqual({ count: 2, of: 4 })
    expect(summary.agreedAfter).toEqual({ count: 2, of: 4 })
    expect(summary.changed).toEqual({ count: 2, of: 4 })
    expect([summary.towards, summary.away]).toEqual([1, 1])
    expect(summary.distance).toBe(0.5)
    expect(summary.seconds).toEqual({ least: 120, median: 120, most: 120 })
    expect(summary.secondsPerThousand?.median).toBe(60)
  })

  it('keeps control cases out of every figure but their own', () => {
    const real = [fact(), fact({ outcome: 'rejected', decided: undefined })]
    const controls = [fact({ control: { found: true } }), fact({ control: { found: false }, seconds: 1 })]
    const { controls: counted, ...rest } = summarise([...real, ...controls])
    expect(counted).toEqual({ count: 1, of: 2 })
    const { controls: none, ...without } = summarise(real)
    expect(none).toEqual({ count: 0, of: 0 })
    expect(rest).toEqual(without)
  })

  it('of nothing is nothing: no figure is made up', () => {
    const summary = summarise([])
    expect(summary).not.toHaveProperty('seconds')
    expect(summary).not.toHaveProperty('distance')
    expect(summary.agreedBefore).toEqual({ count: 0, of: 0 })
  })

  it('does not depend on the order, and its parts add up', () => {
    const facts = fc.array(
      fc.record({
        outcome: fc.constantFrom(
          'approved' as const,
          'amended' as const,
          'rejected' as const,
          'without-ai' as const,
        ),
        mode: fc.constant('decide-first' as const),
        opinion: fc.constantFrom('favourable' as const, 'unfavourable' as const, 'undecided' as const),
        proposed: fc.constantFrom('favourable' as const, 'unfavourable' as const),
        decided: fc.constantFrom('favourable' as const, 'unfavourable' as const),
        seconds: fc.nat(1000),
        caseLength: fc.nat(1000),
      }),
    )
    fc.assert(
      fc.property(facts, (some) => {
        const summary = summarise(some)
        expect(summarise(some.toReversed())).toEqual(summary)
        expect(Object.values(summary.outcomes).reduce((sum, count) => sum + count, 0)).toBe(summary.total)
        expect(summary.towards + summary.away).toBeLessThanOrEqual(summary.changed.count)
        expect(summary.changed.count).toBeLessThanOrEqual(summary.changed.of)
      }),
    )
  })
})

describe('the figures of a team', () => {
  const of = (agents: number, each: number, change: Loose = {}): PlacedFact[] =>
    Array.from({ length: agents }, (_, agent) =>
      Array.from({ length: each }, (_, index) => ({
        reviewId: `${agent}-${index}`,
        reviewerId: `agent-${agent}`,
        systemId: 's',
        useId: 'u',
        at: '2026-11-24T12:00:00.000Z',
        fact: fact(change),
      })),
    ).flat()

  it('are shown from five people and twenty cases, never below, and never with a name', () => {
    expect(teamSummary(of(4, 50)).status).toBe('too-few')
    expect(teamSummary(of(5, 3)).status).toBe('too-few')
    const shown = teamSummary(of(5, 4))
    expect(shown.status).toBe('shown')
    expect(JSON.stringify(shown)).not.toContain('agent-')
  })

  it('count nobody who took control cases only', () => {
    const four = of(4, 10)
    const fifth = of(5, 10, { control: { found: true } }).filter(({ reviewerId }) => reviewerId === 'agent-4')
    expect(teamSummary([...four, ...fifth]).status).toBe('too-few')
  })

  it('call attention to a system that is followed in haste, set aside often, or that draws opinions to it', () => {
    const alerts = (facts: readonly PlacedFact[]): readonly string[] => {
      const summary = teamSummary(facts)
      return summary.status === 'shown' ? summary.alerts : []
    }
    expect(alerts(of(5, 10, { seconds: 20 }))).toEqual(['systematic'])
    expect(alerts(of(5, 10))).toEqual([])
    expect(alerts(of(5, 10, { outcome: 'rejected', decided: undefined }))).toEqual(['useless'])
    expect(alerts(of(5, 10, { opinion: 'unfavourable' }))).toEqual(['anchored'])
  })
})

describe('the distance between two values', () => {
  it('is 0 for the same, 1 for nothing in common, the same both ways, and never outside', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const [left, right] = [JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other))]
        const distance = distanceBetween(left, right)
        expect(distance).toBeGreaterThanOrEqual(0)
        expect(distance).toBeLessThanOrEqual(1)
        expect(distanceBetween(right, left)).toBeCloseTo(distance, 12)
        expect(distanceBetween(left, left)).toBe(0)
      }),
    )
    expect(distanceBetween({ a: 'un deux' }, { a: 'trois' })).toBe(1)
    expect(distanceBetween({ a: 'un deux', b: 1 }, { a: 'un trois', b: 1 })).toBe(0.25)
    expect(distanceBetween(100, 50)).toBe(0.5)
  })

  it('survives values that are nested very deep', () => {
    let deep: unknown = 1
    for (let index = 0; index < 20_000; index += 1) deep = [deep]
    expect(distanceBetween(deep as never, 1)).toBe(1)
  })
})

it('a direction is a word of an opinion, in the value or one of its members', () => {
  expect(directionIn('favourable')).toBe('favourable')
  expect(directionIn({ text: 'x', proposal: 'incomplete' })).toBe('incomplete')
  expect(directionIn({ text: 'x' })).toBeUndefined()
  expect(directionIn(null)).toBeUndefined()
})

it('the median of an even number of figures is the mean of the middle two', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ least: 1, median: 2.5, most: 4 })
  expect(spreadOf([])).toBeUndefined()
})

it('decisions in a row end at a pause of a quarter of an hour', () => {
  const now = new Date('2026-11-24T12:00:00.000Z')
  const at = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString()
  expect(decisionsWithoutPause([at(1), at(5), at(19)], now)).toBe(3)
  expect(decisionsWithoutPause([at(1), at(5), at(20)], now)).toBe(2)
  expect(decisionsWithoutPause([at(15)], now)).toBe(0)
  expect(decisionsWithoutPause([], now)).toBe(0)
})
