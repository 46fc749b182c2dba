import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/checks/finding.js'
import { isGuardError } from '../../src/errors.js'
import type { GuardCore } from '../../src/guard/core.js'
import { createModeRaises } from '../../src/guard/mode-raises.js'
import { createReviewDesk } from '../../src/guard/review-desk.js'
import type { GroupedDecision } from '../../src/review/grouped-commands.js'
import {
  alterReview,
  by,
  type Desk,
  hold,
  journalOf,
  motive,
  openDesk,
  SECRET,
  staff,
  suggestion,
} from './desk-fixtures.js'

const NOBODY = '00000000-0000-7000-8000-000000000000'

/** Takes a case and opens it, as its page does. */
async function openCase({ desk }: Pick<Desk, 'desk'>, id: string, who = 'alice'): Promise<number> {
  const { version } = await desk.view(id, who)
  await desk.claim(id, by(who, version))
  return (await desk.view(id, who)).version
}

async function lowCases(open: Desk, subjects: readonly string[], who = 'alice'): Promise<GroupedDecision[]> {
  const decisions: GroupedDecision[] = []
  for (const subject of subjects) {
    const reviewId = await hold(open, { use: 'free', subject })
    decisions.push(rejecting(reviewId, await openCase(open, reviewId, who)))
  }
  return decisions
}

function rejecting(reviewId: string, version: number): GroupedDecision {
  const { idempotencyKey } = by('alice', version)
  return { reviewId, version, idempotencyKey, outcome: 'rejected', decision: { motive } }
}

const statuses = async ({ desk }: Pick<Desk, 'desk'>, ids: readonly string[]): Promise<readonly string[]> =>
  Promise.all(ids.map(async (id) => (await desk.view(id, 'bruno')).status))

const ALICE = { by: 'alice' }

const codeOf = (error: unknown): string => (isGuardError(error) ? error.code : String(error))

