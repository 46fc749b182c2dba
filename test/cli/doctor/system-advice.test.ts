import fc from 'fast-check'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { describe, expect, test } from 'vitest'
import { peopleAdvice } from '../../../src/cli/doctor/people-advice.js'
import { serverAdvice } from '../../../src/cli/doctor/place-advice.js'
import { monthsLater, systemAdvice } from '../../../src/cli/doctor/system-advice.js'
import { localReviewers } from '../../../src/guard/local-reviewers.js'
import type { Reviewer } from '../../../src/review/reviewer.js'
import type { SystemRecord } from '../../../src/system/system-record.js'
import { housing } from '../../support/housing.js'

const NOW = new Date('2026-11-24T09:00:00Z')
const complete: SystemRecord = { ...housing.record, recordUrl: 'https://ville.example/registre' }

function engagements(record: SystemRecord, now = NOW): readonly (readonly [string, number | undefined])[] {
  return systemAdvice(record, bordeauxMetropole, now).map(({ level, engagement }) => [level, engagement])
}

describe('what doctor says of a record', () => {
  test('of a complete one, nothing', () => {
    expect(engagements(complete)).toEqual([])
  })

  test.each<readonly [string, Partial<SystemRecord>, readonly (readonly [string, number | undefined])[]]>([
    [
      'audit overdue',
      { audit: { everyMonths: 3, lastOn: '2026-06-01', reversibility: 'x' } },
      [['missing', 2]],
    ],
    ['never audited', { audit: { everyMonths: 3, reversibility: 'x' } }, [['missing', 2]]],
    ['value date passed', { valueReviewOn: '2026-11-23' }, [['missing', 8]]],
    ['value date today', { valueReviewOn: '2026-11-24' }, []],
    ['nobody consulted', { consultations: [] }, [['missing', 14]]],
    ['staff bodies not consulted', { consultations: [{ body: 'DSI', on: '2026-01-01' }] }, [['warning', 15]]],
    ['no public record', { recordUrl: undefined as never }, [['warning', 9]]],
    ['a field left blank', { purpose: 'À compléter : le but' }, [['missing', 9]]],
    [
      'a supplier that learns from personal data',
      { model: { ...complete.model, supplierLearnsFromData: true } },
      [['missing', 3]],
    ],
    [
      'an experiment that ends soon',
      { stage: 'experiment', experiment: { startsOn: '2026-06-01', endsOn: '2026-12-24' } },
      [['warning', 7]],
    ],
    [
      'an experiment that ends later',
      { stage: 'experiment', experiment: { startsOn: '2026-06-01', endsOn: '2026-12-25' } },
      [],
    ],
    [
      'an experiment that is over',
      { stage: 'experiment', experiment: { startsOn: '2026-06-01', endsOn: '2026-11-23' } },
      [
        ['missing', 7],
        ['missing', 7],
      ],
    ],
    ['a retired system', { stage: 'retired', valueReviewOn: '2020-01-01', consultations: [] }, []],
  ])('%s', (_name, change, expected) => {
    expect(engagements({ ...complete, ...change })).toEqual(expected)
  })

  test('an audit is due on the same day so many months later, or on the last day of a shorter month', () => {
    expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28')
    expect(monthsLater('2024-02-29', 12)).toBe('2025-02-28')
    expect(monthsLater('2026-11-24', 3)).toBe('2027-02-24')
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 120 }),
        (date, months) => {
          const from = date.toISOString().slice(0, 10)
          const to = monthsLater(from, months)
          const count = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
          expect(count(to) - count(from)).toBe(months)
          expect(Number(to.slice(8))).toBeLessThanOrEqual(Number(from.slice(8)))
        },
      ),
    )
  })
})

describe('what doctor says of people', () => {
  const trained = (id: string, ...roles: string[]): Reviewer => ({
    id,
    name: id,
    roles,
    training: [{ id: complete.training.id, validUntil: '2026-11-24' }],
  })
  const messages = async (people: readonly Reviewer[]): Promise<readonly string[]> =>
    (await peopleAdvice([complete], localReviewers(people), NOW)).map(({ about }) => about)

  test('two trained people per role and one who takes over are enough', async () => {
    expect(
      await messages([trained('a', 'instructeur'), trained('b', 'instructeur'), trained('c', 'supervisor')]),
    ).toEqual([])
  })

  test('one trained person, or a training that ended yesterday, is not', async () => {
    const lapsed = {
      ...trained('b', 'instructeur'),
      training: [{ id: complete.training.id, validUntil: '2026-11-23' }],
    }
    expect(await messages([trained('a', 'instructeur'), lapsed, trained('c', 'supervisor')])).toEqual([
      'system "aide-logement", role "instructeur"',
    ])
    expect(await messages([trained('a', 'instructeur'), trained('b', 'instructeur')])).toEqual([
      'system "aide-logement", role "supervisor"',
    ])
  })

  test('a directory that cannot list its people is a warning, not a pass', async () => {
    const advice = await peopleAdvice([complete], { find: async () => undefined }, NOW)
    expect(advice).toMatchObject([{ level: 'warning', engagement: 13 }])
  })
})

describe('what doctor says of the server', () => {
  test.each([
    [undefined, 'warning'],
    [{ publicUrl: 'http://localhost:3000' }, 'warning'],
    [{ host: '0.0.0.0' }, 'missing'],
    [{ publicUrl: 'http://ia.ville.example' }, 'missing'],
    [{ host: '0.0.0.0', publicUrl: 'https://ia.ville.example' }, undefined],
  ] as const)('%j: %s', (server, level) => {
    expect(serverAdvice(server)[0]?.level).toBe(level)
  })
})
