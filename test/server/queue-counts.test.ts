import { createHandler } from 'garde-fou/server'
import { expect, test } from 'vitest'
import { openConsole, testBrowser, textOf } from './console.js'

const HOUR = 3_600_000

test('headings count their whole group under the filters, also where it goes on over the next page', async () => {
  const { propose, guard, person, clock } = await openConsole({}, { maxClaims: 200 })
  const late: string[] = []
  for (let n = 0; n < 55; n += 1) late.push(await propose({ subject: `RETARD-${n}` }))
  clock.advance(5 * 24 * HOUR + HOUR)
  for (let n = 0; n < 3; n += 1) await propose({ subject: `SUITE-${n}` })
  await guard.reviews.claim(late[0] ?? '', { by: 'bruno', version: 1, idempotencyKey: 'b' })
  const alice = person('alice')
  const first = await alice.get('/revue')
  expect(textOf(first.html)).toContain('50 dossiers affichés sur 57')
  expect(textOf(first.html)).toContain('En retard (54)')
  expect(textOf(first.html)).not.toContain('Plus tard')
  const next = /<a href="([^"]+)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = textOf((await alice.get(next)).html)
  expect(second).toContain('En retard (54)')
  expect(second).toMatch(/(Cette semaine|Plus tard) \(3\)/)
  // Reserved by others alone: none of the free ones counts.
  expect(textOf((await alice.get('/revue?attribution=autres')).html)).toContain('En retard (1)')
  expect(textOf((await alice.get('/revue?recherche=RETARD-1')).html)).toContain('En retard (11)')
})

test('more cases than are counted are said to be more, and every count is asked for with its bound', async () => {
  const { propose, guard } = await openConsole()
  await propose()
  const bounds: (number | undefined)[] = []
  const crowded = {
    ...guard,
    reviews: {
      ...guard.reviews,
      count: async (_by: string, { atMost, claimedBy }: { atMost?: number; claimedBy?: string } = {}) => {
        bounds.push(atMost)
        return claimedBy === undefined ? (atMost ?? 1_000_000) : 0
      },
    },
  }
  const alice = testBrowser(
    createHandler(crowded, {
      authenticate: async () => 'alice',
      clock: { now: () => new Date('2026-11-24T09:00:00Z') },
    }),
    'alice',
  )
  const text = textOf((await alice.get('/revue')).html)
  expect(text).toContain('1 dossiers affichés sur plus de 10 000')
  expect(text).toContain('(plus de 10 000)')
  expect(bounds.length).toBeGreaterThan(3)
  expect(bounds).not.toContain(undefined)
})
