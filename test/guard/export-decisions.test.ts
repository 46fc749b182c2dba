import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { factsByPage } from '../../src/guard/facts-by-page.js'
import { entryOf } from '../../src/guard/record.js'
import { createSubjects } from '../../src/guard/subjects.js'
import { runTimers } from '../../src/guard/timekeeper.js'
import type { ExportQuery } from '../../src/review/commands.js'
import type { ExportedDecision } from '../../src/statistics/exported-decision.js'
import { alice, bruno, reviewer, sofia } from '../review/fixtures.js'
import { alter, by, type Desk, hold, journalOf, motive, openDesk, START, study } from './desk-fixtures.js'

const ines = reviewer('ines', { roles: ['auditor'] })
const ada = reviewer('ada', { roles: ['administrator'] })
const staff = [alice, bruno, sofia, ines, ada]
const period = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' }
const JOIN_KEY = 'une-cle-de-jointure-de-trente-deux-signes'
const control = {
  by: 'sofia',
  systemId: 'aide-logement',
  useId: 'draft',
  subject: 'DOSSIER-CONTROLE',
  caseData: { situation: 'Relogement' },
  suggestion: { proposal: 'favourable', amount: 800, letter: 'Oui.' },
  answer: { expected: ['rejected'], error: 'Le plafond.', checkedBy: ['A. Un', 'B. Deux'] },
} as const

async function exported({ desk }: Desk, who: string, more: Partial<ExportQuery> = {}) {
  const found: ExportedDecision[] = []
  for await (const decision of await desk.exportDecisions(who, { ...period, ...more })) found.push(decision)
  return found
}

/** A case that Alice set aside, for reasons ticked, and whose decision took effect. */
async function setAside(open: Desk, subject = 'DOSSIER-412'): Promise<string> {
  const id = await hold(open, { subject })
  const seen = await study(open, id, 'alice')
  const why = { reasons: ['criterion', 'fact'], changeReasons: ['read-again'] } as const
  const ownValue = { proposal: 'unfavourable', amount: 0, letter: 'Non.' }
  const decision = { motive, changeReason: motive, textForPerson: motive, ownValue, ...why }
  await open.desk.reject(id, decision, by('alice', seen.version))
  open.clock.advance(11 * 60_000)
  await runTimers(open.core)
  return id
}

test('an auditor gets each decision that took effect, without who took it, whose case it is, or when exactly', async () => {
  const open = await openDesk({ staff })
  await setAside(open)
  const { id: controlId } = await open.desk.openControlCase(control)
  const judged = await study(open, controlId, 'bruno')
  await open.desk.reject(controlId, { motive }, by('bruno', judged.version))
  const found = await exported(open, 'ines')
  expect(found).toEqual([
    {
      case: expect.stringMatching(/^[0-9a-f]{64}$/),
      systemId: 'aide-logement',
      systemVersion: '1.0',
      useId: 'draft',
      month: '2026-11',
      mode: 'decide-first',
      opinion: 'favourable',
      proposed: 'favourable',
      outcome: 'rejected',
      decided: 'unfavourable',
      change: 'away',
      distance: expect.any(Number),
      reasons: ['criterion', 'fact'],
      changeReasons: ['read-again'],
    },
  ])
  expect(JSON.stringify(found)).not.toMatch(/alice|DOSSIER|pièces/)
  expect(await exported(open, 'ines', { systemId: 'voirie' })).toEqual([])
})

test('a decision that can still be taken back is not handed out, nor one of several that did not complete it', async () => {
  const open = await openDesk({ staff })
  const id = await hold(open, { use: 'pair' })
  for (const who of ['alice', 'bruno']) {
    const seen = await study(open, id, who)
    await open.desk.approve(id, { motive }, by(who, seen.version))
  }
  expect(await exported(open, 'ines')).toEqual([])
  open.clock.advance(11 * 60_000)
  await runTimers(open.core)
  expect(await exported(open, 'ines')).toHaveLength(1)
})

test('cases are named so that rows of one belong together and nobody can tell which, unless an auditor asks for more', async () => {
  const open = await openDesk({ staff })
  for (const subject of ['DOSSIER-1', 'DOSSIER-2', 'DOSSIER-1']) await setAside(open, subject)
  const names = async (who: string, cases?: ExportQuery['cases']): Promise<readonly string[]> =>
    (await exported(open, who, cases === undefined ? {} : { cases })).map((decision) => decision.case)
  const [third, second, first] = await names('ada')
  expect([first === third, first === second]).toEqual([true, false])
  expect(await names('ada')).not.toContain(first)
  const keyed = (subject: string): string => createHmac('sha256', JOIN_KEY).update(subject).digest('hex')
  expect(await names('ines', { joinKey: JOIN_KEY })).toEqual(
    ['DOSSIER-1', 'DOSSIER-2', 'DOSSIER-1'].map(keyed),
  )
  expect(await names('ines', 'clear')).toEqual(['DOSSIER-1', 'DOSSIER-2', 'DOSSIER-1'])
  for (const cases of [{ joinKey: JOIN_KEY }, 'clear'] as const)
    await expect(exported(open, 'ada', { cases })).rejects.toMatchObject({ reason: 'role' })
  await expect(exported(open, 'ines', { cases: { joinKey: 'court' } })).rejects.toMatchObject({
    code: 'ERR_INPUT_INVALID',
  })
})

