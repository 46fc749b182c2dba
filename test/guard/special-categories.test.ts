import { describe, expect, test, vi } from 'vitest'
import { journalEntries, openGuard } from '../support/guard.js'
import { dataSystem, KEY } from './data-policy-systems.js'

// What is found is another test's concern; here it is what follows from it.
vi.mock('../../src/checks/personal-data/special-categories.js', () => ({
  specialCategories: (text: string) =>
    [...text.matchAll(/malade|condamné/g)].map(({ index, 0: word }) => ({
      category: word === 'malade' ? 'health' : 'criminal',
      start: index,
      end: index + word.length,
      score: 0.9,
    })),
}))

const { uses } = dataSystem
const open = () => openGuard({ systems: [dataSystem], masterKey: KEY })

describe('special categories of data', () => {
  test('are reported by default, in the request and in the answer, with the article that protects them', async () => {
    const opened = await open()
    const outcome = await opened.guard.run(
      uses.silent,
      { input: 'Je suis malade.' },
      () => 'Elle a été condamnée.',
    )
    expect(outcome.status).toBe('released')
    const entries = await journalEntries(opened)
    const finding = (code: string) => expect.objectContaining({ code, clause: 'engagement:3' })
    expect(entries.find(({ event }) => event === 'call.accepted')?.data).toMatchObject({
      findings: [finding('health')],
    })
    expect(entries.find(({ event }) => event === 'call.released')?.data).toMatchObject({
      findings: [finding('criminal')],
    })
  })

  test('hold the answer where the use says so, and the reviewer reads why', async () => {
    const { guard } = await open()
    for (const [input, answer] of [
      ['Je suis malade.', 'Fait.'],
      ['Bonjour.', 'Elle est malade.'],
    ] as const) {
      const outcome = await guard.run(uses.careful, { input }, () => answer)
      if (outcome.status !== 'held') throw new Error(outcome.status)
      const review = await guard.store.getReview(outcome.review.id)
      expect(review?.findings[0]?.message.fr).toMatch(/santé.*RGPD, article 9/)
      expect(review?.reason).toBe('finding')
    }
  })

  test('refuse the call where the use says so, before the model is asked or after', async () => {
    const { guard } = await open()
    let asked = 0
    const model = () => {
      asked++
      return 'Elle a été condamnée.'
    }
    const before = await guard.run(uses.firm, { input: 'Je suis malade.' }, model)
    expect([before.status, asked]).toEqual(['refused', 0])
    const after = await guard.run(uses.firm, { input: 'Bonjour.' }, model)
    expect(after).toMatchObject({ status: 'refused', refusal: { clauses: ['engagement:3'] } })
    if (after.status === 'refused') expect(after.refusal.findings[0]?.message.en).toContain('GDPR art. 10')
  })

  test('stop a stream before the passage leaves', async () => {
    const { guard } = await open()
    const outcome = await guard.invokeStream({
      use: uses.firm,
      request: 'Bonjour.',
      codec: {
        readInput: (text: string) => [{ path: 'input', kind: 'text', role: 'user', text }],
        rewriteInput: (text: string) => text,
        readDelta: (text: string) => [{ path: 'output', kind: 'text', text }],
        rewriteChunk: (text: string, rewrite) => rewrite({ path: 'output', text, extent: 'part' }),
        readValue: (pieces: readonly string[]) => pieces.join(''),
      },
      open: async () =>
        (async function* () {
          yield 'Une phrase. '
          yield 'Elle est mala'
          yield 'de. Fin.'
        })(),
    })
    if (outcome.status !== 'streaming') throw new Error(outcome.status)
    const read: string[] = []
    await expect(
      (async () => {
        for await (const piece of outcome.chunks) read.push(piece)
      })(),
    ).rejects.toMatchObject({ code: 'ERR_USE_PROHIBITED' })
    expect(read).toEqual(['Une phrase. '])
  })
})
