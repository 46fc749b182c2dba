import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createModeRaises } from '../../src/guard/mode-raises.js'
import type { Notification } from '../../src/guard/notification.js'
import { notifyDue } from '../../src/guard/notify.js'
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

/** A channel that remembers what it was told. */
function telling(desk: Desk): { readonly core: Desk['core']; readonly sent: Notification[] } {
  const sent: Notification[] = []
  const send = async (notification: Notification): Promise<void> => void sent.push(notification)
  const notifications = { channels: [{ id: 'memoire', send }], consoleUrl: 'https://ia.example/revue' }
  return { core: { ...desk.core, notifications }, sent }
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

  test('is told once to who sees the figures and takes it to the committee, and again when it begins anew', async () => {
    const desk = await open()
    const { core, sent } = telling(desk)
    await decided(desk, { verb: 'reject' })
    await Promise.all([watchAlerts(core), watchAlerts(core)])
    await watchAlerts(core)
    await notifyDue(core)
    await notifyDue(core)
    expect(sent).toEqual([
      {
        id: expect.any(String),
        kind: 'figures-alert',
        systemId: SYSTEM,
        systemName: 'Instruire les aides au logement',
        role: 'supervisor',
        alerts: ['useless'],
        url: 'https://ia.example/revue/statistiques/equipe',
      },
    ])
    desk.clock.advance(28 * DAY)
    await watchAlerts(core)
    await decided(desk, { verb: 'reject' })
    await watchAlerts(core)
    await notifyDue(core)
    expect(sent.map(({ kind }) => kind)).toEqual(['figures-alert', 'figures-alert'])
    const told = (await journalOf(desk)).filter(({ event }) => event.startsWith('figures.'))
    expect(told.map(({ event, data }) => [event, data])).toEqual([
      ['figures.alert', { alerts: ['useless'] }],
      ['figures.quiet', { alerts: [] }],
      ['figures.alert', { alerts: ['useless'] }],
    ])
  })

  test('is told also where every use asks for the opinion first, and nothing is left to raise', async () => {
    const desk = await open()
    const declared = housingIn('1.0')
    const { draft } = declared.uses
    const strict = {
      ...declared,
      record: { ...declared.record, uses: { draft: declared.record.uses['draft'] } },
    }
    expect(draft?.oversight.mode).toBe('decide-first')
    const { core, sent } = telling(desk)
    await decided(desk, { verb: 'reject' })
    const systems = new Map([[SYSTEM, strict as typeof declared]])
    expect(await watchAlerts({ ...core, systems })).toBe(0)
    await notifyDue({ ...core, systems })
    expect(sent.map(({ kind }) => kind)).toEqual(['figures-alert'])
    expect(await raised(desk)).toBeUndefined()
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
