import {
  ConfigInvalidError,
  createGuard,
  defineSystem,
  type Fault,
  type GuardOptions,
  generateSigningKey,
} from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, it } from 'vitest'
import { journalEntries, openGuard, temporaryFolder } from '../support/guard.js'
import { housing, housingRecord } from '../support/housing.js'

async function faultsOf(options: unknown): Promise<readonly Fault[]> {
  const error = await createGuard(options as GuardOptions).catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(ConfigInvalidError)
  return (error as ConfigInvalidError).faults
}

describe('createGuard', () => {
  it('refuses to start on nothing, and says everything that is missing at once', async () => {
    for (const nothing of [{}, undefined, null, 'guard']) {
      const faults = await faultsOf(nothing)
      expect(faults.map((fault) => fault.path)).toEqual([
        'charter',
        'systems',
        'store',
        'signingKey',
        'reviewers',
      ])
      for (const fault of faults) expect(fault.reason && fault.remedy).toBeTruthy()
    }
  })

  it('lists faults of every part together, each with path, reason and remedy', async () => {
    const faults = await faultsOf({
      charter: bordeauxMetropole,
      systems: [housing, housing, { id: 'fait-main' }],
      store: {},
      signingKey: { privateKey: 'most-private' },
      reviewers: { find: () => undefined },
      checks: [{ id: 'a' }],
      steps: ['step'],
      outputIndexKey: 'short',
      checkTimeoutMs: -1,
      maxGrouped: 11,
      maxTextLength: Number.NaN,
    })
    expect(faults.map((fault) => fault.path)).toEqual(
      expect.arrayContaining([
        'systems[1].id',
        'systems[2]',
        'store',
        'signingKey',
        'checks[0]',
        'steps[0]',
        'outputIndexKey',
        'checkTimeoutMs',
        'maxGrouped',
        'maxTextLength',
      ]),
    )
    expect(JSON.stringify(faults)).not.toContain('most-private')
  })

  it('refuses a system whose purpose the charter prohibits, quoting the charter', async () => {
    const scoring = defineSystem({
      ...housingRecord,
      purpose:
        'Attribuer à chaque habitant un score de civisme et classer les citoyens selon leur comportement.',
      uses: {
        score: {
          impact: 'information',
          action: 'note les habitants selon leur civisme',
          purpose: 'Noter les habitants.',
          audience: 'agents',
        },
      },
    })
    const faults = await faultsOf({
      charter: bordeauxMetropole,
      systems: [scoring],
      store: sqliteStore(`${temporaryFolder()}/guard.db`),
      signingKey: generateSigningKey('test.example'),
      reviewers: { find: async () => undefined },
    })
    expect(
      faults.some(
        (fault) =>
          fault.path === 'system(aide-logement).purpose' && fault.reason.includes('formellement interdite'),
      ),
    ).toBe(true)
  })

  it('journals its start with the digests of the systems it runs', async () => {
    const opened = await openGuard()
    const [start] = await journalEntries(opened)
    expect(start).toMatchObject({
      event: 'guard.started',
      data: {
        charter: 'bordeaux-metropole@2025',
        systems: { 'aide-logement': expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    })
  })

  it('takes nothing new once it is closed, and closes twice without harm', async () => {
    const { guard } = await openGuard()
    await guard.close()
    await guard.close()
    await expect(guard.run(housing.uses.summary, { input: 'a' }, () => 'b')).rejects.toMatchObject({
      code: 'ERR_GUARD_CLOSED',
    })
  })
})

describe('the rules of a record at each call', () => {
  const experiment = (report?: { on: string; conclusive: boolean }) =>
    defineSystem({
      ...housingRecord,
      stage: 'experiment',
      experiment: {
        startsOn: '2026-09-01',
        endsOn: '2026-11-24',
        ...(report === undefined ? {} : { report }),
      },
      uses: { summary: { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'agents' } },
    })

  it('stop an experiment on the day after its end when its report is missing (engagement 7)', async () => {
    const system = experiment()
    const { guard, clock } = await openGuard({ systems: [system] })
    // 22:59 UTC is 23:59 in Bordeaux: still the last day.
    clock.set(new Date('2026-11-24T22:59:00Z'))
    expect((await guard.run(system.uses.summary, { input: 'a' }, () => 'b')).status).toBe('released')
    clock.set(new Date('2026-11-24T23:01:00Z'))
    expect(await guard.run(system.uses.summary, { input: 'a' }, () => 'b')).toMatchObject({
      status: 'refused',
      refusal: { clauses: ['engagement:7'] },
    })
  })

  it('let it go on with a conclusive report, and stop it with one that is not', async () => {
    for (const [conclusive, status] of [
      [true, 'released'],
      [false, 'refused'],
    ] as const) {
      const system = experiment({ on: '2026-11-20', conclusive })
      const { guard, clock } = await openGuard({ systems: [system] })
      clock.set(new Date('2026-12-01T09:00:00Z'))
      expect((await guard.run(system.uses.summary, { input: 'a' }, () => 'b')).status).toBe(status)
    }
  })

  it('stop a retired system without asking the model', async () => {
    const system = defineSystem({
      ...housingRecord,
      stage: 'retired',
      uses: { summary: { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'agents' } },
    })
    const { guard } = await openGuard({ systems: [system] })
    const outcome = await guard.run(system.uses.summary, { input: 'a' }, () => {
      throw new Error('The model was asked.')
    })
    expect(outcome).toMatchObject({ status: 'refused', refusal: { findings: [{ code: 'retired' }] } })
  })
})
