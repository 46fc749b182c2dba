import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openGuard } from '../support/guard.js'
import { housing } from '../support/housing.js'

describe('withContext', () => {
  it('carries use, subject and actor across awaits to every call below it', async () => {
    const { guard } = await openGuard()
    const actor = { kind: 'agent', id: 'bruno' } as const
    const review = await guard.withContext(
      { use: housing.uses.draft, subject: 'DOSSIER-7', actor },
      async () => {
        await nextTurn()
        expect(guard.currentContext()).toMatchObject({ use: { id: 'draft' }, subject: 'DOSSIER-7' })
        return guard.propose(housing.uses.draft, { input: 'a' }, () => ({
          proposal: 'favourable',
          amount: 10,
          letter: 'Oui.',
        }))
      },
    )
    expect(guard.currentContext()).toBeUndefined()
    expect((await guard.reviews.view(review.id, 'alice')).subject).toBe('DOSSIER-7')
  })

  it('keeps two cases that run at the same moment apart', async () => {
    const { guard } = await openGuard()
    const subjects = await Promise.all(
      ['A-1', 'B-2', 'C-3'].map((subject) =>
        guard.withContext({ subject }, async () => {
          await nextTurn()
          const review = await guard.propose(housing.uses.draft, { input: 'a' }, async () => {
            await nextTurn()
            return { proposal: 'favourable', amount: 10, letter: 'Oui.' }
          })
          return (await guard.reviews.view(review.id, 'alice')).subject
        }),
      ),
    )
    expect(subjects).toEqual(['A-1', 'B-2', 'C-3'])
  })

  it('lets a call’s own fields win, and either signal cancel', async () => {
    const { guard } = await openGuard()
    const outer = new AbortController()
    const inner = new AbortController()
    await guard.withContext({ subject: 'DEHORS', signal: outer.signal }, async () => {
      const review = await guard.propose(housing.uses.draft, { input: 'a', subject: 'DEDANS' }, () => ({
        proposal: 'favourable',
        amount: 1,
        letter: 'Oui.',
      }))
      expect((await guard.reviews.view(review.id, 'alice')).subject).toBe('DEDANS')
      outer.abort(new Error('outer'))
      await expect(
        guard.run(housing.uses.summary, { input: 'a', signal: inner.signal }, () => 'b'),
      ).rejects.toThrow('outer')
    })
    inner.abort(new Error('inner'))
    await expect(
      guard.run(housing.uses.summary, { input: 'a', signal: inner.signal }, () => 'b'),
    ).rejects.toThrow('inner')
  })
})
