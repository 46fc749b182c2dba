import {
  ConfigInvalidError,
  defineSystem,
  type GuardOptions,
  generateSigningKey,
  StoreBusyError,
} from 'garde-fou'
import { type RegisterOptions, registerHandler } from 'garde-fou/server'
import { type FixedClock, fixedClock } from 'garde-fou/testing'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { DISCLOSURE } from '../register/disclosed.js'
import { openGuard, type TestGuard, temporaryFolder } from '../support/guard.js'
import { housing, housingRecord } from '../support/housing.js'
import { recorded } from './verification-fixtures.js'

const ORIGIN = 'https://ville.example'
const HOSTILE = '<script>alert(1)</script>"\'&=cmd|\u202Efin'

const signals = defineSystem({
  ...housingRecord,
  id: 'tri-voirie',
  name: 'Trier les signalements de voirie',
  purpose: 'Orienter les signalements d’éclairage et de chaussée vers le bon service.',
  owner: 'Service voirie',
  stage: 'experiment',
  data: [{ id: 'signalement', name: 'Signalement', source: 'Application', personal: false }],
  model: { ...housingRecord.model, nature: 'trained', kind: 'modèle de langage' },
  experiment: { startsOn: '2026-09-01', endsOn: '2027-02-28' },
  updatedOn: '2026-11-02',
  uses: {
    route: { impact: 'information', action: 'propose un service', purpose: 'Orienter.', audience: 'agents' },
  },
})

const ENDED = {
  ...housingRecord,
  id: 'robot-accueil',
  name: 'Répondre à l’accueil',
  stage: 'retired',
  experiment: {
    startsOn: '2025-01-01',
    endsOn: '2025-06-30',
    report: { on: '2025-07-15', conclusive: false },
  },
  uses: { answer: { impact: 'information', action: 'répond', purpose: 'Informer.', audience: 'citizens' } },
} as const
const ended = defineSystem(ENDED)

const hostile = defineSystem({
  ...housingRecord,
  id: 'hostile',
  name: HOSTILE,
  purpose: HOSTILE,
  owner: HOSTILE,
  limits: [HOSTILE, `=HYPERLINK("https://mal.example")`],
  uses: { answer: { impact: 'information', action: HOSTILE, purpose: HOSTILE, audience: 'citizens' } },
})

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'long-title': 'off', 'doctype-style': 'off', 'no-trailing-whitespace': 'off' },
})

async function openRegister(
  systems: NonNullable<GuardOptions['systems']> = [housing, signals, ended],
  options: RegisterOptions = {},
) {
  const opened: TestGuard = await openGuard({ systems })
  const handler = registerHandler(opened.guard, { clock: opened.clock, origin: ORIGIN, ...options })
  return {
    ...opened,
    handler,
    async get(path: string) {
      const response = await handler.fetch(new Request(new URL(path, ORIGIN)))
      return { response, body: await response.text() }
    },
  }
}

const namesIn = (body: string): string[] =>
  [...body.matchAll(/<h2><a href="\/registre\/([a-z-]+)["?]/g)].map(([, id]) => id ?? '')

