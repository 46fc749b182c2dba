import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGuardError } from '../../src/errors.js'
import { createModeRaises } from '../../src/guard/mode-raises.js'
import { readDecision } from '../../src/guard/read-decision.js'
import { runTimers } from '../../src/guard/timekeeper.js'
import type { Review } from '../../src/review/review.js'
import type { ReviewView } from '../../src/review/view.js'
import { alice, bruno, chloe, reviewer, sofia } from '../review/fixtures.js'
import type { Move, Real, Setting } from '../review/model.js'
import { dora, playStory, rene, settings, stories, ulysse } from '../review/model.js'
import type { Desk } from './desk-fixtures.js'
import { amended, by, deskAt, hold, journalOf, motive, temporaryFolder } from './desk-fixtures.js'

const application = { kind: 'application', id: 'portail' } as const
const administrator = reviewer('ada', { roles: ['administrator'], training: [] })
const staff = [alice, bruno, chloe, dora, sofia, rene, ulysse, administrator]

async function act(
  { desk }: Desk,
  id: string,
  { action, who, value }: Extract<Move, { kind: 'person' }>,
): Promise<unknown> {
  const { version } = await desk.view(id, who.id)
  const command = by(who.id, version)
  switch (action) {
    case 'claim':
    case 'renew':
    case 'reveal':
    case 'undo':
      return desk[action](id, command)
    case 'give-back':
      return desk.giveBack(id, command)
    case 'record-opinion':
      return desk.recordOpinion(id, { choice: 'incomplete', note: `opinion of ${who.id}` }, command)
    case 'escalate':
      return desk.escalate(id, `escalated by ${who.id}`, command)
    case 'ask-second-opinion':
      return desk.askSecondOpinion(id, command)
    case 'take-over':
      return desk.takeOver(id, `taken over by ${who.id}`, command)
    case 'report':
      return desk.reportProblem(id, { kind: 'tone', text: `reported by ${who.id}` }, command)
    case 'approve':
      return desk.approve(id, { motive }, command)
    case 'amend':
      return desk.amend(id, { motive, value: { ...amended, amount: value } }, command)
    case 'reject':
      return desk.reject(id, { motive }, command)
    case 'without-ai':
      return desk.decideWithoutAi(id, { motive }, command)
  }
}

function told(error: unknown): false {
  // A refusal has a code; anything else is a fault of ours and fails the test.
  if (
    isGuardError(error) &&
    ['ERR_REVIEW_STATE', 'ERR_REVIEWER_NOT_ALLOWED', 'ERR_REVIEW_NOT_FOUND'].includes(error.code)
  )
    return false
  throw error
}

function deskReal(open: Desk, id: string): Real {
  let applied = 0
  const modes = createModeRaises(open.core)
  const review = async (): Promise<Review> => {
    const found = await open.core.store.getReview(id)
    if (found === undefined) throw new Error('The review is there.')
    return found
  }
  return {
    review,
    async play(move) {
      if (move.kind === 'time') open.clock.advance(move.minutes * 60_000)
      if (move.kind === 'sweep') await runTimers(open.core)
      if (move.kind === 'mode') {
        const order = { by: administrator.id, reason: 'Le comité le demande.' }
        await (move.raised ? modes.raise('aide-logement', order) : modes.lift('aide-logement', order))
      }
      if (move.kind !== 'person' && move.kind !== 'application') return true
      if (move.kind === 'person') return act(open, id, move).then(() => true, told)
      applied += 1
      const request = {
        by: application,
        why: 'Le dossier a changé.',
        idempotencyKey: `application-${applied}`,
      }
      return (
        move.action === 'withdraw' ? open.desk.withdraw(id, request) : open.desk.markStale(id, request)
      ).then(() => true, told)
    },
    async view(who): Promise<ReviewView | undefined> {
      try {
        return await open.desk.view(id, who.id)
      } catch (error) {
        return told(error) || undefined
      }
    },
  }
}

async function openFor(setting: Setting, path: string): Promise<{ open: Desk; id: string }> {
  const { mode, agree, of, dueInMinutes, expiresInMinutes, control, undoMinutes } = setting
  const rules = {
    undoMinutes,
    quorum: { agree, of },
    dueInHours: dueInMinutes / 60,
    expiresInHours: expiresInMinutes / 60,
  }
  const open = await deskAt(path, { staff, oversight: rules })
  const use = { 'decide-first': 'draft', 'on-request': 'asked', shown: 'free' }[mode]
  return { open, id: await hold(open, { use, control }) }
}

test('the desk over a real file does in any story what the model says, and the journal has every change', async () => {
  const folder = temporaryFolder()
  const reached = new Set<string>()
  let runs = 0
  // Most stories end in no decision: more are told until one does.
  for (let round = 0; round < 5 && reached.size === 0; round += 1) {
    await fc.assert(
      fc.asyncProperty(settings, stories(12), async (setting, story) => {
        runs += 1
        const { open, id } = await openFor(setting, join(folder, `${runs}.db`))
        try {
          const model = await playStory(setting, story, deskReal(open, id))
          const before = await deskReal(open, id).review()
          const decision = await readDecision(open.core, before)
          expect(decision?.outcome !== undefined).toBe(
            ['effective', 'expired', 'withdrawn'].includes(model.status),
          )
          if (decision !== undefined && 'deciders' in decision) reached.add(decision.outcome)
          const { version } = await deskReal(open, id).review()
          const versions = (await journalOf(open))
            .filter(({ reviewId }) => reviewId === id)
            .map(({ data }) => Number(data['version']))
          // Every version has its entry, and none comes before an earlier one.
          expect([...new Set(versions)]).toEqual(Array.from({ length: version }, (_, index) => index + 1))
        } finally {
          await open.core.store.close()
        }
      }),
      { numRuns: 30 },
    )
  }
  expect(reached.size).toBeGreaterThan(0)
}, 120_000)
