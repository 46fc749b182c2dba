import { setImmediate as nextTurn } from 'node:timers/promises'
import { inspect } from 'node:util'
import { defineCheck, defineSystem, isGuardError } from 'garde-fou'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { journalEntries, journalEvents, openGuard } from '../support/guard.js'
import { draftSchema, housing, housingRecord } from '../support/housing.js'

const about = { action: 'résume', purpose: 'Résumer.', audience: 'agents' } as const

/** Uses whose schemas let anything through, so that only the checks stand in the way. */
const open = defineSystem({
  ...housingRecord,
  id: 'ouvert',
  uses: {
    anything: { ...about, impact: 'information', output: z.unknown() },
    letter: { ...about, impact: 'information', output: z.strictObject({ letter: z.string() }) },
    counts: {
      ...about,
      impact: 'significant',
      output: z.record(z.string(), z.number()),
      oversight: { role: 'instructeur', secondOpinionPercent: 0 },
    },
    throwing: {
      ...about,
      impact: 'significant',
      output: z.string().transform((text): string => JSON.parse(text)),
      oversight: { role: 'instructeur', secondOpinionPercent: 0 },
    },
  },
})

/** Refuses INTERDIT, and takes a turn of the event loop to say so: long enough to change things meanwhile. */
const slow = defineCheck({
  id: 'ville.marqueurs',
  stages: ['input', 'output'],
  async check({ parts }) {
    const found = parts.some((part) => part.text.includes('INTERDIT'))
    await nextTurn()
    const message = { fr: 'Marqueur.', en: 'Marker.' }
    return found
      ? [{ checkId: 'ville.marqueurs', code: 'm', clause: 'engagement:9', layer: 'rules', score: 1, message }]
      : []
  },
})

/** An object that is harmless the first time it is looked at, and not the second. */
function turncoat(): { readonly text: string } {
  let looks = 0
  return {
    get text() {
      return looks++ === 0 ? 'Bonjour' : 'INTERDIT'
    },
  }
}

describe('an input that is not what it seems', () => {
  const cases: readonly (readonly [string, () => { input: object; later?: () => void }])[] = [
    [
      'changed while it is checked',
      () => {
        const input = { text: 'Bonjour' }
        return {
          input,
          later: () => {
            input.text = 'INTERDIT'
          },
        }
      },
    ],
    ['with a getter that changes its mind', () => ({ input: turncoat() })],
    [
      'that is a proxy',
      () => {
        let looks = 0
        const handler: ProxyHandler<{ text: string }> = {
          get: () => (looks++ === 0 ? 'Bonjour' : 'INTERDIT'),
        }
        return { input: new Proxy({ text: '' }, handler) }
      },
    ],
    ['with a text under a symbol', () => ({ input: { text: 'Bonjour', [Symbol('a')]: 'INTERDIT' } })],
    [
      'with a hidden text',
      () => ({ input: Object.defineProperty({ text: 'Bonjour' }, 'more', { value: 'INTERDIT' }) }),
    ],
    [
      'that is an array with methods of its own',
      () => {
        class Texts extends Array<string> {
          toJSON(): string[] {
            return ['INTERDIT']
          }
        }
        return { input: Texts.of('Bonjour') }
      },
    ],
  ]
  it.each(cases)('%s reaches the model as it was checked', async (_what, make) => {
    const { guard } = await openGuard({ systems: [open], checks: [slow] })
    const { input, later } = make()
    let given: unknown
    const running = guard.run(open.uses.anything, { input }, (received) => {
      given = received
      return 'Bien reçu.'
    })
    later?.()
    expect((await running).status).toBe('released')
    expect(inspect(given, { showHidden: true, getters: true })).not.toContain('INTERDIT')
    expect(JSON.stringify(given)).toContain('Bonjour')
    expect(JSON.stringify(given)).not.toContain('INTERDIT')
  })

  it('is what the reviewer reads, whatever the model does to its copy', async () => {
    const { guard } = await openGuard()
    const review = await guard.propose(housing.uses.draft, { input: { revenu: 1200 } }, (input) => {
      input.revenu = 9
      return { proposal: 'favourable', amount: 10, letter: 'Oui.' }
    })
    expect((await guard.reviews.view(review.id, 'alice')).caseData).toEqual({ revenu: 1200 })
  })

  it.each([
    [
      'that refers to the same objects a billion times',
      () => {
        let bomb: object = {}
        for (let level = 0; level < 60; level++) bomb = { a: bomb, b: bomb }
        return bomb
      },
    ],
    ['that is an array of holes', () => new Array(4_000_000_000)],
    [
      'whose getter throws',
      () => ({
        get text(): string {
          throw new Error('MARQUEUR-SECRET')
        },
      }),
    ],
    [
      'that is a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {})
        revoke()
        return proxy
      },
    ],
  ])('%s is refused with a typed error', async (_what, make) => {
    const { guard } = await openGuard({ maxTextLength: 100_000 })
    const error = await guard
      .run(housing.uses.summary, { input: make() }, () => 'b')
      .catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'ERR_INPUT_INVALID' })
    expect(inspect(error)).not.toContain('MARQUEUR-SECRET')
  })

  it.each([
    ['a subject that is no text', { subject: 412 }, 'subject'],
    ['a subject without end', { subject: 'a'.repeat(1_000_000) }, 'subject'],
    ['a subject in invalid UTF-16', { subject: '\ud800' }, 'subject'],
    ['an actor of no known kind', { actor: { kind: 'Mme Dupont', id: 'a' } }, 'actor.kind'],
    ['an actor without a name', { actor: { kind: 'agent' } }, 'actor.id'],
    ['a signal that is none', { signal: {} }, 'signal'],
    ['case data in which a function hides', { caseData: { run: () => 1 } }, 'caseData.run'],
  ])('%s is refused before the model is asked, and nothing is written', async (_what, context, path) => {
    const opened = await openGuard()
    const model = (): never => expect.unreachable()
    const request = { input: 'a', ...context } as never
    await expect(opened.guard.run(housing.uses.draft, request, model)).rejects.toMatchObject({
      code: 'ERR_INPUT_INVALID',
      path,
    })
    expect(await journalEvents(opened)).toEqual(['guard.started'])
  })

  it('cannot change who asked or what the case says once the call has begun', async () => {
    const { guard } = await openGuard()
    const actor = { kind: 'agent', id: 'alice' } as { kind: 'agent'; id: string }
    const caseData = { revenu: 1200 }
    const review = await guard.propose(housing.uses.draft, { input: 'a', actor, caseData }, () => {
      actor.id = 'bruno'
      caseData.revenu = 0
      return { proposal: 'favourable', amount: 10, letter: 'Oui.' }
    })
    expect((await guard.reviews.view(review.id, 'bruno')).caseData).toEqual({ revenu: 1200 })
    await expect(
      guard.reviews.claim(review.id, {
        by: 'alice',
        version: 1,
        idempotencyKey: 'k',
      }),
    ).rejects.toMatchObject({
      reason: 'requester',
    })
  })
})