test('what an erasure takes is not handed out any more: the case’s name, and why it was decided', async () => {
  const open = await openDesk({ staff })
  await setAside(open)
  await createSubjects(open.core).erase({ subject: 'DOSSIER-412' })
  const [decision] = await exported(open, 'ines', { cases: 'clear' })
  expect(decision).toMatchObject({ case: '', outcome: 'rejected', opinion: 'favourable' })
  expect(decision).not.toHaveProperty('reasons')
})

test('who asked, when and for what is on record before the first row; the journal has it by role', async () => {
  const open = await openDesk({ staff })
  await open.desk.exportDecisions('ines', { ...period, systemId: 'aide-logement', cases: 'clear' })
  open.clock.advance(1000)
  await open.desk.exportDecisions('ada', period)
  const entries = (await journalOf(open)).filter(({ event }) => event === 'figures.exported')
  expect(entries.map(({ actor, systemId, data }) => [actor, systemId, data])).toEqual([
    [{ kind: 'agent', role: 'auditor' }, 'aide-logement', { ...period, cases: 'clear' }],
    [{ kind: 'agent', role: 'administrator' }, undefined, { ...period, cases: 'random' }],
  ])
  expect(JSON.stringify(entries)).not.toMatch(/ines|ada/)
  expect(await open.desk.decisionExports('ines')).toEqual([
    { at: '2026-11-24T12:00:01.000Z', by: 'ada', role: 'administrator', ...period, cases: 'random' },
    { at: START, by: 'ines', role: 'auditor', ...period, systemId: 'aide-logement', cases: 'clear' },
  ])
  await expect(open.desk.decisionExports('sofia')).rejects.toMatchObject({ reason: 'role' })
  alter(
    open.path,
    `update settings set body = replace(body, '"ada"', '"eve"') where kind = 'decision-export'`,
  )
  await expect(open.desk.decisionExports('ines')).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
})

test('days and months are those of Paris: a decision just before midnight in UTC may be of the next month', async () => {
  const open = await openDesk({ staff })
  open.clock.set(new Date('2026-11-30T22:58:00.000Z'))
  for (const subject of ['DOSSIER-1', 'DOSSIER-2']) {
    await setAside(open, subject)
    open.clock.set(new Date('2026-11-30T23:30:00.000Z'))
  }
  open.clock.advance(11 * 60_000)
  const months = async (from: string, to: string): Promise<readonly string[]> =>
    (await exported(open, 'ines', { from, to })).map(({ month }) => month)
  expect(await months('2026-11-01', '2026-12-01')).toEqual(['2026-11'])
  expect(await months('2026-12-01', '2027-01-01')).toEqual(['2026-12'])
})

test('nobody else gets one, and a period that is none is named; nothing is on record then', async () => {
  const open = await openDesk({ staff })
  for (const who of ['alice', 'sofia', 'nobody'])
    await expect(exported(open, who)).rejects.toMatchObject({ code: 'ERR_REVIEWER_NOT_ALLOWED' })
  await expect(exported(open, 'ines', { from: 'hier' })).rejects.toMatchObject({ code: 'ERR_INPUT_INVALID' })
  expect((await journalOf(open)).filter(({ event }) => event === 'figures.exported')).toEqual([])
})

test('figures that were altered in the database are not handed out as if they were a decision’s', async () => {
  const open = await openDesk({ staff })
  await setAside(open)
  alter(open.path, `update facts set body = replace(body, '"rejected"', '"approved"')`)
  await expect(exported(open, 'ines')).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
})

test('thousands of figures come once each, also when many were taken in one millisecond', async () => {
  const open = await openDesk({ staff })
  const total = 7_600
  const rows = Array.from({ length: total }, (_, index) => ({
    reviewId: `review-${index}`,
    reviewerId: 'alice',
    systemId: 'aide-logement',
    useId: 'draft',
    // Three runs of 2,500, then single ones.
    at: new Date(Date.parse(START) + (index < 7_500 ? Math.floor(index / 2_500) : index)).toISOString(),
    body: JSON.stringify({ outcome: 'approved', mode: 'decide-first', caseLength: 1 }),
  }))
  const entry = entryOf({ event: 'review.decided', actor: { kind: 'guard' }, data: {} }, new Date(START))
  await open.core.store.commit({ entries: [entry], facts: { put: rows } })
  const found: string[] = []
  for await (const { reviewId } of factsByPage(open.core, period)) found.push(reviewId)
  expect(found).toHaveLength(total)
  expect(new Set(found).size).toBe(total)
})
