import { describe, expect, test } from 'vitest'
import { formFields, openConsole, textOf } from './console.js'

describe('The queue', () => {
  test('groups reviews by urgency in words, the most urgent first, and says nothing of the suggestion', async () => {
    const { propose, clock, person } = await openConsole()
    const day = 24 * 3_600_000
    await propose({ subject: 'PLUS-URGENT' })
    clock.advance(4 * day + 20 * 3_600_000)
    await propose({ subject: 'AUTRE' })
    clock.advance(6 * 3_600_000)
    const { html, status } = await person('alice').get('/revue')
    const text = textOf(html)
    expect(status).toBe(200)
    expect(text).toContain('2 dossiers affichés sur 2')
    expect(text.indexOf('En retard (1)')).toBeGreaterThan(0)
    expect(text.indexOf('PLUS-URGENT')).toBeLessThan(text.indexOf('AUTRE'))
    expect(html).not.toMatch(/favorable|MARQUE-SUGGESTION|450/i)
    expect(html).toContain('aria-label="Examiner le dossier AUTRE"')
  })

  test('has four different words for showing nothing', async () => {
    const { propose, guard, person } = await openConsole()
    expect(textOf((await person('alice').get('/revue')).html)).toContain(
      'La file est vide. Aucun dossier n’attend de décision.',
    )
    const id = await propose()
    const filtered = textOf((await person('alice').get('/revue?recherche=INTROUVABLE')).html)
    expect(filtered).toContain('Aucun dossier ne correspond à ces filtres. Réinitialiser les filtres')
    expect(filtered).not.toContain('La file est vide')
    await guard.reviews.claim(id, { by: 'alice', version: 1, idempotencyKey: 'k' })
    expect(textOf((await person('bruno').get('/revue')).html)).toContain(
      '1 dossier attend, réservé par un collègue.',
    )
    expect(textOf((await person('bruno').get('/revue?attribution=autres')).html)).toContain(
      'Réservé par A. Martin jusqu’à 10 h 30',
    )
  })

  test('tells somebody without any role whom to contact', async () => {
    const stranger = { id: 'eve', name: 'E. Nul', roles: ['autre'], training: [] }
    const { person } = await openConsole(
      {},
      { reviewers: { find: async (id) => (id === 'eve' ? stranger : undefined) } },
    )
    expect(textOf((await person('eve').get('/revue')).html)).toContain(
      'Vous n’avez d’habilitation pour aucun système. Contactez : Service habitat.',
    )
  })

  test('pages through every review once, whatever mixture of attributions is asked for', async () => {
    const { propose, guard, person } = await openConsole({}, { maxClaims: 200 })
    const ids: string[] = []
    for (let index = 0; index < 130; index += 1) ids.push(await propose({ subject: `AL-${index}` }))
    for (const [index, id] of ids.entries()) {
      if (index % 3 === 0)
        await guard.reviews.claim(id, { by: 'bruno', version: 1, idempotencyKey: `b${index}` })
      if (index % 3 === 1)
        await guard.reviews.claim(id, { by: 'alice', version: 1, idempotencyKey: `a${index}` })
    }
    const wanted = { 'moi libres': 1, 'autres libres': 2, autres: 0 } as const
    for (const [words, rest] of Object.entries(wanted)) {
      const query = words
        .split(' ')
        .map((word) => `attribution=${word}`)
        .join('&')
      const seen: string[] = []
      let path: string | undefined = `/revue?${query}`
      for (let page = 1; path !== undefined; page += 1) {
        expect(page).toBeLessThan(8)
        const { html } = await person('alice').get(path)
        seen.push(
          ...[...html.matchAll(/<th scope="row"><a href="\/revue\/([\w-]+)"/g)].map(
            (match) => match[1] ?? '',
          ),
        )
        path = /<a href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
      }
      const expected = ids.filter((_, index) =>
        rest === 0 ? index % 3 === 0 : rest === 1 ? index % 3 !== 0 : index % 3 !== 1,
      )
      expect(seen).toEqual(expected)
    }
  })

  test('hands over the most urgent free review, and says when there is none', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    const taken = await alice.submit('/revue', '/revue/suivant')
    expect(taken).toMatchObject({ status: 303, location: `/revue/${id}` })
    expect((await guard.reviews.view(id, 'alice')).claim?.mine).toBe(true)
    const none = await alice.submit('/revue', '/revue/suivant')
    expect(textOf((await alice.get(none.location ?? '')).html)).toContain('Aucun dossier libre à réserver')
  })

  test('ignores filters that make no sense', async () => {
    const { propose, person } = await openConsole()
    await propose()
    for (const query of [
      'attribution=x',
      'etat=x&page=-3',
      'apres=~~',
      'apres=2026-99-99T00:00:00Z~x',
      `recherche=${'%FF'.repeat(400)}`,
      'systeme=nope&systeme=nope',
    ])
      expect((await person('alice').get(`/revue?${query}`)).status).toBe(200)
  })

  test('reserves on following a link of the queue, and never on being fetched ahead or from elsewhere', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-purpose': 'prefetch' },
      { 'sec-fetch-mode': 'cors' },
      { 'sec-fetch-site': 'none' },
    ]) {
      const { html } = await alice.get(`/revue/${id}/examiner`, headers)
      expect(formFields(html, `/revue/${id}/reserver`)).toHaveProperty('jeton')
      expect((await guard.reviews.view(id, 'alice')).status).toBe('pending')
    }
    expect((await alice.get(`/revue/${id}/examiner`)).location).toBe(`/revue/${id}`)
    expect((await guard.reviews.view(id, 'alice')).claim?.mine).toBe(true)
    const late = await person('bruno').get(`/revue/${id}/examiner`)
    expect(textOf((await person('bruno').get(late.location ?? '')).html)).toContain('Réservé par A. Martin')
  })
})
