import { defineSystem } from 'garde-fou'
import { describe, expect, test } from 'vitest'
import { draftSchema, housing, housingRecord } from '../support/housing.js'
import { formFields, openConsole, SUGGESTION, textOf } from './console.js'

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
        const [, shown, pages] = /Page (\d+) sur (\d+)/.exec(textOf(html)) ?? []
        // What a page says comes true: the last one is the last of so many.
        expect(Number(shown)).toBe(page)
        if (path === undefined) expect(Number(pages)).toBe(page)
        else expect(Number(pages)).toBeGreaterThan(page)
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

  test('is sorted by date received or by system where that is asked for, page by page, and by nothing else', async () => {
    const { propose, clock, person } = await openSorted()
    const asked = ['voirie', 'aide-logement', 'voirie', 'aide-logement'] as const
    for (const [index, systemId] of asked.entries()) {
      await propose(systemId, `D-${index}`)
      clock.advance(3_600_000)
    }
    for (let index = 4; index < 60; index += 1) await propose('voirie', `D-${index}`)
    const alice = person('alice')
    const arrival = await alice.get('/revue?tri=depot')
    expect(casesIn(arrival.html).slice(0, 5)).toEqual(['D-0', 'D-1', 'D-2', 'D-3', 'D-4'])
    expect(textOf(arrival.html)).toContain('Par date de dépôt (60)')
    expect(textOf(arrival.html)).toContain('déposé le mardi 24 novembre 2026')
    const next = /<a href="([^"]+)" rel="next"/.exec(arrival.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(next).toContain('tri=depot')
    expect(casesIn((await alice.get(next)).html)).toEqual(
      Array.from({ length: 10 }, (_, index) => `D-${50 + index}`),
    )
    const bySystem = await alice.get('/revue?tri=systeme')
    expect(casesIn(bySystem.html).slice(0, 4)).toEqual(['D-1', 'D-3', 'D-0', 'D-2'])
    expect(textOf(bySystem.html)).toMatch(/Préparer l’instruction.* \(2\).*Occupation de la voirie \(58\)/)
    const rest = /<a href="([^"]+)" rel="next"/.exec(bySystem.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(casesIn((await alice.get(rest)).html)).toHaveLength(10)
    const unknown = await alice.get('/revue?tri=score&apres=x~y~z')
    expect(casesIn(unknown.html)[0]).toBe('D-0')
    expect(textOf(unknown.html)).not.toContain('Par date de dépôt')
  })

  test('is filtered by procedure, mode and territory, each removable, where there are some', async () => {
    const { propose, person } = await openSorted()
    await propose('voirie', 'V-1', 'Bègles')
    await propose('voirie', 'V-2', 'Le <b>Bouscat</b>')
    await propose('aide-logement', 'A-1', 'Bègles')
    const alice = person('alice')
    const shown = async (query: string): Promise<readonly string[]> =>
      casesIn((await alice.get(`/revue?${query}`)).html)
    expect(await shown('territoire=B%C3%A8gles')).toEqual(['V-1', 'A-1'])
    expect(await shown('demarche=Permission+de+voirie')).toEqual(['V-1', 'V-2'])
    expect(await shown('demarche=Permission+de+voirie&territoire=B%C3%A8gles')).toEqual(['V-1'])
    expect(await shown('mode=avis-d-abord')).toEqual(['V-1', 'V-2', 'A-1'])
    expect(await shown('mode=a-la-demande')).toEqual([])
    expect(await shown('demarche=Inconnue')).toEqual([])
    const { html } = await alice.get(
      '/revue?territoire=B%C3%A8gles&demarche=Permission+de+voirie&mode=avis-d-abord',
    )
    const opened = await alice.get(/href="(\/revue\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? '')
    expect(textOf(opened.html)).toContain('Dossier V-1 : Permission de voirie')
    const text = textOf(html)
    for (const name of ['Bègles', 'Permission de voirie', 'Votre avis d’abord'])
      expect(text).toContain(`Retirer le filtre : ${name}`)
    expect(html).toMatch(
      /href="\/revue\?territoire=B%C3%A8gles&amp;mode=avis-d-abord"|href="\/revue\?mode=avis-d-abord&amp;territoire=B%C3%A8gles"/,
    )
    expect(text).toContain('Permission de voirie · Occupation de la voirie · Bègles')
    expect(html).not.toContain('<b>Bouscat')
    expect(html).toMatch(/name="territoire" value="Bègles" checked/)
  })

  test('says of an appeal that it is one, in the list and on its page, also without the AI', async () => {
    const { guard, person } = await openConsole()
    const use = housing.uses.draft
    const appeal = await guard.propose(use, { input: 'x', subject: 'R-1', appeal: true }, () => SUGGESTION)
    await guard.propose(use, { input: 'x', subject: 'R-2', appeal: false }, () => SUGGESTION)
    await guard.openWithoutAi(use, { subject: 'R-3', appeal: true, caseData: {} })
    const alice = person('alice')
    const rows = (await alice.get('/revue')).html.split('<tr').map(textOf)
    for (const [subject, is] of [
      ['R-1', true],
      ['R-2', false],
      ['R-3', true],
    ] as const)
      expect(rows.find((row) => row.includes(subject))?.includes('Recours'), subject).toBe(is)
    expect(textOf((await alice.get(`/revue/${appeal.id}`)).html)).toContain('Recours')
    // A caller without a compiler.
    const request = { input: 'x', appeal: 'oui' as unknown as boolean }
    await expect(guard.propose(use, request, () => SUGGESTION)).rejects.toMatchObject({
      code: 'ERR_INPUT_INVALID',
    })
  })

  test('shows no filter that nothing has', async () => {
    const { propose, person } = await openConsole({}, { systems: [only] })
    await propose({ use: only.uses.draft })
    const { html } = await person('alice').get('/revue')
    expect(html).not.toMatch(/name="(?:demarche|territoire|mode)"/)
    expect(html).toMatch(/name="tri" value="echeance" checked/)
    expect((await person('alice').get('/revue?etat=termines')).html).not.toContain('name="tri"')
  })

  test('offers the territories of open cases that somebody may list, and no others', async () => {
    const { propose, person, guard } = await openSorted()
    const id = await propose('voirie', 'V-1', 'Bègles')
    expect((await person('alice').get('/revue')).html).toContain('value="Bègles"')
    expect((await person('denis').get('/revue')).html).not.toContain('Bègles')
    await guard.reviews.withdraw(id, {
      by: { kind: 'application', id: 'a' },
      why: 'Erreur',
      idempotencyKey: 'w',
    })
    expect((await person('alice').get('/revue')).html).not.toContain('Bègles')
  })

  test('calls two reviews of one case by different names, in every link', async () => {
    const { propose, person } = await openConsole()
    const ids = [
      await propose({ subject: 'AL-7' }),
      await propose({ subject: 'AL-7' }),
      await propose({ subject: 'AL-8' }),
    ]
    const { html } = await person('alice').get('/revue')
    const names = [...html.matchAll(/aria-label="(Examiner le dossier [^"]+)"/g)].map(([, name]) => name)
    expect(new Set(names).size).toBe(3)
    expect(names).toContain('Examiner le dossier AL-8')
    expect(names).toContain(`Examiner le dossier AL-7, suggestion ${ids[0]?.slice(-12)}`)
    expect(new Set(casesIn(html)).size).toBe(3)
  })
})