describe('an answer that is not what it seems', () => {
  it('is released as it was checked, though the model changes it meanwhile', async () => {
    const { guard } = await openGuard({ systems: [open], checks: [slow] })
    const answer = { text: 'Bonjour' }
    const changing = defineCheck({
      id: 'ville.retard',
      stages: ['output'],
      async check() {
        answer.text = 'INTERDIT'
        return []
      },
    })
    const other = await openGuard({ systems: [open], checks: [slow, changing] })
    expect(await other.guard.run(open.uses.anything, { input: 'a' }, () => answer)).toMatchObject({
      status: 'released',
      output: { text: 'Bonjour' },
    })
    expect(await guard.run(open.uses.anything, { input: 'a' }, () => turncoat())).toMatchObject({
      output: { text: 'Bonjour' },
    })
  })

  it.each([
    ['an information use', open.uses.letter],
    ['a significant use', housing.uses.draft],
  ])('is checked as what its JSON spells, not only as it is written: %s', async (_what, use) => {
    const opened = await openGuard({ systems: [open, housing], checks: [slow] })
    const spelt = JSON.stringify({
      ...(use.id === 'draft' ? { proposal: 'favourable', amount: 1 } : {}),
      letter: 'INTERDIT',
    }).replace('INTERDIT', '\\u0049NTERDIT')
    expect((await opened.guard.run(use as never, { input: 'a' }, () => spelt)).status).toBe('refused')
  })

  it('is not taken when its JSON spells invalid UTF-16', async () => {
    const { guard } = await openGuard({ systems: [open] })
    await expect(
      guard.run(open.uses.letter, { input: 'a' }, () => '{"letter":"a\\ud800b"}'),
    ).rejects.toMatchObject({ code: 'ERR_OUTPUT_INVALID' })
  })

  it.each([
    ['a key of its own making', open.uses.counts, { 'MARQUEUR-SECRET refusé': 'non' }],
    ['a key with invalid UTF-16 below it', open.uses.counts, { 'MARQUEUR-SECRET refusé': '\ud800' }],
    ['a text that a schema chokes on', open.uses.throwing, 'MARQUEUR-SECRET'],
    ['a key that the schema does not know', housing.uses.draft, { 'MARQUEUR-SECRET': 1 }],
  ])('leaves no word in the error of %s', async (_what, use, answer) => {
    const opened = await openGuard({ systems: [open, housing] })
    const error = await opened.guard
      .run(use as never, { input: 'a' }, () => answer)
      .catch((cause: unknown) => cause)
    expect(isGuardError(error) && error.code).toBe('ERR_OUTPUT_INVALID')
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('MARQUEUR-SECRET')
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.failed'])
    expect(JSON.stringify(await journalEntries(opened))).not.toContain('MARQUEUR')
  })

  it('still says which declared field did not fit', async () => {
    const { guard } = await openGuard()
    const answer = { ...draftSchema.parse({ proposal: 'incomplete', amount: 1, letter: 'a' }), amount: 9999 }
    await expect(guard.run(housing.uses.draft, { input: 'a' }, () => answer)).rejects.toMatchObject({
      issues: [{ path: 'output.amount', reason: 'too_big' }],
    })
  })
})