describe('Grouped processing', () => {
  test('records one decision for each case, with its own verb and motive, and the journal says how many', async () => {
    const open = await openDesk()
    const [first, second, third] = await lowCases(open, ['1', '2', '3'])
    if (first === undefined || second === undefined || third === undefined) throw new Error('no cases')
    const results = await open.desk.decideGroup(
      [
        { ...first, outcome: 'approved', decision: { motive: `${motive} Un.` } },
        {
          ...second,
          outcome: 'amended',
          decision: { motive: `${motive} Deux.`, value: { ...suggestion, amount: 1 } },
        },
        { ...third, outcome: 'rejected', decision: { motive: `${motive} Trois.` } },
      ],
      ALICE,
    )
    expect(results.map((result) => result.ok && result.view.decision)).toMatchObject([
      { outcome: 'approved', motive: `${motive} Un.`, grouped: 3 },
      { outcome: 'amended', motive: `${motive} Deux.`, grouped: 3, value: { amount: 1 } },
      { outcome: 'rejected', motive: `${motive} Trois.`, grouped: 3 },
    ])
    const decided = (await journalOf(open)).filter(({ event }) => event === 'review.decided')
    expect(decided.map(({ reviewId, data }) => [reviewId, data['grouped']])).toEqual(
      [first, second, third].map(({ reviewId }) => [reviewId, 3]),
    )
  })

  test('a decision taken on a case’s own page says nothing of a group', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'free' })
    const version = await openCase(open, id)
    const view = await open.desk.reject(id, { motive }, by('alice', version))
    expect(view.decision).not.toHaveProperty('grouped')
    const [entry] = (await journalOf(open)).filter(({ event }) => event === 'review.decided')
    expect(entry?.data).not.toHaveProperty('grouped')
  })

  test('what is wrong with one case is said of that one, and the others are recorded', async () => {
    const open = await openDesk()
    const [short, old, right] = await lowCases(open, ['1', '2', '3'])
    if (short === undefined || old === undefined || right === undefined) throw new Error('no cases')
    const results = await open.desk.decideGroup(
      [
        { ...short, outcome: 'rejected', decision: { motive: 'non' } },
        { ...old, version: old.version - 1 },
        right,
      ],
      ALICE,
    )
    expect(results.map((result) => (result.ok ? 'recorded' : codeOf(result.error)))).toEqual([
      'ERR_DECISION_INVALID',
      'ERR_REVIEW_CONFLICT',
      'recorded',
    ])
    expect(await statuses(open, [short.reviewId, old.reviewId, right.reviewId])).toEqual([
      'claimed',
      'claimed',
      'decided',
    ])
  })

  test('a case whose reservation has ended is not decided, and the others are', async () => {
    const open = await openDesk()
    const [gone] = await lowCases(open, ['1'])
    open.clock.advance(20 * 60_000)
    const [kept] = await lowCases(open, ['2'])
    open.clock.advance(15 * 60_000)
    if (gone === undefined || kept === undefined) throw new Error('no cases')
    const results = await open.desk.decideGroup([gone, kept], ALICE)
    expect(results).toMatchObject([
      { ok: false, error: { code: 'ERR_REVIEWER_NOT_ALLOWED', reason: 'not-claimed-by-you' } },
      { ok: true },
    ])
  })

  test('the same submission sent again changes nothing, also once a case has gone stale', async () => {
    const open = await openDesk()
    const decisions = await lowCases(open, ['1', '2'])
    const first = await open.desk.decideGroup(decisions, ALICE)
    const again = await open.desk.decideGroup(decisions, ALICE)
    expect(again).toEqual(first)
    await open.desk.markStale(decisions[0]?.reviewId ?? '', {
      by: { kind: 'application', id: 'app' },
      why: 'Une pièce a été ajoutée.',
      idempotencyKey: 'stale',
    })
    const late = await open.desk.decideGroup(decisions, ALICE)
    expect(late.every(({ ok }) => ok)).toBe(true)
    const decided = (await journalOf(open)).filter(({ event }) => event === 'review.decided')
    expect(decided).toHaveLength(2)
  })

  test('a case that was never opened takes no decision, and nor do those beside it', async () => {
    const open = await openDesk()
    const [opened] = await lowCases(open, ['1'])
    const id = await hold(open, { use: 'free', subject: '2' })
    const { version } = await open.desk.claim(id, by('alice', 1))
    if (opened === undefined) throw new Error('no case')
    const refused = open.desk.decideGroup([opened, rejecting(id, version)], ALICE)
    await expect(refused).rejects.toMatchObject({
      code: 'ERR_GROUP_REFUSED',
      cases: [{ reviewId: id, fault: 'not-opened' }],
    })
    expect(await statuses(open, [opened.reviewId, id])).toEqual(['claimed', 'claimed'])
  })

  test('a look before the reservation, or a colleague’s, is no opening', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'free' })
    await open.desk.view(id, 'alice')
    await open.desk.claim(id, by('alice', 1))
    await open.desk.view(id, 'bruno')
    expect((await open.desk.groupable('alice')).cases).toMatchObject([{ item: { id }, fault: 'not-opened' }])
    await open.desk.view(id, 'alice')
    expect((await open.desk.groupable('alice')).cases.map(({ fault }) => fault)).toEqual([undefined])
  })

  test('an opening is kept without a new version, once, and over a restart', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'free' })
    const claimed = await open.desk.claim(id, by('alice', 1))
    await Promise.all([open.desk.view(id, 'alice'), open.desk.view(id, 'alice')])
    expect((await open.desk.view(id, 'alice')).version).toBe(claimed.version)
    const restarted = createReviewDesk(open.core)
    expect((await restarted.groupable('alice')).cases.map(({ fault }) => fault)).toEqual([undefined])
    const looks = (await journalOf(open)).filter(({ event }) => event === 'review.consulted')
    expect(looks.map(({ data }) => data['status'])).toContain('claimed')
  })

  test('cases of significant impact are refused, whoever asks', async () => {
    const open = await openDesk()
    const [low] = await lowCases(open, ['1'])
    const id = await hold(open, { use: 'draft', subject: '2' })
    const version = await openCase(open, id)
    const { version: seen } = await open.desk.recordOpinion(
      id,
      { choice: 'favourable' },
      by('alice', version),
    )
    if (low === undefined) throw new Error('no case')
    await expect(open.desk.decideGroup([rejecting(id, seen)], ALICE)).rejects.toMatchObject({
      cases: [{ reviewId: id, fault: 'significant' }],
    })
    await expect(open.desk.decideGroup([low, rejecting(id, seen)], ALICE)).rejects.toMatchObject({
      cases: [{ reviewId: id, fault: 'significant' }],
    })
    expect((await open.desk.groupable('alice')).cases.map(({ item }) => item.id)).toEqual([low.reviewId])
    expect(await statuses(open, [low.reviewId, id])).toEqual(['claimed', 'claimed'])
  })

  test('cases of another use, named twice, unknown or not to be known of are each named', async () => {
    const open = await openDesk()
    const [one, two] = await lowCases(open, ['1', '2'])
    const other = await hold(open, { use: 'notes', subject: '3' })
    const version = await openCase(open, other)
    if (one === undefined || two === undefined) throw new Error('no cases')
    const refused = open.desk.decideGroup(
      [one, rejecting(other, version), { ...one, idempotencyKey: 'again' }, rejecting(NOBODY, 1), two],
      ALICE,
    )
    await expect(refused).rejects.toMatchObject({
      code: 'ERR_GROUP_REFUSED',
      cases: [
        { reviewId: other, fault: 'other-use' },
        { reviewId: one.reviewId, fault: 'repeated' },
        { reviewId: NOBODY, fault: 'unknown' },
      ],
    })
    await expect(open.desk.decideGroup([one], { by: 'zoe' })).rejects.toMatchObject({
      cases: [{ reviewId: one.reviewId, fault: 'unknown' }],
    })
  })

  test('more than ten cases, or than the guard allows, are refused before any is looked at', async () => {
    const open = await openDesk()
    const many = Array.from({ length: 11 }, () => rejecting(NOBODY, 1))
    await expect(open.desk.decideGroup(many, ALICE)).rejects.toMatchObject({
      cases: many.map(({ reviewId }) => ({ reviewId, fault: 'too-many' })),
    })
    const strict: GuardCore = { ...open.core, maxGrouped: 1 }
    const two = await lowCases(open, ['1', '2'])
    await expect(createReviewDesk(strict).decideGroup(two, ALICE)).rejects.toMatchObject({
      code: 'ERR_GROUP_REFUSED',
    })
    const off = createReviewDesk({ ...open.core, maxGrouped: 0 })
    expect(await off.groupable('alice')).toEqual({ most: 0, cases: [] })
    await expect(off.decideGroup(two.slice(0, 1), ALICE)).rejects.toMatchObject({ code: 'ERR_GROUP_REFUSED' })
  })

  test('who gives their opinion first on a case decides it on its own page', async () => {
    const open = await openDesk()
    await createModeRaises(open.core).raise('aide-logement', {
      by: 'ada',
      reason: 'Trop de suggestions retenues.',
    })
    const id = await hold(open, { use: 'free' })
    const version = await openCase(open, id)
    expect((await open.desk.groupable('alice')).cases).toMatchObject([{ fault: 'not-shown' }])
    const seen = await open.desk.recordOpinion(id, { choice: 'undecided' }, by('alice', version))
    await expect(open.desk.decideGroup([rejecting(id, seen.version)], ALICE)).rejects.toMatchObject({
      cases: [{ fault: 'not-shown' }],
    })
  })

  test('a suggestion that has to be asked for is decided on its own page, also once it was', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'asked' })
    const version = await openCase(open, id)
    const before = await open.desk.groupable('alice')
    expect(before.cases).toMatchObject([{ fault: 'not-shown' }])
    expect(JSON.stringify(before)).not.toContain(SECRET)
    const revealed = await open.desk.reveal(id, by('alice', version))
    await expect(open.desk.decideGroup([rejecting(id, revealed.version)], ALICE)).rejects.toMatchObject({
      cases: [{ reviewId: id, fault: 'not-shown' }],
    })
  })

  test.each<[string, (open: Desk, id: string) => Promise<unknown>]>([
    [
      'changed',
      ({ desk }, id) =>
        desk.markStale(id, { by: { kind: 'application', id: 'app' }, why: 'Pièce.', idempotencyKey: 's' }),
    ],
    [
      'reported',
      async ({ desk }, id) => {
        const { version } = await desk.view(id, 'alice')
        const report = { kind: 'tone', text: 'Le ton est sec.', urgent: false } as const
        return desk.reportProblem(id, report, by('alice', version))
      },
    ],
    ['overdue', async ({ clock }) => clock.advance(5 * 24 * 3_600_000 + 1)],
    [
      'under a second opinion',
      async ({ desk }, id) => {
        const { version } = await desk.view(id, 'alice')
        return desk.askSecondOpinion(id, by('alice', version))
      },
    ],
  ])('a case that is %s asks for a look of its own', async (_, change) => {
    const open = await openDesk({ oversight: { leaseMinutes: 10_000 } })
    const [decision] = await lowCases(open, ['1'])
    if (decision === undefined) throw new Error('no case')
    await change(open, decision.reviewId)
    await expect(open.desk.decideGroup([decision], ALICE)).rejects.toMatchObject({
      cases: [{ fault: 'apart' }],
    })
  })

  test('a decision that nobody could take back is not taken in a group', async () => {
    const open = await openDesk({ oversight: { undoMinutes: 0 } })
    const decisions = await lowCases(open, ['1'])
    await expect(open.desk.decideGroup(decisions, ALICE)).rejects.toMatchObject({
      cases: [{ fault: 'no-undo' }],
    })
  })

  test.each(['undeclared-decision', 'prohibited-use'])(
    'a case on which the check "%s" has doubts is not taken to be of low impact',
    async (checkId) => {
      const open = await openDesk()
      const id = await hold(open, { use: 'free', findings: [finding(checkId)] })
      await openCase(open, id)
      expect((await open.desk.groupable('alice')).cases).toMatchObject([{ fault: 'in-doubt' }])
    },
  )

  test('a case of which a check could not be made, or that contests a decision, is decided on its own', async () => {
    const open = await openDesk()
    for (const change of [
      { reason: 'check-failed', subject: '1' },
      { appeal: true, subject: '2' },
    ] as const)
      await openCase(open, await hold(open, { use: 'free', ...change }))
    const { cases } = await open.desk.groupable('alice')
    expect(cases.map(({ fault }) => fault).toSorted()).toEqual(['apart', 'in-doubt'])
  })

  test('a case of significant impact that somebody altered in the database does not become one of low impact', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const version = await openCase(open, id)
    alterReview(open.path, id, (review) => ({
      ...review,
      impact: 'information',
      oversight: { ...(review['oversight'] as object), mode: 'shown' },
    }))
    expect((await open.desk.groupable('alice')).cases).toMatchObject([{ item: { id }, fault: 'altered' }])
    await expect(open.desk.decideGroup([rejecting(id, version)], ALICE)).rejects.toMatchObject({
      cases: [{ reviewId: id, fault: 'altered' }],
    })
  })

  test('whose training has ended may not decide, alone or in a group, and nothing is decided', async () => {
    const ending = staff.map((each) => ({
      ...each,
      training: each.training.map(({ id }) => ({ id, validUntil: '2026-11-24' })),
    }))
    const open = await openDesk({ oversight: { leaseMinutes: 10_000 }, staff: ending })
    const decisions = await lowCases(open, ['1'])
    open.clock.advance(24 * 3_600_000)
    expect((await open.desk.groupable('alice')).cases).toMatchObject([{ fault: 'not-allowed' }])
    const [result] = await open.desk.decideGroup(decisions, ALICE)
    expect(result).toMatchObject({ ok: false, error: { code: 'ERR_REVIEWER_NOT_ALLOWED' } })
  })

  test('each decision is taken back on its own, and the others stand', async () => {
    const open = await openDesk()
    const decisions = await lowCases(open, ['1', '2'])
    const [first] = await open.desk.decideGroup(decisions, ALICE)
    if (first?.ok !== true) throw new Error('not recorded')
    await open.desk.undo(first.reviewId, by('alice', first.view.version))
    open.clock.advance(11 * 60_000)
    expect(
      await statuses(
        open,
        decisions.map(({ reviewId }) => reviewId),
      ),
    ).toEqual(['pending', 'effective'])
  })

  test('a store that fails in the middle leaves what was recorded, and says which were not; sent again, they are', async () => {
    const open = await openDesk()
    const decisions = await lowCases(open, ['1', '2', '3'])
    const failing: GuardCore = {
      ...open.core,
      store: {
        ...open.core.store,
        commit: async (write) => {
          if (write.review?.next.id === decisions[1]?.reviewId) throw new Error('disk full')
          return open.core.store.commit(write)
        },
      },
    }
    const results = await createReviewDesk(failing).decideGroup(decisions, ALICE)
    expect(results.map((result) => result.ok || codeOf(result.error))).toEqual([
      true,
      'Error: disk full',
      true,
    ])
    expect((await open.desk.decideGroup(decisions, ALICE)).map(({ ok }) => ok)).toEqual([true, true, true])
    const decided = (await journalOf(open)).filter(({ event }) => event === 'review.decided')
    expect(decided).toHaveLength(3)
  })

  test('the limit of what one person may hold at once stands: it is also that of a group', async () => {
    const open = await openDesk()
    const desk = createReviewDesk({ ...open.core, maxClaims: 3 })
    for (const subject of ['1', '2', '3'])
      await desk.claim(await hold(open, { use: 'free', subject }), by('alice', 1))
    const more = desk.claim(await hold(open, { use: 'free', subject: '4' }), by('alice', 1))
    await expect(more).rejects.toMatchObject({ reason: 'too-many-claims' })
    expect((await desk.groupable('alice')).cases).toHaveLength(3)
  })

  test('a finding about something else, which who decides reads, does not stand in the way', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'free', findings: [finding('ville.registre')] })
    await openCase(open, id)
    expect((await open.desk.groupable('alice')).cases.map(({ fault }) => fault)).toEqual([undefined])
  })

  test('a control case stands among the others like any of them', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'free', control: true })
    const version = await openCase(open, id)
    expect((await open.desk.groupable('alice')).cases.map(({ fault }) => fault)).toEqual([undefined])
    const [result] = await open.desk.decideGroup([rejecting(id, version)], ALICE)
    expect(result).toMatchObject({ ok: true, view: { control: { found: true } } })
  })

  test('texts of a refusal name ids only: what else was given for one is not said again', async () => {
    const open = await openDesk()
    const refused = open.desk.decideGroup([rejecting('Dossier de Mme Durand', 1)], ALICE)
    await expect(refused).rejects.toThrow(/one of them: there is no review/)
    await expect(refused).rejects.not.toThrow(/Durand/)
  })
})

function finding(checkId: string): Finding {
  return {
    checkId,
    code: checkId,
    clause: 'engagement:16',
    layer: 'rules',
    score: 0.6,
    message: { fr: 'À vérifier.', en: 'To be verified.' },
  }
}
