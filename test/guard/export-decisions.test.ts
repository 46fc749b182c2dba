import { expect, test } from 'vitest'
import { entryOf } from '../../src/guard/record.js'
import type { ExportedDecision } from '../../src/statistics/exported-decision.js'
import { alice, bruno, reviewer, sofia } from '../review/fixtures.js'
import { by, hold, journalOf, motive, openDesk, START, study } from './desk-fixtures.js'

const ines = reviewer('ines', { roles: ['auditor'] })
const staff = [alice, bruno, sofia, ines]
const period = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' }
const control = {
  by: 'sofia',
  systemId: 'aide-logement',
  useId: 'draft',
  subject: 'DOSSIER-CONTROLE',
  caseData: { situation: 'Relogement' },
  suggestion: { proposal: 'favourable', amount: 800, letter: 'Oui.' },
  answer: { expected: ['rejected'], error: 'Le plafond.', checkedBy: ['A. Un', 'B. Deux'] },
} as const

async function all(decisions: AsyncIterable<ExportedDecision>): Promise<ExportedDecision[]> {
  const found: ExportedDecision[] = []
  for await (const decision of decisions) found.push(decision)
  return found
}

test('an auditor gets each decision as it stands, without who took it, whose case it is, or when exactly', async () => {
  const open = await openDesk({ staff })
  const id = await hold(open)
  const seen = await study(open, id, 'alice')
  await open.desk.reject(id, { motive, reasons: ['criterion', 'fact'] }, by('alice', seen.version))
  const { id: controlId } = await open.desk.openControlCase(control)
  const judged = await study(open, controlId, 'bruno')
  await open.desk.reject(controlId, { motive }, by('bruno', judged.version))
  const exported = await all(open.desk.exportDecisions('ines', period))
  expect(exported).toEqual([
    {
      reviewId: id,
      systemId: 'aide-logement',
      useId: 'draft',
      month: '2026-11',
      outcome: 'rejected',
      mode: 'decide-first',
      opinion: 'favourable',
      proposed: 'favourable',
      reasons: ['criterion', 'fact'],
      systemVersion: '1.0',
    },
  ])
  const entry = (await journalOf(open)).find(({ event }) => event === 'figures.exported')
  expect(entry).toMatchObject({ actor: { kind: 'agent', role: 'auditor' }, data: period })
  const elsewhere = open.desk.exportDecisions('ines', { ...period, systemId: 'voirie' })
  expect(await all(elsewhere)).toEqual([])
})

test('nobody but an auditor gets one, and a period that is none is named; nothing is journalled then', async () => {
  const open = await openDesk({ staff })
  for (const who of ['alice', 'sofia', 'nobody'])
    await expect(all(open.desk.exportDecisions(who, period))).rejects.toMatchObject({
      code: 'ERR_REVIEWER_NOT_ALLOWED',
    })
  await expect(all(open.desk.exportDecisions('ines', { ...period, from: 'hier' }))).rejects.toMatchObject({
    code: 'ERR_INPUT_INVALID',
  })
  expect((await journalOf(open)).filter(({ event }) => event === 'figures.exported')).toEqual([])
})

test('thousands of decisions come once each, also when many were taken in one millisecond', async () => {
  const open = await openDesk({ staff })
  const total = 3_500
  const rows = Array.from({ length: total }, (_, index) => ({
    reviewId: `review-${index}`,
    reviewerId: 'alice',
    systemId: 'aide-logement',
    useId: 'draft',
    // Runs of 1,700, of 300 and single ones.
    at: new Date(Date.parse(START) + (index < 1_700 ? 0 : index < 2_000 ? 1 : index)).toISOString(),
    body: JSON.stringify({ outcome: 'approved', mode: 'decide-first', caseLength: 1 }),
  }))
  const entry = entryOf({ event: 'review.decided', actor: { kind: 'guard' }, data: {} }, new Date(START))
  await open.core.store.commit({ entries: [entry], facts: { put: rows } })
  const exported = await all(open.desk.exportDecisions('ines', period))
  expect(exported).toHaveLength(total)
  expect(new Set(exported.map(({ reviewId }) => reviewId)).size).toBe(total)
})
