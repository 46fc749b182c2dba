import { defineCheck, defineSystem, type Finding, type Step, type StepResult } from 'garde-fou'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { journalEvents, openGuard } from '../support/guard.js'
import { housing, housingRecord } from '../support/housing.js'

const finding = (score: number): Finding => ({
  checkId: 'ville.etape',
  code: 'etape',
  clause: 'engagement:9',
  layer: 'steps',
  score,
  message: { fr: 'Étape.', en: 'Step.' },
})

const doubt = defineCheck({ id: 'ville.doute', stages: ['output'], check: () => [finding(0.6)] })

const loose = defineSystem({
  ...housingRecord,
  id: 'libre',
  uses: {
    any: {
      impact: 'information',
      action: 'résume',
      purpose: 'Résumer.',
      audience: 'agents',
      output: z.unknown(),
    },
  },
})

describe('a step of the city', () => {
  it('that swallows the error of an unreadable answer does not release it', async () => {
    const swallow: Step = (_call, next) => next().catch(() => ({ verdict: { level: 'pass', findings: [] } }))
    const opened = await openGuard({ systems: [housing, loose], steps: [swallow] })
    for (const answer of ['a\ud800b', '  ']) {
      const outcome = await opened.guard
        .run(housing.uses.summary, { input: 'a' }, () => answer)
        .catch((error: unknown) => ({ status: String(error) }))
      expect(outcome.status).not.toBe('released')
    }
    expect(await journalEvents(opened)).not.toContain('call.released')
  })

  it.each([
    ['an unknown level', { level: 'blocked', findings: [] }],
    ['no level', { findings: [] }],
    ['no findings', { level: 'pass' }],
    ['no verdict', undefined],
    ['a finding without a score', { level: 'pass', findings: [{ ...finding(1), score: undefined }] }],
  ])('that answers %s never turns a doubt into a release', async (_what, verdict) => {
    const broken = (async (_call, next) => ({ ...(await next()), verdict })) as Step
    const { guard } = await openGuard({ steps: [broken], checks: [doubt] })
    const outcome = await guard
      .run(housing.uses.summary, { input: 'a' }, () => 'b')
      .catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(TypeError)
  })

  it('cannot make a verdict milder by changing the one it was given', async () => {
    const milder: Step = async (_call, next) => {
      const inner = (await next()) as { verdict: { level: string; findings: unknown[] } }
      inner.verdict.level = 'pass'
      inner.verdict.findings.length = 0
      return inner as unknown as StepResult
    }
    const { guard } = await openGuard({ steps: [milder], checks: [doubt] })
    const outcome = await guard
      .run(housing.uses.summary, { input: 'a' }, () => 'b')
      .catch(() => ({ status: 'failed' }))
    expect(outcome.status).not.toBe('released')
  })

  it('is heard by the scores of what it found, not only by its level', async () => {
    const found: Step = async (_call, next) => ({
      ...(await next()),
      verdict: { level: 'pass', findings: [finding(0.99)] },
    })
    const { guard } = await openGuard({ steps: [found] })
    expect(await guard.run(housing.uses.summary, { input: 'a' }, () => 'b')).toMatchObject({
      status: 'refused',
      refusal: { findings: [{ code: 'etape' }] },
    })
  })

  it('asks the model once: a verdict always belongs to the answer that leaves', async () => {
    const twice: Step = async (_call, next) => {
      const [first] = await Promise.all([next(), next()])
      return first
    }
    let asked = 0
    const opened = await openGuard({ steps: [twice] })
    await expect(
      opened.guard.run(housing.uses.summary, { input: 'a' }, () => `Réponse ${asked++}`),
    ).rejects.toThrow(/twice/)
    expect(asked).toBe(1)
  })

  it('may try again after the model failed', async () => {
    const retry: Step = (_call, next) => next().catch(() => next())
    let asked = 0
    const { guard } = await openGuard({ steps: [retry] })
    const model = (): string => {
      if (asked++ === 0) throw new Error('503')
      return 'Bien.'
    }
    expect(await guard.run(housing.uses.summary, { input: 'a' }, model)).toMatchObject({ output: 'Bien.' })
  })

  it('that does not wait for the model lets nothing out, and a late failure hurts nobody', async () => {
    const hasty: Step = async (_call, next) => {
      void next()
      return { verdict: { level: 'pass', findings: [] } }
    }
    const { guard } = await openGuard({ steps: [hasty] })
    const model = (): Promise<string> => Promise.reject(new Error('late'))
    expect((await guard.run(housing.uses.summary, { input: 'a' }, model)).status).toBe('refused')
  })
})