describe('the list of the public register', () => {
  test('shows every system with its status, the ended and the abandoned too, and valid HTML', async () => {
    const { get } = await openRegister()
    const { response, body } = await get('/registre')
    expect(response.status).toBe(200)
    expect(namesIn(body)).toEqual(['aide-logement', 'robot-accueil', 'tri-voirie'])
    for (const words of [
      'En service',
      'Expérimentation jusqu’au',
      'l’expérimentation n’a pas été concluante',
      '3 systèmes trouvés',
    ])
      expect(body).toContain(words)
    expect(body).not.toContain('<script')
    const { results } = await validator.validateString(body)
    expect(
      results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
    ).toEqual([])
  })

  test('is filtered by theme where a record names one, and offers only those that there are', async () => {
    const themed = defineSystem({ ...ENDED, id: 'themed', disclosure: { theme: 'housing' } })
    const { get } = await openRegister([housing, themed])
    expect(namesIn((await get('/registre?domaine=housing')).body)).toEqual(['themed'])
    expect(namesIn((await get('/registre?domaine=girafe')).body)).toHaveLength(2)
    const { body } = await get('/registre')
    expect([...body.matchAll(/<option value="(housing|culture)"/g)].map(([, theme]) => theme)).toEqual([
      'housing',
    ])
    const { get: without } = await openRegister([housing])
    expect((await without('/registre')).body).not.toContain('name="domaine"')
  })

  test('shows 50 systems at once, and the way to the others keeps what was asked', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      defineSystem({ ...ENDED, id: `robot-${index + 1}`, name: `Robot ${index + 1}` }),
    )
    const { get } = await openRegister([housing, ...many])
    const shown = (body: string): number => [...body.matchAll(/<h2><a /g)].length
    const first = (await get('/registre?recherche=robot&statut=abandoned&langue=en')).body
    expect([shown(first), first.includes('120 systems found'), first.includes('Page 1 of 3')]).toEqual([
      50,
      true,
      true,
    ])
    expect(first).not.toContain('rel="prev"')
    const seen: number[] = []
    let next: string | undefined = '/registre?recherche=robot&statut=abandoned&langue=en'
    while (next !== undefined) {
      const { body } = await get(next)
      expect(body).toContain('120 systems found')
      seen.push(shown(body))
      next = /href="([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen).toEqual([50, 50, 20])
  })

  test.each(['0', '-1', '2', '999999', '1e3', '../1', '%F0%9F'])(
    'opens on a page that there is when asked for page %s',
    async (page) => {
      const { get } = await openRegister()
      const { response, body } = await get(`/registre?page=${page}`)
      expect(response.status).toBe(200)
      expect(namesIn(body)).toHaveLength(3)
      expect(body).not.toContain('register-pages')
    },
  )

  test.each([
    ['recherche=VOIRIE', ['tri-voirie']],
    ['recherche=eclairage+chaussee', ['tri-voirie']],
    ['recherche=robot', ['aide-logement', 'robot-accueil', 'tri-voirie']],
    ['recherche=girafe', []],
    ['statut=abandoned', ['robot-accueil']],
    ['statut=nonsense', ['aide-logement', 'robot-accueil', 'tri-voirie']],
    ['decision=oui', ['aide-logement']],
    ['donnees=non', ['tri-voirie']],
    ['type=apprentissage', ['tri-voirie']],
    ['tri=maj', ['tri-voirie', 'aide-logement', 'robot-accueil']],
  ])('finds by %s', async (query, ids) => {
    const { get } = await openRegister()
    const { body } = await get(`/registre?${query}`)
    expect(namesIn(body)).toEqual(ids)
    if (ids.length === 0) expect(body).toContain('Aucun système ne correspond.')
  })

  test('leads whoever chose English to English pages, and says nothing of it to others', async () => {
    const { get } = await openRegister(undefined, { requests: true })
    const english = await get('/registre?langue=en')
    expect(english.body).toContain('href="/registre/tri-voirie?langue=en"')
    const sheet = await get('/registre/aide-logement?langue=en')
    expect(sheet.body).toContain('href="/registre/aide-logement/demande?langue=en"')
    expect(sheet.body).toContain('href="/registre?langue=en"')
    expect((await get('/registre')).body).toContain('href="/registre/tri-voirie"')
  })

  test('says in which language it is, and keeps the search from one to the other', async () => {
    const { get } = await openRegister()
    const { body } = await get('/registre?langue=en&recherche=voirie')
    expect(body).toContain('<html lang="en">')
    expect(body).toContain('1 system found')
    expect(body).toContain('recherche=voirie')
  })
})