const draft = {
  impact: 'significant',
  action: 'prépare un projet',
  purpose: 'Préparer un projet que l’agent examine.',
  audience: 'citizens',
  output: draftSchema,
  oversight: { role: 'instructeur', secondOpinionPercent: 0 },
} as const

const only = defineSystem({ ...housingRecord, uses: { draft } })
const roads = defineSystem({
  ...housingRecord,
  id: 'voirie',
  name: 'Occupation de la voirie',
  uses: { draft: { ...draft, procedure: 'Permission de voirie' } },
})

async function openSorted() {
  const console = await openConsole({}, { systems: [housing, roads] })
  return {
    ...console,
    async propose(
      systemId: 'voirie' | 'aide-logement',
      subject: string,
      territory?: string,
    ): Promise<string> {
      const use = systemId === 'voirie' ? roads.uses.draft : housing.uses.draft
      const request = { input: 'Demande', subject, ...(territory === undefined ? {} : { territory }) }
      return (await console.guard.propose(use, request, () => SUGGESTION)).id
    },
  }
}

/** The cases of a page, from top to bottom. */
function casesIn(html: string): readonly string[] {
  return [...html.matchAll(/<th scope="row"><a href="\/revue\/[\w-]+"><bdi>([^<]+)/g)].map(
    ([, name = '']) => name,
  )
}
