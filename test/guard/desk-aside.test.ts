import { expect, test } from 'vitest'
import { decisionWaits } from '../../src/guard/await-decision.js'
import { createReviewDesk } from '../../src/guard/review-desk.js'
import { runTimers } from '../../src/guard/timekeeper.js'
import type { ReviewView } from '../../src/review/view.js'
import { alice, bruno, chloe, reviewer, sofia } from '../review/fixtures.js'
import type { Desk } from './desk-fixtures.js'
import { by, hold, journalOf, motive, openDesk, START, study, suggestion } from './desk-fixtures.js'

const dora = reviewer('dora', { roles: ['instructeur', 'supervisor'] })
const staff = [alice, bruno, chloe, dora, sofia]
const period = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' }

const now = async ({ desk }: Desk, id: string, who: string): Promise<ReviewView> => desk.view(id, who)

test('a second opinion is asked of somebody who sees nothing of the first, and both must say the same', async () => {
  const open = await openDesk({ staff })
  const id = await hold(open)
  const studied = await study(open, id, 'alice')
  const asked = await open.desk.askSecondOpinion(id, by('alice', studied.version))
  expect(asked.votes.needed).toBe(2)
  await open.desk.approve(id, { motive }, by('alice', asked.version))
  const seen = await now(open, id, 'bruno')
  expect(seen).not.toHaveProperty('suggestion')
  expect(seen).not.toHaveProperty('opinion')
  expect(seen).not.toHaveProperty('decision')
  expect(seen.secondOpinionAt).toBeDefined()
  expect(seen.allowed).toContain('claim')
  const second = await study(open, id, 'bruno')
  expect(second.opinion?.choice).toBe('favourable')
  const decided = await open.desk.approve(id, { motive }, by('bruno', second.version))
  expect(decided.status).toBe('decided')
})

test('two opinions that differ go to the supervisor', async () => {
  const open = await openDesk({ staff })
  const id = await hold(open)
  const studied = await study(open, id, 'alice')
  const asked = await open.desk.askSecondOpinion(id, by('alice', studied.version))
  await open.desk.approve(id, { motive }, by('alice', asked.version))
  const second = await study(open, id, 'bruno')
  const after = await open.desk.reject(id, { motive }, by('bruno', second.version))
  expect(after.status).toBe('pending')
  expect(after.escalatedAt).toBeDefined()
  expect((await now(open, id, 'chloe')).allowed).not.toContain('claim')
  const before = await now(open, id, 'sofia')
  expect(before.allowed).toContain('claim')
  const claimed = await open.desk.claim(id, by('sofia', before.version))
  // Which way they went tells which way the suggestion points: not before an opinion of one's own.
  for (const early of [before, claimed]) expect(early).not.toHaveProperty('disagreement')
  const judged = await open.desk.recordOpinion(id, { choice: 'incomplete' }, by('sofia', claimed.version))
  expect(judged.disagreement?.map((vote) => [vote.by, vote.outcome, vote.motive])).toEqual([
    ['alice', 'approved', motive],
    ['bruno', 'rejected', motive],
  ])
  for (const voter of ['alice', 'bruno', 'chloe'])
    expect(await now(open, id, voter)).not.toHaveProperty('disagreement')
  const settled = await open.desk.reject(id, { motive }, by('sofia', judged.version))
  expect(settled.status).toBe('decided')
  expect(settled).not.toHaveProperty('disagreement')
})

test('a supervisor takes a case over with a reason; its holder reads it and keeps what they typed', async () => {
  const open = await openDesk({ staff })
  const id = await hold(open)
  const claimed = await open.desk.claim(id, by('alice', 1))
  await open.desk.saveDraft(id, 'alice', { form: { motif: 'Mon texte' } })
  const refusal = open.desk.takeOver(id, 'Pourquoi pas', by('bruno', claimed.version))
  await expect(refusal).rejects.toMatchObject({ code: 'ERR_REVIEWER_NOT_ALLOWED', reason: 'role' })
  await expect(open.desk.takeOver(id, '  ', by('dora', claimed.version))).rejects.toMatchObject({
    code: 'ERR_DECISION_INVALID',
  })
  const taken = await open.desk.takeOver(id, 'Absence annoncée.', by('dora', claimed.version))
  expect(taken.claim).toMatchObject({ by: 'dora', mine: true })
  const left = await now(open, id, 'alice')
  expect(left.takenOver).toMatchObject({ by: 'dora', why: 'Absence annoncée.' })
  expect(left.draft?.body).toEqual({ form: { motif: 'Mon texte' } })
  expect(await now(open, id, 'chloe')).not.toHaveProperty('takenOver')
})

test('nobody holds more cases than they may, also not by two requests at once', async () => {
  const open = await openDesk({ staff })
  const core = { ...open.core, maxClaims: 3 }
  const desk = createReviewDesk(core)
  const ids = await Promise.all(Array.from({ length: 8 }, () => hold(open)))
  const tries = await Promise.allSettled([
    ...ids.slice(0, 5).map((id) => desk.claim(id, by('alice', 1))),
    desk.claimNext('alice'),
  ])
  const refused = tries.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(3)
  for (const each of refused) expect(each).toMatchObject({ reason: { reason: 'too-many-claims' } })
  await expect(desk.claimNext('bruno')).resolves.toBeDefined()
  // A lease that is over does not count, whether or not a sweeper has run.
  open.clock.advance(31 * 60_000)
  await expect(desk.claimNext('alice')).resolves.toBeDefined()
})

