import { describe, expect, it } from 'vitest'
import { type Check, defineCheck } from '../../../src/checks/check.js'
import type { Finding } from '../../../src/checks/finding.js'
import type { Judge, JudgeQuestion } from '../../../src/checks/judge/judge.js'
import { withJudge } from '../../../src/checks/judge/with-judge.js'
import type { Detector } from '../../../src/checks/personal-data/index.js'
import { runChecks } from '../../../src/checks/run-checks.js'
import { DEFAULT_THRESHOLDS } from '../../../src/checks/verdict.js'
import { contextOf, subjectOf } from '../fixtures.js'

const text = `${'le guichet est ouvert le lundi, '.repeat(60)}Le passage douteux.${' le guichet est ouvert le mardi,'.repeat(60)}`
const start = text.indexOf('Le passage')

const doubt: Finding = {
  checkId: 'prohibited-use',
  code: 'social-scoring',
  clause: 'prohibition:social-scoring',
  layer: 'rules',
  score: 0.6,
  span: { part: 'messages[0].content', start, end: start + 19 },
  message: { fr: 'fr', en: 'en' },
}

const RUN = { timeoutMs: 20_000, thresholds: DEFAULT_THRESHOLDS, onCheckFailure: 'hold' } as const

/** A check that always finds the same, at this score. */
function finds(score: number): Check {
  return defineCheck({
    id: 'prohibited-use',
    stages: ['input', 'output'],
    check: () => [{ ...doubt, score }],
  })
}

/** A judge that answers with anything, and remembers what it was asked. */
function judgeThat(answer: (signal: AbortSignal) => unknown): Judge & { readonly asked: JudgeQuestion[] } {
  const asked: JudgeQuestion[] = []
  return {
    id: 'test',
    asked,
    opine: async (question, signal) => {
      asked.push(question)
      // What a judge answers is foreign, whatever its type promises.
      return JSON.parse(JSON.stringify(await answer(signal)) ?? 'null')
    },
  }
}

async function verdictWith(check: Check, judge: Judge, timeoutMs = 1_000) {
  return runChecks([withJudge(check, judge, { timeoutMs })], subjectOf(text), contextOf(), RUN)
}

describe('a judge', () => {
  it('is asked about doubts only: a clear verdict, either way, is not sent anywhere', async () => {
    const judge = judgeThat(() => ({ code: 'none', certainty: 1 }))
    expect((await verdictWith(finds(0.2), judge)).level).toBe('pass')
    expect((await verdictWith(finds(0.9), judge)).level).toBe('refuse')
    expect(judge.asked).toEqual([])
    expect((await verdictWith(finds(0.6), judge)).level).toBe('hold')
    expect(judge.asked).toHaveLength(1)
  })

  it('gets the passage in doubt with its surroundings, the stage and the charter’s own words, and no more', async () => {
    const judge = judgeThat(() => ({ code: 'none', certainty: 1 }))
    await verdictWith(finds(0.6), judge)
    const [question] = judge.asked
    expect(question?.passage).toContain('Le passage douteux.')
    expect(question?.passage.length).toBeLessThanOrEqual(19 + 1200)
    expect(question?.stage).toBe('input')
    expect(question?.codes.map(({ code }) => code)).toEqual([
      'biometric',
      'social-scoring',
      'individual-surveillance',
      'automated-decision',
    ])
    expect(question?.codes[1]?.definition).toContain('notation ou de classement social')
  })

  it('that agrees for sure turns a doubt into a refusal, beside the finding it confirms', async () => {
    const verdict = await verdictWith(
      finds(0.6),
      judgeThat(() => ({ code: 'social-scoring', certainty: 0.9 })),
    )
    expect(verdict.level).toBe('refuse')
    expect(verdict.findings).toMatchObject([
      { layer: 'rules', score: 0.6 },
      { layer: 'judge', code: 'social-scoring', clause: 'prohibition:social-scoring', score: 0.9 },
    ])
  })

  it.each([
    ['disagrees', () => ({ code: 'none', certainty: 1 })],
    ['doubts', () => ({ code: 'social-scoring', certainty: 0.1 })],
  ])('that %s leaves the score of the other layers as it is', async (_, answer) => {
    const verdict = await verdictWith(finds(0.6), judgeThat(answer))
    expect(verdict.level).toBe('hold')
    expect(verdict.findings).toMatchObject([{ layer: 'rules', score: 0.6 }])
  })

  it.each([
    ['throws', () => Promise.reject(new Error('503'))],
    ['answers with nothing', () => undefined],
    ['answers with a code that was not asked for', () => ({ code: 'theft', certainty: 1 })],
    ['answers with a certainty that is none', () => ({ code: 'none', certainty: 'sure' })],
    ['answers with a certainty out of range', () => ({ code: 'none', certainty: 7 })],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('that %s leaves the text held, and says so without a word of it', async (_, answer) => {
    const verdict = await verdictWith(finds(0.6), judgeThat(answer), 20)
    expect(verdict.level).toBe('hold')
    expect(verdict.failed).toEqual([])
    expect(verdict.findings).toMatchObject([
      { layer: 'rules', score: 0.6 },
      { layer: 'judge', code: 'judge-unavailable', score: DEFAULT_THRESHOLDS.review },
    ])
    expect(JSON.stringify(verdict)).not.toContain('douteux')
  })

  it('reads the passage without the personal data in it', async () => {
    const judge = judgeThat(() => ({ code: 'none', certainty: 1 }))
    const passage = 'Note le civisme de Mme Fatoumata Etcheverry, fatou@example.org.'
    const check = defineCheck({
      id: 'prohibited-use',
      stages: ['input'],
      check: async () => [{ ...doubt, span: { part: 'messages[0].content', start: 0, end: 15 } }],
    })
    await runChecks([withJudge(check, judge)], subjectOf(passage), contextOf(), RUN)
    expect(judge.asked[0]?.passage).toBe('Note le civisme de Mme PERSONNE_1, COURRIEL_1.')
  })

  it('is not asked when nobody could tell what is personal in the passage', async () => {
    const judge = judgeThat(() => ({ code: 'none', certainty: 1 }))
    const broken: Detector = { id: 'ner', types: ['person'], detect: () => Promise.reject(new Error('503')) }
    const verdict = await runChecks(
      [withJudge(finds(0.6), judge, { detectors: [broken] })],
      subjectOf(text),
      contextOf(),
      RUN,
    )
    expect(judge.asked).toEqual([])
    expect(verdict.level).toBe('hold')
    expect(verdict.findings).toMatchObject([{ layer: 'rules' }, { code: 'judge-unavailable' }])
  })

  it('is told when the caller gives up, and the caller gets their own reason', async () => {
    const caller = new AbortController()
    const judge = judgeThat((signal) => {
      caller.abort(new Error('left'))
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    const run = runChecks(
      [withJudge(finds(0.6), judge)],
      subjectOf(text),
      contextOf({ signal: caller.signal }),
      {
        timeoutMs: 20_000,
        thresholds: DEFAULT_THRESHOLDS,
        onCheckFailure: 'hold',
      },
    )
    await expect(run).rejects.toThrow('left')
  })
})
