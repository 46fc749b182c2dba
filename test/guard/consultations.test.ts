import { describe, expect, test } from 'vitest'
import { codeOf, journalEntries, openGuard, people } from '../support/guard.js'
import { housing } from '../support/housing.js'

const auditor = { id: 'odile', name: 'O. Vert', roles: ['auditor'], training: [] }
const admin = { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] }
const reviewers = {
  find: async (id: string) => [...people, auditor, admin].find((person) => person.id === id),
}

async function open() {
  const opened = await openGuard({ reviewers })
  const { id } = await opened.guard.propose(
    housing.uses.draft,
    { input: 'Demande', subject: 'AL-412', caseData: { Revenus: 1240 } },
    () => ({ proposal: 'favourable', amount: 450, letter: 'MARQUE Accordé.' }),
  )
  return { ...opened, id }
}

describe('Reading a review', () => {
  test('is written down with the role, before anything is shown, and never by name', async () => {
    const opened = await open()
    const { guard, id, clock } = opened
    await guard.reviews.view(id, 'alice')
    await guard.reviews.view(id, 'alice')
    await guard.reviews.view(id, 'odile')
    clock.advance(6 * 60_000)
    await guard.reviews.view(id, 'alice')
    const entries = (await journalEntries(opened)).filter(({ event }) => event === 'review.consulted')
    expect(entries.map(({ actor, reviewId }) => [actor.role, reviewId])).toEqual([
      ['instructeur', id],
      ['auditor', id],
      ['instructeur', id],
    ])
    expect(entries.every(({ payloads }) => /^[0-9a-f]{64}$/.test(payloads?.['reader'] ?? ''))).toBe(true)
    expect(JSON.stringify(entries)).not.toMatch(/alice|odile|Martin|AL-412/)
    expect(new Set(entries.map(({ payloads }) => payloads?.['reader'])).size).toBe(3)
  })

  test('leaves no trace where nothing was shown', async () => {
    const opened = await open()
    expect(await codeOf(opened.guard.reviews.view(opened.id, 'adele'))).toBe('ERR_REVIEW_NOT_FOUND')
    expect(await codeOf(opened.guard.reviews.view(opened.id, 'denis'))).toBe('ERR_REVIEW_NOT_FOUND')
    expect((await journalEntries(opened)).filter(({ event }) => event === 'review.consulted')).toEqual([])
  })
})

describe('An auditor', () => {
  test('sees every review and its end, and can change none', async () => {
    const { guard, id } = await open()
    const { reviews } = guard
    expect(await reviews.count('odile')).toBe(1)
    expect((await reviews.list('odile')).map((item) => item.id)).toEqual([id])
    const view = await reviews.view(id, 'odile')
    expect(view.caseData).toEqual({ Revenus: 1240 })
    expect(view.allowed).toEqual([])
    expect(JSON.stringify(view)).not.toContain('MARQUE')
    const command = { by: 'odile', version: view.version, idempotencyKey: 'k' }
    const motive = { motive: 'Un motif assez long pour être pris.' }
    for (const work of [
      () => reviews.claim(id, command),
      () => reviews.reveal(id, command),
      () => reviews.recordOpinion(id, { choice: 'favourable' }, command),
      () => reviews.approve(id, motive, command),
      () => reviews.decideWithoutAi(id, motive, command),
      () => reviews.escalate(id, 'Pourquoi.', command),
      () => reviews.undo(id, command),
    ])
      expect(await codeOf(work())).toMatch(/ERR_REVIEW/)
    expect(await reviews.claimNext('odile')).toBeUndefined()
    expect((await reviews.view(id, 'alice')).version).toBe(view.version)
  })

  test('reads the suggestion and the decision once it has taken effect', async () => {
    const { guard, id, clock } = await open()
    const { reviews } = guard
    const command = async () => ({
      by: 'alice',
      version: (await reviews.view(id, 'alice')).version,
      idempotencyKey: crypto.randomUUID(),
    })
    await reviews.claim(id, await command())
    await reviews.recordOpinion(id, { choice: 'favourable' }, await command())
    await reviews.approve(id, { motive: 'Le dossier est complet et la dette récente.' }, await command())
    const before = await reviews.view(id, 'odile')
    expect(JSON.stringify(before)).not.toMatch(/MARQUE|complet/)
    clock.advance(11 * 60_000)
    const after = await reviews.view(id, 'odile')
    expect(after.suggestion?.value).toMatchObject({ letter: 'MARQUE Accordé.' })
    expect(after.decision).toMatchObject({ outcome: 'approved' })
    expect(after.allowed).toEqual([])
  })
})
