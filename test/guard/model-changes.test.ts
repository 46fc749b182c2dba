import { join } from 'node:path'
import { defineSystem, type Guard, generateSigningKey, type OversightOptions, type Reviewer } from 'garde-fou'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { fixedClock } from 'garde-fou/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { journalEntries, openGuard, people, temporaryFolder } from '../support/guard.js'
import { housingRecord } from '../support/housing.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'

const SYSTEM = housingRecord.id
const SECRET = 'SECRET-SUGGESTION'
const DAY = 24 * 3_600_000
const database = databaseOfFile()
const staff: readonly Reviewer[] = [
  ...people,
  { id: 'ada', name: 'A. Or', roles: ['administrator'], training: [] },
]

/** The tests' system with a model in some version, its record in another. */
function systemWith(model: string, version = '1.0.0') {
  return defineSystem({
    ...housingRecord,
    version,
    model: { ...housingRecord.model, version: model },
    uses: {
      summary: {
        impact: 'information',
        action: 'résume la demande',
        purpose: 'Résumer la demande.',
        audience: 'agents',
        oversight: { role: 'instructeur', mode: 'shown' },
      },
    },
  })
}

/** A city whose guard can be started again with another record. */
async function city(open: () => Store, oversight: OversightOptions = { newAgentCases: 0 }) {
  const clock = fixedClock('2026-11-24T09:00:00.000Z')
  const signingKey = generateSigningKey('test.example')
  const start = async (system: ReturnType<typeof systemWith>, rules = oversight) =>
    (
      await openGuard({
        systems: [system],
        store: open(),
        masterKey: 'a master key of these tests, long enough',
        reviewers: { find: async (id) => staff.find((person) => person.id === id) },
        signingKey,
        clock,
        oversight: rules,
      })
    ).guard
  return { clock, signingKey, start }
}

let cases = 0

/** What raises the mode for somebody who takes a new case; the case's page is looked at for the suggestion, too. */
async function raisedOn(guard: Guard, who = 'alice'): Promise<readonly string[]> {
  cases += 1
  const { id } = await guard.reviews.openControlCase({
    by: 'denis',
    systemId: SYSTEM,
    useId: 'summary',
    caseData: { demande: 'Relogement' },
    suggestion: SECRET,
    answer: { expected: ['rejected'], error: 'le plafond', checkedBy: ['E. Un', 'E. Deux'] },
  })
  const { version } = await guard.reviews.view(id, who)
  const command = { by: who, version, idempotencyKey: `k${cases}` }
  const view = await guard.reviews.claim(id, command)
  await guard.reviews.giveBack(id, { by: who, version: view.version, idempotencyKey: `g${cases}` })
  const raised = (view.raised ?? []).map(({ why }) => why)
  expect(JSON.stringify(view).includes(SECRET)).toBe(raised.length === 0)
  return raised
}

describe.each<[string, () => Promise<() => Store>]>([
  [
    'SQLite',
    async () => {
      const file = join(temporaryFolder(), 'guard.db')
      return () => sqliteStore(file)
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const where = { connectionString: await database(), schema: freshSchema() }
      return () => postgresStore(where)
    },
  ],
])('A system whose model changes, on %s', (_, store) => {
  test('asks for everybody’s opinion first for thirty days, in every process and after a restart', async () => {
    const { start, clock, signingKey } = await city(await store())
    const before = await start(systemWith('1'))
    expect(await raisedOn(before)).toEqual([])
    // A new record of the same model is no change of the model.
    expect(await raisedOn(await start(systemWith('1', '1.1.0')))).toEqual([])
    clock.advance(DAY)
    const after = await start(systemWith('2', '2.0.0'))
    expect(await raisedOn(after)).toEqual(['model-changed'])
    expect(await raisedOn(before)).toEqual(['model-changed'])
    expect(await after.modeRaises.modelChangeUntil(SYSTEM)).toBe('2026-12-25T09:00:00.000Z')
    clock.advance(30 * DAY - 1)
    expect(await raisedOn(await start(systemWith('2', '2.0.0')))).toEqual(['model-changed'])
    clock.advance(1)
    expect(await raisedOn(after)).toEqual([])
    const starts = (await journalEntries({ guard: after, clock, signingKey })).filter(
      ({ event }) => event === 'guard.started',
    )
    expect(starts.map(({ data }) => data['modelsChanged'])).toEqual([
      undefined,
      undefined,
      [SYSTEM],
      undefined,
    ])
  })

  test('is noted by exactly one of several processes that start at the same moment', async () => {
    const { start, clock, signingKey } = await city(await store())
    await start(systemWith('1'))
    const guards = await Promise.all([1, 2, 3].map(() => start(systemWith('2'))))
    const [guard] = guards
    if (guard === undefined) throw new Error('The test started none.')
    const starts = (await journalEntries({ guard, clock, signingKey })).filter(
      ({ event }) => event === 'guard.started',
    )
    expect(starts).toHaveLength(4)
    expect(starts.filter(({ data }) => data['modelsChanged'] !== undefined)).toHaveLength(1)
  })

  test('does so as long as the city says, or not at all', async () => {
    const { start, clock } = await city(await store())
    await start(systemWith('1'))
    await start(systemWith('2'))
    clock.advance(2 * DAY)
    const short = await start(systemWith('2'), { newAgentCases: 0, modelChangeDays: 2 })
    expect(await raisedOn(short)).toEqual([])
    const none = await start(systemWith('3'), { newAgentCases: 0, modelChangeDays: 0 })
    expect(await raisedOn(none)).toEqual([])
    const long = await start(systemWith('3'), { newAgentCases: 0, modelChangeDays: 3 })
    expect(await raisedOn(long)).toEqual(['model-changed'])
  })

  test('tells what holds for everybody before what holds for somebody new', async () => {
    const { start } = await city(await store(), {})
    await start(systemWith('1'))
    const guard = await start(systemWith('2'))
    await guard.modeRaises.raise(SYSTEM, { by: 'ada', reason: 'Audit en cours.' })
    expect(await raisedOn(guard)).toEqual(['by-hand', 'model-changed', 'new-agent'])
  })
})

test.each([
  [{ newAgentCases: -1 }, 'oversight.newAgentCases'],
  [{ newAgentCases: 1.5 }, 'oversight.newAgentCases'],
  [{ modelChangeDays: Number.NaN }, 'oversight.modelChangeDays'],
  [{ modelChangeDays: '30' }, 'oversight.modelChangeDays'],
  [{ cases: 3 }, 'oversight.cases'],
  ['50', 'oversight'],
])('a guard is not made with oversight %j', async (oversight, path) => {
  const opening = openGuard({ oversight: oversight as unknown as OversightOptions })
  onTestFinished(() => opening.then(({ guard }) => guard.close()).catch(() => undefined))
  await expect(opening).rejects.toMatchObject({ code: 'ERR_CONFIG_INVALID', faults: [{ path }] })
})
