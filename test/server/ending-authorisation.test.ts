import type { Reviewer } from 'garde-fou'
import { describe, expect, test } from 'vitest'
import { openConsole, textOf } from './console.js'

/** What the queue says to an agent whose training holds until a day. The day there is 24 November 2026. */
async function saidTo(validUntil: string, more: Partial<Reviewer> = {}): Promise<string> {
  const training = [{ id: 'ia-habitat', validUntil }]
  const people: readonly Reviewer[] = [
    { id: 'alice', name: 'A. Martin', roles: ['instructeur'], training, ...more },
  ]
  const { person } = await openConsole(
    {},
    { reviewers: { find: async (id) => people.find((one) => one.id === id) } },
  )
  const { status, html } = await person('alice').get('/revue')
  expect(status).toBe(200)
  return textOf(html)
}

describe('An authorisation that ends', () => {
  test.each([
    ['2026-12-24', 'le jeudi 24 décembre 2026'],
    ['2026-12-01', 'le mardi 1er décembre 2026'],
    ['2026-11-24', 'le mardi 24 novembre 2026'],
  ])('on %s is called to mind in the queue, with where to renew it', async (validUntil, day) => {
    const text = await saidTo(validUntil)
    expect(text).toContain(`prend fin ${day}`)
    expect(text).toContain('Comprendre et contrôler l’IA de l’habitat')
  })

  test.each([
    ['in more than 30 days', '2026-12-25'],
    ['in the past: the case itself says it', '2026-11-23'],
    ['on a day that is none', '2026-11-45'],
    ['in another way of writing', '24/11/2026'],
  ])('%s is not', async (_when, validUntil) => {
    expect(await saidTo(validUntil)).not.toContain('prend fin')
  })

  test('is not called to mind where a later training holds, nor to people without a role there', async () => {
    const training = [
      { id: 'ia-habitat', validUntil: '2026-12-01' },
      { id: 'ia-habitat', validUntil: '2027-12-01' },
    ]
    expect(await saidTo('', { training })).not.toContain('prend fin')
    expect(await saidTo('2026-12-01', { roles: ['voirie'] })).not.toContain('prend fin')
  })

  test('gives back what its holder had reserved: a colleague can take it, and the holder reads why and keeps what they typed', async () => {
    const training = (validUntil: string) => [{ id: 'ia-habitat', validUntil }]
    const people: readonly Reviewer[] = [
      { id: 'alice', name: 'A. Martin', roles: ['instructeur'], training: training('2026-11-24') },
      { id: 'bruno', name: 'B. Petit', roles: ['instructeur'], training: training('2027-06-30') },
    ]
    let look = (): void => {}
    const { person, propose, guard, clock } = await openConsole(
      {},
      {
        background: true,
        reviewers: {
          find: async (id) => people.find((one) => one.id === id),
          watch: (listener) => {
            look = listener
            return () => undefined
          },
        },
      },
    )
    const id = await propose()
    // 23:50 in Paris: the reservation outlives the authorisation.
    clock.advance((13 * 60 + 50) * 60_000)
    await guard.reviews.claim(id, { by: 'alice', version: 1, idempotencyKey: 'k' })
    await guard.reviews.saveDraft(id, 'alice', { form: { motif: 'Mon texte' } })
    expect(textOf((await person('bruno').get('/revue?attribution=autres')).html)).toContain(
      'Réservé par A. Martin',
    )
    const returned = new Promise((resolve) => guard.events.once('review.returned', resolve))
    clock.advance(11 * 60_000)
    look()
    await returned
    expect(textOf((await person('bruno').get('/revue?attribution=libres')).html)).toContain('Examiner')
    const page = textOf((await person('alice').get(`/revue/${id}`)).html)
    expect(page).toContain('a expiré le mardi 24 novembre 2026')
    expect(page).toContain('Vous pouvez consulter, pas décider.')
    expect(page).toContain('Votre saisie, conservée Motif de la décision Mon texte')
  })
})
