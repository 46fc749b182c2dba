import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readDecision } from '../../src/guard/read-decision.js'
import { generateSigningKey } from '../../src/internal/signing-key.js'
import { contentDigest } from '../../src/provenance/content-digest.js'
import type { Decision, Undecided } from '../../src/review/decision.js'
import { defineSystem } from '../../src/system/define-system.js'
import type { Desk } from './desk-fixtures.js'
import {
  alter,
  alterReview,
  amended,
  by,
  hold,
  journalOf,
  motive,
  openDesk,
  study,
  suggestion,
} from './desk-fixtures.js'

async function read(
  { core }: Pick<Desk, 'core'>,
  id: string,
): Promise<Decision<unknown> | Undecided | undefined> {
  const review = await core.store.getReview(id)
  if (review === undefined) throw new Error('The review is there.')
  return readDecision(core, review)
}

async function decided(open: Desk, use = 'draft'): Promise<string> {
  const id = await hold(open, { use })
  const { version } = await study(open, id, 'alice')
  await open.desk.approve(id, { motive, textForPerson: 'Accordée.' }, by('alice', version))
  return id
}

const TEN_MINUTES = 600_000

describe('a decision', () => {
  test('is nothing while the review is open or can be taken back', async () => {
    const open = await openDesk()
    const id = await decided(open)
    expect(await read(open, id)).toBeUndefined()
    open.clock.advance(TEN_MINUTES - 1)
    expect(await read(open, id)).toBeUndefined()
    expect(await read(open, await hold(open))).toBeUndefined()
  })

  test('carries value, deciders and a label of the person’s role once it is effective', async () => {
    const open = await openDesk()
    const id = await decided(open)
    open.clock.advance(TEN_MINUTES)
    const decision = await read(open, id)
    expect(decision).toMatchObject({
      outcome: 'approved',
      reviewId: id,
      value: suggestion,
      motive,
      textForPerson: 'Accordée.',
      by: { id: 'alice', role: 'instructeur', at: '2026-11-24T12:00:00.000Z' },
      deciders: [{ id: 'alice' }],
      effectiveAt: '2026-11-24T12:10:00.000Z',
      label: { humanReview: 'approved', reviewedBy: 'instructeur', digest: contentDigest(suggestion) },
    })
    expect(JSON.stringify(decision && 'label' in decision ? decision.label : '')).not.toContain('alice')
  })

  test('is journalled as effective before anybody reads it, without any sweeper', async () => {
    const open = await openDesk()
    const id = await decided(open)
    open.clock.advance(TEN_MINUTES)
    await Promise.all([read(open, id), read(open, id), read(open, id)])
    expect((await journalOf(open)).filter(({ event }) => event === 'review.effective')).toHaveLength(1)
    expect((await open.core.store.getReview(id))?.state.status).toBe('effective')
  })

  test('is the same however often it is asked for, and when it is asked for long after', async () => {
    const open = await openDesk()
    const id = await decided(open)
    open.clock.advance(TEN_MINUTES)
    const first = await read(open, id)
    open.clock.advance(1000 * 24 * 3600 * 1000)
    expect(await read(open, id)).toEqual(first)
    const later = await openDesk({ path: open.path, key: open.key })
    expect(await read(later, id)).toEqual(first)
  })

  test('that amends carries the difference and a label that says so', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    await open.desk.amend(id, { motive, value: amended }, by('alice', version))
    open.clock.advance(TEN_MINUTES)
    expect(await read(open, id)).toMatchObject({
      outcome: 'amended',
      value: amended,
      difference: [
        { path: '/amount', before: 800, after: 650 },
        { path: '/letter', before: suggestion.letter, after: amended.letter },
      ],
      label: { humanReview: 'amended', digest: contentDigest(amended) },
    })
  })

  test('that sets the suggestion aside carries one’s own decision or none, and no label', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    await open.desk.reject(id, { motive, ownValue: amended }, by('alice', version))
    const other = await hold(open)
    await open.desk.claim(other, by('alice', 1))
    await open.desk.decideWithoutAi(other, { motive }, by('alice', 2))
    open.clock.advance(TEN_MINUTES)
    const rejected = await read(open, id)
    expect(rejected).toMatchObject({ outcome: 'rejected', ownValue: amended })
    const without = await read(open, other)
    expect(without).toMatchObject({ outcome: 'without-ai' })
    for (const decision of [rejected, without]) expect(JSON.stringify(decision)).not.toContain('SECRET')
    expect(without).not.toHaveProperty('ownValue')
    expect(without).not.toHaveProperty('label')
  })

  test('of a quorum names everybody who stands behind it', async () => {
    const open = await openDesk()
    const id = await decided(open, 'pair')
    open.clock.advance(TEN_MINUTES)
    expect(await read(open, id)).toBeUndefined()
    const { version } = await study(open, id, 'bruno')
    await open.desk.approve(id, { motive }, by('bruno', version))
    open.clock.advance(TEN_MINUTES)
    expect(await read(open, id)).toMatchObject({
      by: { id: 'bruno' },
      deciders: [{ id: 'alice' }, { id: 'bruno' }],
    })
  })

  test('two voters who amend alike agree, whatever order they write the fields in', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'pair' })
    const first = await study(open, id, 'alice')
    await open.desk.amend(id, { motive, value: amended }, by('alice', first.version))
    const second = await study(open, id, 'bruno')
    const view = await open.desk.amend(
      id,
      { motive, value: { letter: amended.letter, amount: 650, proposal: 'favourable' } },
      by('bruno', second.version),
    )
    expect(view.status).toBe('decided')
  })

  test('nobody took is told as such, and nothing is approved by silence', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { expiresAt } = await open.desk.view(id, 'alice')
    open.clock.set(new Date(expiresAt))
    expect(await read(open, id)).toEqual({ outcome: 'expired', reviewId: id, at: expiresAt })
    const withdrawn = await hold(open)
    await open.desk.withdraw(withdrawn, {
      by: { kind: 'application', id: 'p' },
      why: 'Retirée.',
      idempotencyKey: 'w',
    })
    expect(await read(open, withdrawn)).toMatchObject({ outcome: 'withdrawn' })
  })

  test('taken back in its window is nothing again', async () => {
    const open = await openDesk()
    const id = await decided(open)
    const { version } = await open.desk.view(id, 'alice')
    await open.desk.undo(id, by('alice', version))
    open.clock.advance(TEN_MINUTES)
    expect(await read(open, id)).toBeUndefined()
  })

  test('whose schema turns JSON into something else leaves as the schema says', async () => {
    const open = await openDesk()
    const system = open.core.systems.get('aide-logement')
    if (system === undefined) throw new Error('The system is there.')
    const { uses: _, ...record } = system.record
    const dated = defineSystem({
      ...record,
      uses: {
        draft: {
          impact: 'significant',
          action: 'date',
          purpose: 'Dater.',
          audience: 'agents',
          output: z.object({
            on: z.iso.date().transform((day) => new Date(day)),
            tags: z.array(z.string()).transform((tags) => new Set(tags)),
          }),
          oversight: { role: 'instructeur', secondOpinionPercent: 0 },
        },
      },
    })
    const core = { ...open.core, systems: new Map([[dated.id, dated]]) }
    const { createReviewDesk } = await import('../../src/guard/review-desk.js')
    const there = { ...open, core, desk: createReviewDesk(core) }
    const id = await hold(there, { value: { on: '2026-12-01', tags: ['a'] } })
    const { version } = await study(there, id, 'alice')
    await there.desk.approve(id, { motive }, by('alice', version))
    open.clock.advance(TEN_MINUTES)
    expect(await read(there, id)).toMatchObject({
      value: { on: new Date('2026-12-01'), tags: new Set(['a']) },
      label: { humanReview: 'approved' },
    })
  })
})

