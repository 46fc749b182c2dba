import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createModeRaises } from '../../src/guard/mode-raises.js'
import { watchAlerts } from '../../src/guard/watch-alerts.js'
import { openGuard } from '../support/guard.js'
import {
  alter,
  by,
  type Desk,
  hold,
  housingIn,
  journalOf,
  motive,
  openDesk,
  staff,
  temporaryFolder,
} from './desk-fixtures.js'

const SYSTEM = 'aide-logement'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const trained = [{ id: 'ia-logement', validUntil: '2027-06-30' }]
const everybody = [...staff, { id: 'emile', name: 'E. Roi', roles: ['instructeur'], training: trained }]
const five = ['alice', 'bruno', 'chloe', 'dora', 'emile']

const open = (path?: string): Promise<Desk> =>
  openDesk({ staff: everybody, ...(path === undefined ? {} : { path }) })

/** Twenty cases, decided by so many people in turn, each after so many minutes. */
async function decided(
  { core, desk, clock }: Desk,
  how: { readonly verb: 'approve' | 'reject'; readonly minutes?: number; readonly who?: readonly string[] },
): Promise<void> {
  const { verb, minutes = 2, who = five } = how
  for (let index = 0; index < 20; index += 1) {
    const agent = who[index % who.length] ?? ''
    const id = await hold({ core }, { use: 'free', subject: `AL-${index}` })
    const { version } = await desk.view(id, agent)
    let view = await desk.claim(id, by(agent, version))
    if (view.suggestion === undefined)
      view = await desk.recordOpinion(id, { choice: 'incomplete' }, by(agent, view.version))
    clock.advance(minutes * MINUTE)
    await desk[verb](id, { motive }, by(agent, view.version))
  }
  clock.advance(1)
}

const raised = (desk: Desk) => createModeRaises(desk.core).of(SYSTEM)

describe('An alert of a system’s figures', () => {
  test.each([
    [
      'suggestions retained nearly always, in less than a minute',
      { verb: 'approve', minutes: 0.5 },
      'systematic',
    ],
    ['suggestions set aside too often', { verb: 'reject' }, 'useless'],
  ] as const)('raises its mode once: %s', async (_, how, alert) => {
    const desk = await open()
    await decided(desk, how)
    expect(await watchAlerts(desk.core)).toBe(1)
    expect(await watchAlerts(desk.core)).toBe(0)
    expect(await raised(desk)).toMatchObject({ cause: 'alert', alert })
    const id = await hold(desk, { use: 'free' })
    const { version } = await desk.desk.view(id, 'alice')
    expect((await desk.desk.claim(id, by('alice', version))).raised).toEqual([{ why: 'alert', alert }])
    const entries = (await journalOf(desk)).filter(({ event }) => event === 'system.mode-raised')
    expect(entries.map(({ actor, data }) => [actor, data])).toEqual([
      [{ kind: 'guard' }, { cause: 'alert', alert }],
    ])
  })

  test.each([
    ['figures that are as they should be', { verb: 'approve' }],
    ['too few people to say anything', { verb: 'reject', who: five.slice(0, 4) }],
  ] as const)('is not raised by %s', async (_, how) => {
    const desk = await open()
    await decided(desk, how)
    expect(await watchAlerts(desk.core)).toBe(0)
    expect(await raised(desk)).toBeUndefined()
  })

  test('is not raised by what is older than four weeks', async () => {
    const desk = await open()
    await decided(desk, { verb: 'reject' })
    desk.clock.advance(28 * DAY)
    expect(await watchAlerts(desk.core)).toBe(0)
  })

  test('stays until an administrator lifts it, and comes back for new figures only', async () => {
    const desk = await open()
    const modes = createModeRaises(desk.core)
    await decided(desk, { verb: 'reject' })
    await watchAlerts(desk.core)
    desk.clock.advance(60 * DAY)
    expect(await watchAlerts(desk.core)).toBe(0)
    expect(await raised(desk)).toBeDefined()
    desk.clock.advance(-60 * DAY)
    await modes.lift(SYSTEM, { by: 'ada', reason: 'Examiné par le comité.' })
    expect(await watchAlerts(desk.core)).toBe(0)
    await decided(desk, { verb: 'reject' })
    expect(await watchAlerts(desk.core)).toBe(1)
    expect((await modes.history(SYSTEM)).map(({ action, cause }) => `${action} ${cause}`)).toEqual([
      'raised alert',
      'lifted by-hand',
      'raised alert',
    ])
  })

  test('gives way to people who want it too, and is raised by one of several processes', async () => {
    const path = join(temporaryFolder(), 'desk.db')
    const desk = await open(path)
    await decided(desk, { verb: 'reject' })
    const looks = await Promise.all([1, 2, 3].map(() => watchAlerts(desk.core)))
    expect(looks.toSorted()).toEqual([0, 0, 1])
    const modes = createModeRaises(desk.core)
    await modes.raise(SYSTEM, { by: 'ada', reason: 'Le comité le confirme.' })
    expect(await raised(desk)).toMatchObject({ cause: 'by-hand' })
    await modes.lift(SYSTEM, { by: 'ada', reason: 'Corrigé.' })
    expect(await raised(desk)).toBeUndefined()
  })

  test('leaves a row that was altered to be repaired, and says so', async () => {
    const path = join(temporaryFolder(), 'desk.db')
    const desk = await open(path)
    const faults: unknown[] = []
    desk.core.events.on('error', (error) => faults.push(error))
    await decided(desk, { verb: 'reject' })
    await watchAlerts(desk.core)
    alter(path, "update settings set body = '{}' where kind = 'oversight'")
    expect(await watchAlerts(desk.core)).toBe(0)
    expect(faults).toMatchObject([{ code: 'ERR_TAMPERED' }])
  })

  test('is looked for by every guard that runs in the background, from its start', async () => {
    const path = join(temporaryFolder(), 'desk.db')
    const desk = await open(path)
    await decided(desk, { verb: 'reject' })
    const { guard } = await openGuard(
      {
        systems: [housingIn('1.0')],
        signingKey: desk.key,
        reviewers: desk.core.reviewers,
        clock: desk.clock,
        background: true,
      },
      path,
    )
    await expect
      .poll(() => guard.modeRaises.of(SYSTEM), { timeout: 30_000 })
      .toMatchObject({ cause: 'alert', alert: 'useless' })
  }, 60_000)
})
