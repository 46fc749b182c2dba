import type { Detector } from '../../src/checks/personal-data/types.js'
import { defineSystem, type System } from '../../src/system/define-system.js'
import { housingIn } from './desk-at.js'

const common = { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'agents' } as const

/** A system that pseudonymises, and a detector that finds these names: both made alike in every process. */
export function maskingNames(names: readonly string[]): {
  readonly system: System<{ masked: typeof common & { personalData: { otherwise: 'pseudonymise' } } }>
  readonly detector: Detector
} {
  const { uses: _, ...record } = housingIn('1').record
  const system = defineSystem({
    ...record,
    uses: { masked: { ...common, personalData: { otherwise: 'pseudonymise' } } },
  })
  const detector: Detector = {
    id: 'test.names',
    types: ['person'],
    detect: (text) =>
      names.flatMap((name) => {
        const start = text.indexOf(name)
        if (start < 0) return []
        return [
          { type: 'person' as const, start, end: start + name.length, score: 1, detector: 'test.names' },
        ]
      }),
  }
  return { system, detector }
}