describe('the page of a system', () => {
  test('shows what the city discloses besides, with its links, and how many answers are looked at', async () => {
    const said = defineSystem({
      ...housingRecord,
      disclosure: DISCLOSURE,
      uses: {
        answer: {
          impact: 'information',
          action: 'répond',
          purpose: 'Informer.',
          audience: 'citizens',
          sampleCheck: { by: 'le service relation usagers', percent: 5 },
        },
      },
    })
    const { get } = await openRegister([said])
    const { body } = await get('/registre/aide-logement')
    for (const words of [
      'Aides et allocations',
      '<a href="https://ville.example/reglement">Règlement intérieur des aides</a>',
      'Haut risque',
      '<a href="https://ville.example/aipd">Analyse d’impact sur la protection des données (',
      'Risques faibles après mesures.',
      '12 kWh en 2026. Méthode',
      '<a href="https://code.example/aide">https://code.example/aide</a>',
      'environ 5 sur 100 (le service relation usagers)',
      'Propose quoi faire',
    ])
      expect(body.replace(/<\/?bdi>/g, '').replaceAll('\u00A0', ' ')).toContain(words)
    const { results } = await validator.validateString(body)
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([])
    expect((await get('/registre/registre.csv')).body).toContain(
      'Règlement intérieur des aides (https://ville.example/reglement)',
    )
    expect((await get('/registre/aide-logement?langue=en')).body).toContain('Aid and benefits')
  })

  test('tells what the charter asks for; what is missing is said, never left out', async () => {
    const { get } = await openRegister()
    const { body } = await get('/registre/aide-logement')
    for (const words of [
      'prépare un projet de décision',
      '05 00 00 00 00',
      'Ne lit pas les pièces jointes.',
      'règles publiées avec le système',
      'Un agent donne son avis avant de voir la suggestion',
      'Aucune décision en 2026',
      'Non renseigné à ce jour',
    ])
      expect(body).toContain(words)
    const { results } = await validator.validateString(body)
    expect(
      results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
    ).toEqual([])
  })

  test('counts what people did with suggestions, and publishes no small number', async () => {
    const city = await openRegister()
    for (let one = 0; one < 12; one += 1) await recorded(city.guard, one < 5 ? 'amend' : 'approve')
    // What was decided today is told tomorrow.
    expect((await city.get('/registre/aide-logement')).body).toContain('Aucune décision en 2026')
    city.clock.advance(24 * 3_600_000)
    const { body } = await city.get('/registre/aide-logement')
    expect(body).toContain('42 % en 2026 (5 sur 12 décisions)'.replaceAll(' %', '\u00A0%'))
  })

  test('publishes no number that would tell what fewer than five people decided', async () => {
    const city = await openRegister()
    for (let one = 0; one < 7; one += 1) await recorded(city.guard, one < 5 ? 'amend' : 'approve')
    city.clock.advance(24 * 3_600_000)
    const { body } = await city.get('/registre/aide-logement')
    expect(body).toContain('Trop peu de cas en 2026 pour être publiés (7 décisions)')
    const { systems } = JSON.parse((await city.get('/registre/aide-logement.json')).body)
    expect(systems[0].figures).toEqual({ year: 2026, decided: 7, changed: null, share: null })
  })

  test('leads to the forms for requests where they are served, and nowhere else', async () => {
    const links = ['href="/registre/aide-logement/demande"', 'href="/registre/aide-logement/avis"']
    const without = await (await openRegister()).get('/registre/aide-logement')
    const beside = await (await openRegister(undefined, { requests: true })).get('/registre/aide-logement')
    for (const link of links) {
      expect(without.body).not.toContain(link)
      expect(beside.body).toContain(link)
    }
  })

  test('shows a stopped system as suspended at once', async () => {
    const city = await openRegister()
    await city.guard.suspensions.suspend('aide-logement', { by: 'denis', reason: 'Erreurs relevées.' })
    const { body } = await city.get('/registre/aide-logement')
    expect(body).toContain('Suspendu')
    expect(body).not.toContain('Erreurs relevées.')
  })

  test('that is not there answers 404, whatever was asked', async () => {
    const { get } = await openRegister()
    for (const path of [
      '/registre/inconnu',
      '/registre/..%2f..',
      '/registre/<script>',
      '/registre/aide-logement/x',
    ])
      expect((await get(path)).response.status, path).toBe(404)
  })
})

