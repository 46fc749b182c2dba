import { type Detector, personalDataCheck } from 'garde-fou/personal-data'
import { describe, expect, test } from 'vitest'
import { runChecks } from '../../../src/checks/run-checks.js'
import { DEFAULT_THRESHOLDS } from '../../../src/checks/verdict.js'
import { contextOf, subjectOf } from '../fixtures.js'

const TEXT = 'Mme Etcheverry est diabétique ; tél. 06 39 98 14 02, puis 06 39 98 14 03'

describe('the check of personal data', () => {
  test('reports each type once a part, in fixed French words that quote nothing', async () => {
    const findings = await personalDataCheck().check(subjectOf(TEXT), contextOf())
    expect(findings.map(({ code, clause }) => [code, clause]).sort()).toEqual([
      ['health', 'engagement:3'],
      ['person', 'engagement:3'],
      ['phone', 'engagement:3'],
    ])
    expect(JSON.stringify(findings)).not.toContain('Etcheverry')
    const phone = findings.find(({ code }) => code === 'phone')
    expect(phone?.message.fr).toBe('Le texte contient un numéro de téléphone.')
    expect(phone?.span).toMatchObject({ start: TEXT.indexOf('06'), end: TEXT.indexOf('06') + 14 })
  })

  test('special categories call for a person under the usual thresholds', async () => {
    const options = { timeoutMs: 1000, thresholds: DEFAULT_THRESHOLDS, onCheckFailure: 'hold' as const }
    const verdict = await runChecks([personalDataCheck()], subjectOf(TEXT), contextOf(), options)
    expect(verdict.level).toBe('hold')
  })

  test('a city’s detector that fails holds the call', async () => {
    const failing: Detector = {
      id: 'ville.ner',
      types: ['person'],
      detect: () => Promise.reject(new Error('down')),
    }
    const check = personalDataCheck({ detectors: [failing] })
    const options = { timeoutMs: 1000, thresholds: DEFAULT_THRESHOLDS, onCheckFailure: 'hold' as const }
    const verdict = await runChecks([check], subjectOf('Bonjour'), contextOf(), options)
    expect(verdict.failed).toEqual([
      { checkId: 'personal-data', reason: 'threw', error: 'ERR_DETECTOR_FAILED' },
    ])
  })
})
