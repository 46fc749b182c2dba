import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markStale, withdraw } from '../../src/review/application.js'
import { claim, giveBack, renew, takeOver } from '../../src/review/claim.js'
import { decide, undo } from '../../src/review/decide.js'
import { escalate } from '../../src/review/escalate.js'
import { recordOpinion, reveal } from '../../src/review/opinion.js'
import { reportProblem } from '../../src/review/report-problem.js'
import type { Review } from '../../src/review/review.js'
import { mayKnow } from '../../src/review/rights.js'
import { sealReview, verifyReview } from '../../src/review/seal.js'
import { askSecondOpinion } from '../../src/review/second-opinion.js'
import { settle } from '../../src/review/timers.js'
import type { Acting, Transition } from '../../src/review/transition.js'
import { readableTexts, viewOf } from '../../src/review/view-of.js'
import { acting, alice, at, decisionBy, key, newReview } from './fixtures.js'
import type { Move, Real, Setting } from './model.js'
import { outcomeOf, playStory, settings, stories, storyOf } from './model.js'

const answer = { expected: ['rejected'], error: 'SECRET error', checkedBy: ['x', 'y'] } as const
const why = { payloadId: 'why', digest: 'a'.repeat(64) }
const by = { kind: 'application', id: 'portail' } as const

function pureReal(setting: Setting): Real {
  let now = 0
  let raised = false
  let review: Review = newReview({
    dueAt: at(setting.dueInMinutes),
    expiresAt: at(setting.expiresInMinutes),
    ...(setting.control ? { control: why } : {}),
    rules: {
      mode: setting.mode,
      undoMinutes: setting.undoMinutes,
      quorum: { agree: setting.agree, of: setting.of },
    },
  })
  const keep = (transition: Transition): boolean => {
    if (!transition.ok) return false
    expect(transition.changes.length).toBeGreaterThan(0)
    review = sealReview(transition.next, key)
    // Every state that can be reached is one that the guard's own verification accepts.
    verifyReview(review, key)
    return true
  }
  const person = ({ action, who, value }: Extract<Move, { kind: 'person' }>): Transition => {
    const me: Acting = { ...acting(who, now), ...(raised ? { raise: [{ why: 'by-hand' }] } : {}) }
    const outcome = outcomeOf(action)
    if (outcome !== undefined) {
      const digest =
        outcome === 'approved' ? 'approved' : outcome === 'amended' ? `amended ${value}` : undefined
      return decide(review, me, decisionBy(review, me, outcome, digest))
    }
    const rules = {
      claim,
      renew,
      'give-back': giveBack,
      reveal,
      undo,
      escalate,
      'ask-second-opinion': askSecondOpinion,
      'take-over': takeOver,
      report: (of: Review, by: Acting) =>
        reportProblem(of, by, { kind: 'invented', urgent: false, text: why }),
    } as const
    if (action in rules) return rules[action as keyof typeof rules](review, me)
    return recordOpinion(review, me, { choice: 'incomplete' })
  }
  return {
    async play(move) {
      if (move.kind === 'person')
        return mayKnow(settle(review, at(now)).review, move.who) && keep(person(move))
      if (move.kind === 'application')
        return keep((move.action === 'withdraw' ? withdraw : markStale)(review, { by, why, now: at(now) }))
      if (move.kind === 'mode') raised = move.raised
      if (move.kind === 'time') now += move.minutes
      const settled = settle(review, at(now))
      if (move.kind === 'sweep' && settled.changes.length > 0)
        review = sealReview({ ...settled.review, version: review.version + 1 }, key)
      return true
    },
    review: async () => review,
    async view(who) {
      const current = settle(review, at(now)).review
      if (!mayKnow(current, who)) return undefined
      const me = acting(who, now)
      const { suggestion, decision } = readableTexts(review, me)
      return viewOf(review, me, {
        caseData: { demande: 'logement' },
        // Handed over even where it may not be read: the view alone must leave it out.
        suggestion: {
          value: 'SECRET',
          generatedAt: at(0),
          system: {
            id: 's',
            version: '1',
            name: 's',
            model: { name: 'm', supplier: 'x', nature: 'trained' },
          },
        },
        control: answer,
        ...(suggestion === undefined ? {} : {}),
        ...(decision === undefined ? {} : { decision: { motive: 'SECRET motive' } }),
      })
    },
  }
}

const reached = new Set<string>()
const anyStory = fc.asyncProperty(settings, stories(20), async (setting, story) => {
  const model = await playStory(setting, story, pureReal(setting))
  reached.add(`${model.status} ${model.agree}`)
})

test('whatever people, the application and time do in whatever order, the rules do what the model says', async () => {
  await fc.assert(anyStory, { numRuns: 80 })
}, 60_000)

test('these stories get everywhere: decided, expired and withdrawn, alone and by quorum', async () => {
  reached.clear()
  // Always the same ones, so that what they reach does not depend on luck.
  await fc.assert(anyStory, { numRuns: 200, seed: 20261124 })
  expect([...reached]).toEqual(
    expect.arrayContaining([
      'effective 1',
      'effective 2',
      'expired 1',
      'expired 2',
      'withdrawn 1',
      'decided 1',
      'claimed 1',
      'pending 2',
    ]),
  )
}, 60_000)

test('a decision reopened at the very moment its case expires leaves an expired case', async () => {
  const person = (action: Extract<Move, { kind: 'person' }>['action']): Move => ({
    kind: 'person',
    action,
    who: alice,
    value: 1,
  })
  const times = { dueInMinutes: 60, expiresInMinutes: 60 }
  const alone = { mode: 'decide-first', agree: 1, of: 1, control: false, undoMinutes: 10 } as const
  const story = storyOf([
    { kind: 'time', minutes: 59 },
    person('claim'),
    person('record-opinion'),
    person('approve'),
    { kind: 'time', minutes: 1 },
    { kind: 'application', action: 'stale' },
  ])
  const whole: Setting = { ...times, ...alone }
  expect((await playStory(whole, story, pureReal(whole))).status).toBe('expired')
})