describe('what can be downloaded', () => {
  test('is CSV for French spreadsheets, one line a system, without a formula', async () => {
    const { get, handler } = await openRegister([housing, hostile])
    const { response, body } = await get('/registre/registre.csv')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const again = await handler.fetch(new Request(`${ORIGIN}/registre/registre.csv`))
    expect([...new Uint8Array(await again.arrayBuffer()).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(body).toContain('"Statut"')
    expect(body.split('\r\n').filter((line) => line !== '')).toHaveLength(3)
    // A cell may hold several lines; what counts is how it begins.
    for (const cell of body.split(/";"|"\r\n"/)) expect(cell).not.toMatch(/^"?[=+@-]/)
  })

  test('is JSON that its own schema accepts', async () => {
    const { get } = await openRegister()
    const document = JSON.parse((await get('/registre/registre.json')).body)
    const schema = JSON.parse((await get('/registre/schema.json')).body)
    expect(document.$schema).toBe(`${ORIGIN}/registre/schema.json`)
    expect(document.systems).toHaveLength(3)
    expect(z.fromJSONSchema(schema).safeParse(document).success).toBe(true)
    expect(z.fromJSONSchema(schema).safeParse({ ...document, systems: [{}] }).success).toBe(false)
    const one = JSON.parse((await get('/registre/tri-voirie.json')).body)
    expect(one.systems).toEqual([document.systems[2]])
  })

  test('is an Atom feed that holds hostile records as text', async () => {
    const { get } = await openRegister([hostile, signals])
    const { response, body } = await get('/registre/changements.atom')
    expect(response.headers.get('content-type')).toContain('application/atom+xml')
    expect(body).toContain('<updated>2026-11-02T00:00:00Z</updated>')
    expect(body).not.toContain('<script')
  })
})

describe('a hostile record', () => {
  test('is shown as text on every page', async () => {
    const { get } = await openRegister([hostile])
    for (const path of ['/registre', '/registre/hostile']) {
      const { body } = await get(path)
      expect(body, path).not.toContain('<script>alert')
      expect(body, path).toContain('&lt;script&gt;')
      expect(body, path).not.toContain('\u202E')
    }
  })
})

describe('the register in the words of others', () => {
  test.each(['algoritmeregister', 'eurocities', 'etalab'])(
    '%s: every system, and every gap',
    async (name) => {
      const { get } = await openRegister([housing, signals, ended, hostile], {
        supplements: { etalab: { [housing.record.id]: { contexte: 'Aides' } } },
      })
      const { response, body } = await get(`/registre/exports/${name}.json`)
      expect(response.headers.get('content-type')).toContain('application/json')
      const { records, gaps } = JSON.parse(body)
      expect(records).toHaveLength(4)
      expect(new Set(gaps.map(({ systemId }: { readonly systemId: string }) => systemId)).size).toBe(4)
      expect((await get('/registre')).body).toContain(`/registre/exports/${name}.json`)
    },
  )

  test('there is no other', async () => {
    const { get } = await openRegister()
    expect((await get('/registre/exports/constructor.json')).response.status).toBe(404)
  })
})

describe('the handler', () => {
  test('takes nothing but reading, and refuses options that cannot work, all at once', async () => {
    const { handler, guard } = await openRegister()
    const posted = await handler.fetch(new Request(`${ORIGIN}/registre`, { method: 'POST' }))
    expect(posted.status).toBe(405)
    expect(() =>
      registerHandler(guard, { basePath: 'x/', origin: 'ville', homeUrl: 'javascript:alert(1)' }),
    ).toThrow(ConfigInvalidError)
    try {
      registerHandler(guard, { basePath: 'x/', origin: 'ville', homeUrl: 'javascript:alert(1)' })
    } catch (error) {
      expect(error).toMatchObject({ faults: { length: 3 } })
    }
  })

  test('refuses a system whose name is one of its pages', async () => {
    const taken = defineSystem({ ...ENDED, id: 'rapport' })
    await expect(openRegister([taken])).rejects.toThrow(/rapport/)
  })

  test('says that it does not answer when the store does not, and tells nobody why', async () => {
    const errors: unknown[] = []
    const { guard, get } = await openRegister([housing], { onError: (error) => errors.push(error) })
    await guard.store.close()
    const { response, body } = await get('/registre')
    expect([response.status, errors.length]).toEqual([503, 1])
    expect(body).toContain('Le registre ne répond pas')
    expect(body).not.toContain('database')
  })
})

describe('the history of a sheet', () => {
  const signingKey = generateSigningKey('test.example')
  const shown = async (
    systems: NonNullable<GuardOptions['systems']>,
    path: string,
    clock: FixedClock = fixedClock('2026-11-24T09:00:00.000Z'),
  ) => {
    const opened = { ...(await openGuard({ systems, signingKey, clock }, path)), clock }
    const handler = registerHandler(opened.guard, { origin: ORIGIN, clock })
    const get = async (query = '') => {
      const response = await handler.fetch(new Request(`${ORIGIN}/registre/aide-logement${query}`))
      return (await response.text()).replace(/<\/?bdi>/g, '').replaceAll('\u00A0', ' ')
    }
    return { ...opened, get }
  }
  const changed = defineSystem({
    ...housingRecord,
    limits: ['Ne lit pas les pièces jointes.', HOSTILE],
    disclosure: { cost: '18 000 € par an' },
    uses: { answer: { impact: 'information', action: 'répond', purpose: 'Informer.', audience: 'citizens' } },
  })

  test('says what changed when, with what was said before, over restarts and in both languages', async () => {
    const path = `${temporaryFolder()}/guard.db`
    const before = await shown([housing], path)
    const first = await before.get()
    expect(first).toContain('mardi 24 novembre 2026 : première version enregistrée.')
    expect(await before.get()).not.toContain('class="versions"><li><details')
    await before.guard.close()
    const after = await shown([changed], path, fixedClock('2026-12-02T09:00:00.000Z'))
    const html = await after.get()
    expect(html).toMatch(/<summary>mercredi 2 décembre 2026 : .*Limites connues.*Coût.*<\/summary>/)
    expect(html).toMatch(/<dt>Coût<\/dt><dd>Avant : <span class="none">Non renseigné à ce jour<\/span>/)
    expect(html).toContain('Après : <span class="text" lang="fr">18 000 € par an</span>')
    expect(html).toContain('première version enregistrée')
    expect(html).not.toContain('<script')
    const { results } = await validator.validateString(html)
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([])
    const english = await after.get('?langue=en')
    expect(english).toMatch(/<summary>.*December 2026: .*Known limits.*Cost/)
    // A person who asks in English publishes nothing new.
    expect(await after.guard.publications.history('aide-logement')).toHaveLength(2)
  })

  test('tells that a system was stopped and resumed, and nothing of figures that are counted every day', async () => {
    const { guard, clock, get } = await shown([housing], `${temporaryFolder()}/guard.db`)
    const id = await recorded(guard, 'approve')
    await get()
    await guard.suspensions.suspend('aide-logement', {
      by: 'denis',
      reason: 'Erreurs signalées par les agents.',
    })
    expect(await get()).toMatch(/<summary>.* : Statut<\/summary>.*Avant : .*En service.*Après : .*Suspendu/)
    clock.advance(2 * 86_400_000)
    expect(await guard.decision(id)).toMatchObject({ outcome: 'approved' })
    expect(await get()).toContain('Trop peu de cas en 2026')
    expect(await guard.publications.history('aide-logement')).toHaveLength(2)
  })

  test('does not keep people from the register when it cannot be written, and is written by the next visit', async () => {
    const { guard, clock } = await openGuard()
    const errors: unknown[] = []
    let fails = true
    const publications = {
      ...guard.publications,
      record: (...asked: Parameters<typeof guard.publications.record>) =>
        fails ? Promise.reject(new StoreBusyError('busy')) : guard.publications.record(...asked),
    }
    const handler = registerHandler(
      { ...guard, publications },
      { clock, onError: (error) => errors.push(error) },
    )
    const get = async () => (await handler.fetch(new Request(`${ORIGIN}/registre/aide-logement`))).text()
    expect(await get()).toContain('Aucune version n’est encore enregistrée.')
    expect(errors).toHaveLength(1)
    fails = false
    expect(await get()).toContain('première version enregistrée')
  })
})
