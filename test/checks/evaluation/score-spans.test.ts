import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreSpans, type TypedSpan } from '../../../src/checks/evaluation/score-spans.js'

const span = (start: number, end: number, type = 'person'): TypedSpan => ({ type, start, end })

describe('scores of spans', () => {
  it('tell what is found to the letter from what is touched', () => {
    const report = scoreSpans([
      { gold: [span(0, 6), span(10, 20)], predicted: [span(0, 6), span(12, 20)], lang: 'fr' },
      { gold: [], predicted: [span(0, 2, 'phone')], lang: 'en' },
      { gold: [], predicted: [], lang: 'en' },
    ])
    expect(report.exact['person']).toMatchObject({ truePositives: 1, falsePositives: 1, falseNegatives: 1 })
    expect(report.overlap['person']).toMatchObject({ truePositives: 2, falsePositives: 0, f1: 1 })
    expect(report.overlap['phone']).toMatchObject({ falsePositives: 1, precision: 0, recall: undefined })
    expect(report.falseAlarms).toEqual({ count: 1, of: 2, share: 0.5 })
    expect(report.covered).toEqual({ count: 14, of: 16, share: 14 / 16 })
    expect(report.overlapByLang['fr']).toMatchObject({ f1: 1 })
  })

  it('use each span once, the largest overlap first', () => {
    const report = scoreSpans([{ gold: [span(0, 10), span(10, 20)], predicted: [span(5, 20)] }])
    expect(report.overlapOverall).toMatchObject({ truePositives: 1, falsePositives: 0, falseNegatives: 1 })
  })

  it('do not match another type at the same place', () => {
    const report = scoreSpans([{ gold: [span(0, 10)], predicted: [span(0, 10, 'phone')] }])
    expect(report.exactOverall).toMatchObject({ truePositives: 0, falsePositives: 1, falseNegatives: 1 })
    expect(report.covered.share).toBe(1)
  })

  it('never find more than there is, and are perfect for what is the same', () => {
    const spans = fc.array(
      fc.record({
        type: fc.constantFrom('person', 'phone'),
        start: fc.nat(50),
        length: fc.integer({ min: 1, max: 9 }),
      }),
    )
    const typed = (list: readonly { type: string; start: number; length: number }[]): TypedSpan[] =>
      list.map(({ type, start, length }) => span(start, start + length, type))
    fc.assert(
      fc.property(spans, spans, (one, other) => {
        const { exactOverall: exact, overlapOverall: overlap } = scoreSpans([
          { gold: typed(one), predicted: typed(other) },
        ])
        expect(overlap.truePositives).toBeGreaterThanOrEqual(exact.truePositives)
        expect(overlap.falseNegatives).toBeGreaterThanOrEqual(0)
        expect(overlap.falsePositives).toBeGreaterThanOrEqual(0)
        const same = scoreSpans([{ gold: typed(one), predicted: typed(one) }])
        expect(same.overlapOverall).toMatchObject({ falsePositives: 0, falseNegatives: 0 })
      }),
    )
  })
})
