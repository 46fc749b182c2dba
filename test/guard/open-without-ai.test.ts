import type { Guard, ReviewView } from 'garde-fou'
import { describe, expect, test, vi } from 'vitest'
import { codeOf, journalEntries, openGuard, people } from '../support/guard.js'
import { housing } from '../support/housing.js'

const MOTIVE = 'Décidé sur pièces, l’IA ne répondait pas.'
const CASE = { situation: 'Relogement après un sinistre.', montant: 450 }
const open = (guard: Guard) =>
  guard.openWithoutAi(housing.uses.draft, { subject: 'AL-1', territory: 'Pessac', caseData: CASE })
const command = (view: ReviewView, by = 'alice') => ({
  by,
  version: view.version,
  idempotencyKey: `${by}-${view.version}`,
})

describe('A case that the AI could not be asked about', () => {
  test('waits for people with its data and its delays, and is decided by them without the AI', async () => {
    const opened = await openGuard({})
    const { guard } = opened
    const { id, dueAt } = await open(guard)
    const claimed = await guard.reviews.claim(id, { by: 'alice', version: 1, idempotencyKey: 'claim' })
    expect(claimed).toMatchObject({ withoutSuggestion: true, caseData: CASE, dueAt, subject: 'AL-1' })
    expect(claimed.suggestion).toBeUndefined()
    expect(claimed.allowed).toContain('without-ai')
    for (const never of ['approve', 'amend', 'reject', 'record-opinion', 'reveal'])
      expect(claimed.allowed).not.toContain(never)
    const done = await guard.reviews.decideWithoutAi(
      id,
      { motive: MOTIVE, textForPerson: MOTIVE },
      command(claimed),
    )
    expect(done.decision?.outcome).toBe('without-ai')
    opened.clock.advance(60 * 60_000)
    expect(await guard.decision(id)).toMatchObject({ outcome: 'without-ai' })
    const entries = await journalEntries(opened)
    expect(entries.map(({ event }) => event)).not.toContain('call.accepted')
    expect(entries.find(({ event }) => event === 'review.opened')).toMatchObject({
      data: { withoutSuggestion: true },
    })
  })

  test('has no suggestion to retain, amend, set aside or show, whoever asks', async () => {
    const { guard } = await openGuard({})
    const { id } = await open(guard)
    const claimed = await guard.reviews.claim(id, { by: 'alice', version: 1, idempotencyKey: 'claim' })
    const at = command(claimed)
    expect(await codeOf(guard.reviews.recordOpinion(id, { choice: 'favourable' }, at))).toBe(
      'ERR_REVIEW_STATE',
    )
    expect(await codeOf(guard.reviews.reveal(id, at))).toBe('ERR_REVIEW_STATE')
    expect(await codeOf(guard.reviews.approve(id, { motive: MOTIVE }, at))).toBe('ERR_REVIEW_STATE')
    expect(await codeOf(guard.reviews.reject(id, { motive: MOTIVE }, at))).toBe('ERR_REVIEW_STATE')
  })

  test('has no algorithm to explain once it is decided', async () => {
    const opened = await openGuard({})
    const { guard, clock } = opened
    const { id } = await open(guard)
    const claimed = await guard.reviews.claim(id, { by: 'alice', version: 1, idempotencyKey: 'claim' })
    await guard.reviews.decideWithoutAi(id, { motive: MOTIVE, textForPerson: MOTIVE }, command(claimed))
    clock.advance(60 * 60_000)
    await expect(guard.explain(id)).rejects.toThrow(/no AI took part/)
  })

  test('is opened while the system is suspended, too: people go on', async () => {
    const admin = { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] }
    const { guard } = await openGuard({
      reviewers: { find: async (id: string) => [...people, admin].find((person) => person.id === id) },
    })
    await guard.suspensions.suspend('aide-logement', {
      by: 'adele',
      reason: 'Le modèle confond des dossiers.',
    })
    const model = vi.fn()
    const asked = guard.propose(housing.uses.draft, { input: 'Demande', subject: 'AL-1' }, model)
    expect(await codeOf(asked)).toBe('ERR_SYSTEM_SUSPENDED')
    expect((await open(guard)).systemId).toBe('aide-logement')
    expect(model).not.toHaveBeenCalled()
  })

  test('is refused without data, for a use that decides nothing, and after a signal', async () => {
    const { guard } = await openGuard({})
    const nothing = { subject: 'AL-1' } as unknown as { caseData: string }
    await expect(guard.openWithoutAi(housing.uses.draft, nothing)).rejects.toThrow(/caseData/)
    const summary = housing.uses.summary as unknown as typeof housing.uses.draft
    expect(await codeOf(guard.openWithoutAi(summary, { caseData: CASE }))).toBe('ERR_INPUT_INVALID')
    const signal = AbortSignal.abort(new Error('gone'))
    await expect(guard.openWithoutAi(housing.uses.draft, { caseData: CASE, signal })).rejects.toThrow('gone')
    expect(await guard.store.listReviews({ systemIds: ['aide-logement'], limit: 5 })).toEqual([])
  })
})
