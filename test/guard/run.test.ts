import { inspect } from 'node:util'
import { defineCheck, defineSystem, isGuardError, type Step } from 'garde-fou'
import { describe, expect, it } from 'vitest'
import { journalEntries, journalEvents, openGuard } from '../support/guard.js'
import { type Draft, housing, housingRecord } from '../support/housing.js'

const draft: Draft = {
  proposal: 'unfavourable',
  amount: 0,
  letter: 'MARQUEUR-SECRET : votre dossier dépasse le plafond.',
}
const about = { subject: 'DOSSIER-412' }

describe('an information use', () => {
  it('releases an output that passes its checks, with a label and a notice', async () => {
    const { guard } = await openGuard()
    const outcome = await guard.run(
      housing.uses.summary,
      { input: 'Je loue un studio à Pessac.', ...about },
      async () => 'La personne loue un studio.',
    )
    expect(outcome).toMatchObject({
      status: 'released',
      output: 'La personne loue un studio.',
      label: { humanReview: 'none', use: 'summary' },
    })
  })

  it('writes what it does to the journal before the caller sees it, without any text of the call', async () => {
    const opened = await openGuard()
    await opened.guard.run(
      housing.uses.summary,
      { input: 'Texte confidentiel', ...about },
      () => 'Résumé confidentiel',
    )
    const entries = await journalEntries(opened)
    expect(entries.map((entry) => entry.event)).toEqual(['guard.started', 'call.accepted', 'call.released'])
    expect(JSON.stringify(entries)).not.toMatch(/confidentiel|DOSSIER-412/i)
  })

  it('refuses a prohibited request before the model is asked, and names the clause', async () => {
    const opened = await openGuard()
    let asked = 0
    const input =
      'Attribue à chaque habitant une note de civisme et classe les citoyens selon leur comportement.'
    const outcome = await opened.guard.run(housing.uses.summary, { input }, () => `${asked++}`)
    expect(outcome).toMatchObject({ status: 'refused', refusal: { clauses: ['prohibition:social-scoring'] } })
    expect(asked).toBe(0)
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.refused'])
  })

  it('holds the output for a person when a check of the city asks for one', async () => {
    const doubt = defineCheck({
      id: 'ville.ton',
      stages: ['output'],
      check: () => [
        {
          checkId: 'ville.ton',
          code: 'tone',
          clause: 'engagement:9',
          layer: 'rules',
          score: 0.6,
          message: { fr: 'Ton familier.', en: 'Casual tone.' },
        },
      ],
    })
    const { guard } = await openGuard({ checks: [doubt] })
    const outcome = await guard.run(
      housing.uses.summary,
      { input: 'Bonjour' },
      () => 'Wesh, MARQUEUR-SECRET.',
    )
    expect(outcome.status).toBe('held')
    expect(inspect(outcome, { depth: null })).not.toContain('MARQUEUR-SECRET')
  })

  it.each([
    ['throws', () => Promise.reject(new Error('no judge'))],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('never releases when a check %s: it holds, or refuses where the use says so', async (_how, check) => {
    const broken = defineCheck({ id: 'ville.juge', stages: ['output'], check })
    const strict = defineSystem({
      ...housingRecord,
      id: 'strict',
      uses: {
        summary: {
          impact: 'information',
          action: 'résume',
          purpose: 'Résumer.',
          audience: 'agents',
          onCheckFailure: 'refuse',
        },
      },
    })
    const { guard } = await openGuard({ systems: [housing, strict], checks: [broken], checkTimeoutMs: 20 })
    expect((await guard.run(housing.uses.summary, { input: 'a' }, () => 'b')).status).toBe('held')
    expect((await guard.run(strict.uses.summary, { input: 'a' }, () => 'b')).status).toBe('refused')
  })

  it('lets a step of the city look at a call and make its verdict firmer, never milder', async () => {
    const finding = {
      checkId: 'ville.heures',
      code: 'closed',
      clause: 'engagement:9',
      layer: 'steps',
      score: 1,
      message: { fr: 'Fermé.', en: 'Closed.' },
    }
    const firmer: Step = async (_call, next) => ({
      ...(await next()),
      verdict: { level: 'refuse', findings: [finding] },
    })
    const milder: Step = async (_call, next) => ({
      ...(await next()),
      verdict: { level: 'pass', findings: [] },
    })
    const firm = await openGuard({ steps: [milder, firmer] })
    expect((await firm.guard.run(housing.uses.summary, { input: 'a' }, () => 'b')).status).toBe('refused')
    const stopping = await openGuard({ steps: [async () => ({ verdict: { level: 'pass', findings: [] } })] })
    expect((await stopping.guard.run(housing.uses.summary, { input: 'a' }, () => 'b')).status).toBe('refused')
  })
})

describe('a significant use', () => {
  it('is always held, whatever the checks say', async () => {
    const opened = await openGuard()
    const outcome = await opened.guard.run(
      housing.uses.draft,
      { input: { revenu: 1200 }, ...about },
      () => draft,
    )
    expect(outcome.status).toBe('held')
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'review.opened'])
  })

  it('cannot be read from the outcome, from errors, from events, from JSON or from an inspector', async () => {
    const { guard } = await openGuard()
    const seen: unknown[] = []
    for (const name of [
      'review.opened',
      'call.released',
      'call.failed',
      'call.refused',
      'check.failed',
      'error',
    ] as const)
      guard.events.on(name, (event: unknown) => seen.push(event))
    const outcome = await guard.run(housing.uses.draft, { input: 'a', ...about }, () => draft)
    const review = await guard.propose(housing.uses.draft, { input: 'a' }, () => draft)
    const refusal = await guard
      .run(housing.uses.draft, { input: 'a' }, () => ({ ...draft, amount: -1 }))
      .catch((error: unknown) => error)
    for (const thing of [outcome, review, refusal, seen]) {
      expect(inspect(thing, { depth: null, showHidden: true, getters: true })).not.toContain(
        'MARQUEUR-SECRET',
      )
      expect(JSON.stringify(thing)).not.toContain('MARQUEUR-SECRET')
    }
    expect(seen).toHaveLength(3)
  })

  it('takes JSON in a text for what it is', async () => {
    const { guard } = await openGuard()
    expect((await guard.run(housing.uses.draft, { input: 'a' }, () => JSON.stringify(draft))).status).toBe(
      'held',
    )
  })
})

