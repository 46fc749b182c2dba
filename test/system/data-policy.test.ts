import { ConfigInvalidError, defineSystem, type SystemDeclaration, type UseDeclaration } from 'garde-fou'
import { PERSONAL_DATA_TYPES } from 'garde-fou/personal-data'
import { describe, expect, test } from 'vitest'
import { completeDataPolicy, DATA_TYPE_NAMES } from '../../src/system/data-policy.js'
import { housingRecord } from '../support/housing.js'

const use = { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'agents' } as const

function faultsOf(personalData: unknown): readonly unknown[] {
  try {
    // Callers without types can write anything.
    defineSystem({
      ...housingRecord,
      uses: { summary: { ...use, personalData } as UseDeclaration },
    } as SystemDeclaration<Record<string, UseDeclaration>>)
  } catch (error) {
    if (error instanceof ConfigInvalidError) return error.faults.map(({ path, remedy }) => [path, remedy])
    throw error
  }
  return []
}

describe('a use’s policy on personal data', () => {
  test('knows every type that detectors find, and no other', () => {
    expect([...DATA_TYPE_NAMES]).toEqual([...PERSONAL_DATA_TYPES])
  })

  test('is kept in the record as it was declared', () => {
    const personalData = { allow: ['person', 'phone'], otherwise: 'pseudonymise' } as const
    const system = defineSystem({ ...housingRecord, uses: { summary: { ...use, personalData }, other: use } })
    expect(system.record.uses['summary']?.personalData).toEqual(personalData)
    expect(system.record.uses['other']).not.toHaveProperty('personalData')
    expect(completeDataPolicy()).toEqual({ allow: [], otherwise: 'note', specialCategories: 'report' })
  })

  test('lists every fault with its place and what to do', () => {
    expect(
      faultsOf({ allow: ['person', 'name'], otherwise: 'mask', specialCategories: 'ignore', more: 1 }),
    ).toEqual([
      [
        'system(aide-logement).uses.summary.personalData.allow[1]',
        expect.stringMatching(/^Use one of: person, /),
      ],
      [
        'system(aide-logement).uses.summary.personalData.otherwise',
        'Use one of: pseudonymise, refuse, report.',
      ],
      [
        'system(aide-logement).uses.summary.personalData.specialCategories',
        'Use one of: report, hold, refuse.',
      ],
      ['system(aide-logement).uses.summary.personalData', 'Remove more or correct the spelling.'],
    ])
    expect(faultsOf({ allow: 'person' })).toHaveLength(1)
    expect(faultsOf(null)).toHaveLength(1)
    expect(faultsOf({})).toEqual([])
  })
})