test('a problem is reported by who saw the suggestion, with words that stay out of the journal', async () => {
  const open = await openDesk({ staff })
  const events: unknown[] = []
  open.core.events.on('review.reported', (event) => void events.push(event))
  const id = await hold(open)
  const claimed = await open.desk.claim(id, by('alice', 1))
  const report = { kind: 'invented', text: 'Cette facture ne figure pas au dossier.', urgent: true } as const
  await expect(open.desk.reportProblem(id, report, by('alice', claimed.version))).rejects.toMatchObject({
    code: 'ERR_REVIEW_STATE',
  })
  const seen = await open.desk.recordOpinion(id, { choice: 'undecided' }, by('alice', claimed.version))
  const after = await open.desk.reportProblem(id, report, by('alice', seen.version))
  expect(after.reports).toEqual([{ kind: 'invented', at: START, urgent: true }])
  expect(events).toMatchObject([{ reviewId: id, urgent: true }])
  const journal = JSON.stringify(await journalOf(open))
  expect(journal).toContain('review.reported')
  expect(journal).not.toContain('facture')
  expect(await now(open, id, 'bruno')).not.toHaveProperty('reports')
})

const answer = {
  expected: ['rejected', 'amended'],
  error: 'le plafond de revenu',
  where: 'Revenu',
  explanation: 'Le revenu dépasse le plafond.',
  checkedBy: ['E. Un', 'E. Deux'],
} as const
const control = {
  by: 'sofia',
  systemId: 'aide-logement',
  useId: 'draft',
  subject: 'DOSSIER-777',
  caseData: { demande: 'Anonyme' },
  suggestion,
  answer,
}

test('a control case looks like any other until it is decided, tells its answer then, and leads nowhere', async () => {
  const open = await openDesk({ staff })
  const events: string[] = []
  for (const name of ['review.opened', 'review.decided', 'review.effective'] as const)
    open.core.events.on(name, () => void events.push(name))
  const { id } = await open.desk.openControlCase(control)
  const other = await hold(open)
  const shape = (view: ReviewView): readonly string[] => Object.keys(view).sort()
  expect(shape(await now(open, id, 'alice'))).toEqual(shape(await now(open, other, 'alice')))
  const [line, second] = await open.desk.list('alice')
  expect(Object.keys(line ?? {})).toEqual(Object.keys(second ?? {}))
  const seen = await study(open, id, 'alice')
  expect(JSON.stringify(seen)).not.toContain('plafond')
  const decided = await open.desk.approve(id, { motive }, by('alice', seen.version))
  expect(decided.control).toEqual({
    found: false,
    error: answer.error,
    where: answer.where,
    explanation: answer.explanation,
  })
  expect(decided.allowed).not.toContain('undo')
  open.clock.advance(11 * 60_000)
  await runTimers(open.core)
  expect((await now(open, id, 'alice')).status).toBe('effective')
  const later = { now: '2030-01-01T00:00:00.000Z', hideUntil: '2030-01-01T00:00:00.000Z', limit: 10 }
  expect(await open.core.store.takeOutbox(later)).toEqual([])
  await expect(decisionWaits(open.core).wait(id)).rejects.toMatchObject({ code: 'ERR_REVIEW_NOT_FOUND' })
  expect(events).toEqual(['review.opened'])
})

test('who made a control case may not review it; it needs an answer that two experts checked', async () => {
  const open = await openDesk({ staff })
  const { id } = await open.desk.openControlCase({ ...control, by: 'dora' })
  expect((await now(open, id, 'dora')).allowed).toEqual([])
  await expect(open.desk.openControlCase({ ...control, by: 'alice' })).rejects.toMatchObject({
    reason: 'role',
  })
  for (const wrong of [{ expected: [] }, { checkedBy: ['E. Un', 'E. Un '] }, { error: ' ' }])
    await expect(
      open.desk.openControlCase({ ...control, answer: { ...answer, ...wrong } }),
    ).rejects.toMatchObject({ code: 'ERR_DECISION_INVALID' })
  await expect(open.desk.openControlCase({ ...control, suggestion: { no: 1 } })).rejects.toMatchObject({
    code: 'ERR_DECISION_INVALID',
  })
})

test('figures: one’s own as decided, gone when taken back; a team’s for its supervisor only', async () => {
  const open = await openDesk({ staff })
  const id = await hold(open)
  const seen = await study(open, id, 'alice')
  open.clock.advance(60_000)
  const decided = await open.desk.approve(id, { motive }, by('alice', seen.version))
  const { id: controlId } = await open.desk.openControlCase(control)
  const judged = await study(open, controlId, 'alice')
  await open.desk.reject(controlId, { motive }, by('alice', judged.version))
  const own = await open.desk.ownDecisions('alice', period)
  expect(own.map(({ fact }) => fact)).toMatchObject([
    { outcome: 'rejected', control: { found: true } },
    { outcome: 'approved', distance: 0, seconds: 60 },
  ])
  expect(await open.desk.ownDecisions('bruno', period)).toEqual([])
  expect(JSON.stringify(own)).not.toContain('Relogement')
  await open.desk.undo(id, by('alice', decided.version))
  expect(await open.desk.ownDecisions('alice', period)).toHaveLength(1)
  const team = { ...period, systemId: 'aide-logement' }
  await expect(open.desk.teamStatistics('alice', team)).rejects.toMatchObject({ reason: 'role' })
  await expect(open.desk.teamStatistics('sofia', team)).resolves.toEqual({ status: 'too-few' })
})