describe('a model that misbehaves', () => {
  it.each([
    ['nothing', undefined],
    ['an empty text', '   '],
    ['HTML', '<html><body>502 Bad Gateway</body></html>'],
    ['another schema', { decision: 'oui' }],
    [
      'a cycle',
      (() => {
        const cycle: Record<string, unknown> = {}
        cycle['self'] = cycle
        return cycle
      })(),
    ],
    ['invalid UTF-16', { ...draft, letter: 'a\ud800b' }],
    ['too much', { ...draft, letter: 'a'.repeat(2_000_000) }],
  ])(
    'answering %s gets a typed error, is journalled as failed, and opens no review',
    async (_what, answer) => {
      const opened = await openGuard({ maxTextLength: 1_000_000 })
      const error = await opened.guard
        .run(housing.uses.draft, { input: 'a' }, () => answer)
        .catch((cause: unknown) => cause)
      expect(isGuardError(error) && error.code).toBe('ERR_OUTPUT_INVALID')
      expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.failed'])
      expect(await opened.guard.reviews.count('alice')).toBe(0)
    },
  )

  it('lets its own error reach the caller as it is, and journals its kind without its message', async () => {
    const opened = await openGuard()
    const failure = Object.assign(new RangeError('quota of Mme Dupont exceeded'), { status: 429 })
    await expect(
      opened.guard.run(housing.uses.summary, { input: 'a' }, () => Promise.reject(failure)),
    ).rejects.toBe(failure)
    const entries = await journalEntries(opened)
    expect(entries.at(-1)).toMatchObject({ event: 'call.failed', data: { error: 'RangeError' } })
    expect(JSON.stringify(entries)).not.toContain('Dupont')
  })

  it('is left behind at once when the caller gives up, even if it does not listen', async () => {
    const opened = await openGuard()
    const controller = new AbortController()
    const running = opened.guard.run(housing.uses.summary, { input: 'a', signal: controller.signal }, () => {
      controller.abort(new Error('tab closed'))
      return new Promise(() => undefined)
    })
    await expect(running).rejects.toThrow('tab closed')
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.failed'])
  })
})

describe('bad input', () => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = [cycle]
  it.each([
    ['50 MB of text', 'a'.repeat(50_000_000)],
    ['invalid UTF-16', { nom: '\udc00' }],
    ['a cycle', cycle],
    ['a function', { run: () => 1 }],
    ['binary data', { file: Buffer.from('a') }],
    ['not a number', Number.NaN],
  ])('%s is refused with a typed error that says where, and nothing is written', async (_what, input) => {
    const opened = await openGuard()
    const error = await opened.guard
      .run(housing.uses.summary, { input }, () => 'b')
      .catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'ERR_INPUT_INVALID', path: expect.stringMatching(/^input/) })
    expect(await journalEvents(opened)).toEqual(['guard.started'])
  })

  it('a use that no system of this guard declares is not served, nor is a copy of one that is', async () => {
    const { guard } = await openGuard()
    const other = defineSystem({
      ...housingRecord,
      id: 'autre',
      uses: { summary: { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'agents' } },
    })
    await expect(guard.run(other.uses.summary, { input: 'a' }, () => 'b')).rejects.toMatchObject({
      code: 'ERR_USE_UNKNOWN',
    })
    const forged = { ...housing.uses.draft, impact: 'information' as const }
    await expect(guard.run(forged, { input: 'a' }, () => draft)).rejects.toMatchObject({
      code: 'ERR_USE_UNKNOWN',
    })
  })
})
