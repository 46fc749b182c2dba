import { describe, expect, it } from 'vitest'
import { type JudgedText, scoreLabels } from '../../../src/checks/evaluation/score-labels.js'

const text = (gold: string, predicted: string, more: Partial<JudgedText> = {}): JudgedText => ({
  gold,
  predicted,
  action: predicted === 'none' ? 'pass' : 'hold',
  ...more,
})

describe('scores of labels', () => {
  it('count each label by itself, and what is stopped whatever its label', () => {
    const report = scoreLabels([
      text('biometric', 'biometric', { style: 'plain', lang: 'fr' }),
      text('biometric', 'social-scoring', { style: 'paraphrase', lang: 'fr' }),
      text('social-scoring', 'none', { style: 'paraphrase', lang: 'en' }),
      text('none', 'biometric', { style: 'near-miss', lang: 'fr', action: 'refuse' }),
      text('none', 'none', { style: 'plain', lang: 'en' }),
    ])
    expect(report.labels['biometric']).toMatchObject({
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 1,
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
    })
    expect(report.stopped).toEqual({ count: 2, of: 3, share: 2 / 3 })
    expect(report.rightLabel).toEqual({ count: 1, of: 2, share: 0.5 })
    expect(report.stoppedByStyle).toEqual({
      plain: { count: 1, of: 1, share: 1 },
      paraphrase: { count: 1, of: 2, share: 0.5 },
    })
    expect(report.stoppedByLang['en']).toEqual({ count: 0, of: 1, share: 0 })
    expect(report.touched).toEqual({ count: 1, of: 2, share: 0.5 })
    expect(report.touchedByStyle['near-miss']).toEqual({ count: 1, of: 1, share: 1 })
    expect(report.refused).toEqual({ count: 1, of: 2, share: 0.5 })
  })

  it('leave a share of nothing undefined, neither good nor bad', () => {
    const report = scoreLabels([text('none', 'none')])
    expect(report.stopped).toEqual({ count: 0, of: 0, share: undefined })
    expect(report.labels).toEqual({})
    expect(scoreLabels([]).macroF1).toBeUndefined()
    expect(scoreLabels([text('biometric', 'none')]).labels['biometric']?.precision).toBeUndefined()
  })

  it('average F1 over every label, what is allowed included', () => {
    expect(scoreLabels([text('a', 'a'), text('none', 'none')]).macroF1).toBe(1)
    expect(scoreLabels([text('a', 'a'), text('a', 'none'), text('none', 'none')]).macroF1).toBeCloseTo(2 / 3)
  })
})