describe('altered behind the guard’s back', () => {
  const digest = 'f'.repeat(64)
  const rows: [string, (review: Record<string, unknown>) => unknown][] = [
    ['the subject', (review) => ({ ...review, subject: 'DOSSIER-666' })],
    [
      'the oversight',
      (review) => ({ ...review, oversight: { ...(review['oversight'] as object), undoMinutes: 0 } }),
    ],
    ['the requester', (review) => ({ ...review, requester: { kind: 'application', id: 'x' } })],
    [
      'the suggestion’s digest',
      (review) => ({ ...review, suggestion: { ...(review['suggestion'] as object), digest } }),
    ],
    ['the suggestion of another review', (review) => ({ ...review, suggestion: review['caseData'] })],
    ['the system’s version', (review) => ({ ...review, systemVersion: '9.9' })],
    ['the charter', (review) => ({ ...review, charter: { id: 'bruges', version: '1' } })],
    ['the binding', (review) => ({ ...review, binding: digest })],
    ['the time of its end', (review) => ({ ...review, expiresAt: '2030-01-01T00:00:00.000Z' })],
    [
      'an opinion nobody gave',
      (review) => ({
        ...review,
        opinions: [{ by: 'bruno', at: '2026-11-24T12:00:00.000Z', choice: 'favourable' }],
      }),
    ],
    ['votes that are gone', (review) => ({ ...review, votes: [] })],
    ['a version from nowhere', (review) => ({ ...review, version: 99 })],
    ['who decided', (review) => changeDecision(review, { by: 'bruno' })],
    ['how it was decided', (review) => changeDecision(review, { outcome: 'rejected' })],
    [
      'when it takes effect',
      (review) => ({
        ...review,
        state: { ...(review['state'] as object), effectiveAt: '2026-11-24T12:00:00.000Z' },
      }),
    ],
    [
      'a decision made effective',
      (review) => ({
        ...review,
        state: { ...(review['state'] as object), status: 'effective', at: '2026-11-24T12:00:00.000Z' },
      }),
    ],
    ['no seal', ({ seal: _, ...review }) => review],
    ['an empty seal', (review) => ({ ...review, seal: '' })],
    ['a seal that is no text', (review) => ({ ...review, seal: 7 })],
  ]

  function changeDecision(review: Record<string, unknown>, change: object): unknown {
    const state = review['state'] as { decision: object }
    const decision = { ...state.decision, ...change }
    return { ...review, votes: [decision], state: { ...state, decision } }
  }

  test.each(rows)('%s: the review is void, for reading and for working on it', async (_, change) => {
    const open = await openDesk()
    const id = await decided(open)
    alterReview(open.path, id, change)
    open.clock.advance(TEN_MINUTES)
    await expect(read(open, id)).rejects.toMatchObject({ code: 'ERR_TAMPERED', what: `The review ${id}` })
    await expect(open.desk.view(id, 'alice')).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
    await expect(open.desk.undo(id, by('alice', 4))).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
    const withdrawal = { by: { kind: 'application', id: 'p' }, why: 'Retirée.', idempotencyKey: 'w' } as const
    await expect(open.desk.withdraw(id, withdrawal)).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
  })

  test('a row that was read and found good is not, once a byte of it is another', async () => {
    const open = await openDesk({ oversight: { undoMinutes: 0 } })
    const id = await decided(open)
    for (let again = 0; again < 2; again += 1) {
      expect(await read(open, id)).toMatchObject({ outcome: 'approved' })
      alter(open.path, 'update reviews set body = replace(body, \'"alice"\', \'"alicf"\') where id = ?', id)
      await expect(read(open, id)).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
      alter(open.path, 'update reviews set body = replace(body, \'"alicf"\', \'"alice"\') where id = ?', id)
    }
  })

  test.each([
    ['suggestion', 'The suggestion'],
    ['case', 'The case data'],
    ['decision', 'The decision'],
  ])('the text of the %s: the decision is void and says which text it was', async (kind, what) => {
    const open = await openDesk()
    const id = await decided(open)
    alter(open.path, "update payloads set body = replace(body, 'a', 'e') where kind = ?", kind)
    open.clock.advance(TEN_MINUTES)
    await expect(read(open, id)).rejects.toMatchObject({
      code: 'ERR_TAMPERED',
      what: `${what} of review ${id}`,
    })
  })

  test.each(['suggestion', 'case'])(
    'the text of the %s between request and decision: nobody can decide on it',
    async (kind) => {
      const open = await openDesk()
      const id = await hold(open)
      const { version } = await study(open, id, 'alice')
      alter(open.path, "update payloads set body = replace(body, 'a', 'e') where kind = ?", kind)
      await expect(open.desk.approve(id, { motive }, by('alice', version))).rejects.toMatchObject({
        code: 'ERR_TAMPERED',
      })
      await expect(open.desk.reject(id, { motive }, by('alice', version))).rejects.toMatchObject({
        code: 'ERR_TAMPERED',
      })
      expect((await open.core.store.getReview(id))?.version).toBe(version)
    },
  )

  test('a text that is gone, or belongs to another review, is noticed', async () => {
    const open = await openDesk()
    const id = await decided(open)
    const other = await decided(open)
    open.clock.advance(TEN_MINUTES)
    alter(open.path, "delete from payloads where kind = 'decision' and review_id = ?", id)
    await expect(read(open, id)).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
    alter(open.path, "update payloads set review_id = ? where kind = 'case' and review_id = ?", id, other)
    await expect(read(open, other)).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
  })

  test('a decision invented by somebody without the guard’s key does not exist', async () => {
    const open = await openDesk()
    const forger = await openDesk({ key: generateSigningKey('ville.example/test') })
    const forged = await decided(forger)
    forger.clock.advance(TEN_MINUTES)
    expect(await read(forger, forged)).toMatchObject({ outcome: 'approved' })
    const review = await forger.core.store.getReview(forged)
    if (review === undefined) throw new Error('It was stored.')
    await expect(readDecision(open.core, review)).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
  })

  test('a decision taken on one review does not pass for another’s', async () => {
    const open = await openDesk()
    const id = await decided(open)
    const other = await hold(open)
    const theirs = await open.core.store.getReview(id)
    if (theirs === undefined) throw new Error('It was stored.')
    alterReview(open.path, other, (review) => ({ ...review, votes: theirs.votes, state: theirs.state }))
    open.clock.advance(TEN_MINUTES)
    await expect(read(open, other)).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
  })
})

test('an answer before anyone waits is not lost', async () => {
  const open = await openDesk()
  const id = await decided(open)
  open.clock.advance(TEN_MINUTES)
  await open.core.store.close()
  const later = await openDesk({ path: open.path, key: open.key })
  later.clock.advance(TEN_MINUTES)
  expect(await read(later, id)).toMatchObject({ outcome: 'approved', value: suggestion })
})
