import { ConfigInvalidError, defineSystem, StoreBusyError } from 'garde-fou'
import { reportHandler } from 'garde-fou/server'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { requestId } from '../../src/guard/request-record.js'
import { rewrite } from '../guard/request-fixtures.js'
import { DISCLOSURE } from '../register/disclosed.js'
import { housing, housingRecord } from '../support/housing.js'
import { openReport } from './report-fixtures.js'

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'long-title': 'off', 'doctype-style': 'off', 'no-trailing-whitespace': 'off' },
})

async function isValid(html: string): Promise<void> {
  const { results } = await validator.validateString(html)
  expect(
    results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
  ).toEqual([])
}

/** The words of a page, as they are read. */
function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replace(/[\s\u00A0\u202F]+/g, ' ')
}

const NAME = '<script>alert(1)</script> =cmd|x \u202Ecache "é'

describe('The annual report', () => {
  test('says what people made of the suggestions, in words, drawings and tables', async () => {
    const city = await openReport()
    await city.decided('approved', 70)
    await city.decided('amended', 20, 6)
    await city.decided('rejected', 8, 7)
    await city.decided('without-ai', 2, 7)
    const { response, body } = await city.get('/registre/rapport/2026')
    expect(response.status).toBe(200)
    const said = words(body)
    expect(said).toContain('Rapport annuel 2026 sur l’usage de l’IA')
    expect(said).toContain('Année en cours : chiffres provisoires.')
    expect(said).toContain('Ce que les agents ont fait des suggestions, 2026')
    expect(said).toContain('< 5')
    expect(said).not.toContain('Traitées sans l’IA 2')
    expect(said).toContain('29 %')
    for (const name of [1, 2, 3].map((number) => `Figure ${number}. `)) {
      expect(said).toContain(name)
    }
    expect(body.match(/<svg /g)).toHaveLength(3)
    await isValid(body)
  })

  test('shows what nobody has filled in as such, and what the administration says in its words', async () => {
    const city = await openReport({
      statements: {
        2026: {
          sobriety: '12 kWh, mesurés au compteur',
          engagements: { 9: { state: 'partly', evidence: '<b>Registre</b> publié' } },
        },
      },
    })
    const { body } = await city.get('/registre/rapport/2026')
    const said = words(body)
    expect(said).toContain('12 kWh, mesurés au compteur')
    expect(said).toContain('Partiel')
    expect(body).not.toContain('<b>')
    expect(said.match(/Non renseigné à ce jour/g)?.length).toBeGreaterThan(15)
    expect(said).toContain('Aucune décision n’a été enregistrée cette année.')
    await isValid(body)
  })

  test('counts what people asked for and by when they were answered, altered requests apart', async () => {
    const city = await openReport()
    const numbers: string[] = []
    for (let nth = 0; nth < 12; nth += 1) {
      const input = { kind: 'explanation', name: 'N', email: 'n@e.fr', text: `T${nth}`, lang: 'fr' } as const
      numbers.push((await city.guard.requests.receive('aide-logement', input)).number)
    }
    const [first = '', ...others] = numbers
    for (const number of others.slice(0, 6))
      await city.guard.requests.answer(requestId(number), { by: 'alice', text: 'Voici.' })
    const before = words((await city.get('/registre/rapport/2026')).body)
    expect(before).toContain('Réponse dans le délai 6')
    expect(before).toContain('En attente, dans le délai 6')
    expect(before).toContain('Total reçu 12')
    expect(before).toContain('Délai de réponse médian : 0 jour.')
    await rewrite(city.guard, requestId(first), (body) => body.replace('2026', '2025'))
    city.clock.advance(601_000)
    const { body } = await city.get('/registre/rapport/2026')
    await isValid(body)
    expect(words(body)).toContain('Total reçu 11')
    expect(words(body)).toContain('1 demande a été altérée dans la base de données')
  })

  test('says which systems are not published and by which law, or that nobody has said', async () => {
    const silent = words((await (await openReport()).get('/registre/rapport/2026')).body)
    expect(silent).toContain('Systèmes non publiés Non renseigné à ce jour')
    const none = await openReport({ statements: { 2026: { unpublished: [] } } })
    expect(words((await none.get('/registre/rapport/2026')).body)).toContain(
      'Aucun système n’est tenu hors du registre.',
    )
    const unpublished = [
      {
        name: NAME,
        service: 'Sécurité',
        legalGround: 'CRPA, art. L. 311-5, 2°',
        reason: 'Sûreté des réseaux.',
      },
    ]
    const city = await openReport({ statements: { 2026: { unpublished } } })
    const { body } = await city.get('/registre/rapport/2026')
    expect(words(body)).toContain('CRPA, art. L. 311-5, 2°')
    expect(body).not.toContain('<script')
    await isValid(body)
  })

  test('says of each system how much of its public sheet is filled in', async () => {
    const full = defineSystem({
      ...housingRecord,
      disclosure: DISCLOSURE,
      updatedOn: '2026-11-02',
      uses: { draft: declared() },
    })
    const filled = async (system: typeof full) => {
      const { body } = await (await openReport({}, { systems: [system] })).get('/registre/rapport/2026')
      const [, some, all] = /(\d+) sur (\d+)/.exec(words(body)) ?? []
      return [Number(some), Number(all)] as const
    }
    const [more, of] = await filled(full)
    const [fewer, ofThe] = await filled(defineSystem({ ...housingRecord, uses: { draft: declared() } }))
    expect(of).toBe(ofThe)
    expect(more - fewer).toBe(Object.keys(DISCLOSURE).length + 1)
    expect(more).toBeLessThan(of)
  })

  test('is told in simple sentences on a page of its own, which is no FALC until it was reread', async () => {
    const city = await openReport()
    await city.decided('approved', 70)
    await city.decided('rejected', 30, 6)
    for (const path of [
      '/registre/rapport/2026/phrases-simples',
      '/registre/rapport/2026/phrases-simples?langue=en',
    ]) {
      const { response, body } = await city.get(path)
      expect(response.status).toBe(200)
      await isValid(body)
    }
    const said = words((await city.get('/registre/rapport/2026/phrases-simples')).body)
    expect(said).toContain('En 2026, 1 IA est en service.')
    expect(said).toContain('Des agents ont pris une décision pour 100 dossiers.')
    expect(said).toContain('Sur 10 dossiers, les agents ont suivi l’IA 7 fois.')
    expect(said).toContain('ce n’est pas du FALC')
    expect((await city.get('/registre/rapport/2026')).body).toContain('/2026/phrases-simples?langue=fr')
    const few = await openReport({
      statements: { 2026: { simpleReread: { by: 'l’association <b>A</b>', on: '2026-11-20' } } },
    })
    await few.decided('rejected', 2)
    const { body } = await few.get('/registre/rapport/2026/phrases-simples')
    expect(words(body)).toContain('pour moins de 5 dossiers.')
    expect(words(body)).not.toContain('Sur 10 dossiers')
    expect(words(body)).toContain('(FALC), relue par')
    expect(body).not.toContain('<b>')
  })

  test('gives each figure as a file that spreadsheets read and no formula enters', async () => {
    const hostile = defineSystem({
      ...housingRecord,
      name: `=HYPERLINK("x") ${NAME}`,
      uses: { draft: declared() },
    })
    const city = await openReport({}, { systems: [hostile] })
    await city.decided('approved', 5)
    await city.decided('rejected', 5)
    const { response, body } = await city.get('/registre/rapport/2026/systemes.csv')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(body).toContain('"\'=HYPERLINK(""x"")')
    expect(body).toContain('"10";"5";"0,500"')
    for (const figure of ['suggestions', 'mois']) {
      const { response: other } = await city.get(`/registre/rapport/2026/${figure}.csv`)
      expect(other.status, figure).toBe(200)
    }
  })

  test('draws a hostile record as text', async () => {
    const hostile = defineSystem({
      ...housingRecord,
      name: NAME,
      jobImpact: NAME,
      uses: { draft: declared() },
    })
    const city = await openReport({}, { systems: [hostile] })
    await city.decided('approved', 5)
    const { body } = await city.get('/registre/rapport/2026')
    expect(body).not.toContain('<script')
    expect(body).not.toContain('\u202E')
    await isValid(body)
  })

  test('is in English for who asks, and leads to the year that goes on', async () => {
    const city = await openReport()
    const { response } = await city.get('/registre/rapport?langue=en')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/registre/rapport/2026?langue=en')
    const { body } = await city.get('/registre/rapport/2026?langue=en')
    expect(body).toContain('<html lang="en">')
    expect(words(body)).toContain('Annual report 2026 on the use of AI')
    await isValid(body)
  })

  test.each(['/2027', '/2025', '/0000', '/2026/x.csv', '/2026/', '/../2026x', '/%00'])(
    'has no page at %s',
    async (path) => {
      const city = await openReport()
      const { response, body } = await city.get(`/registre/rapport${path}`)
      expect(response.status).toBe(404)
      await isValid(body)
    },
  )

  test('counts a year once in a while, however many people ask', async () => {
    const city = await openReport()
    await city.get('/registre/rapport/2026')
    await city.decided('approved', 7)
    expect(words((await city.get('/registre/rapport/2026')).body)).toContain('Aucune décision')
    city.clock.advance(601_000)
    expect(words((await city.get('/registre/rapport/2026')).body)).not.toContain('Aucune décision')
  })

  test('says so when the store does not answer, and counts anew when it does', async () => {
    const city = await openReport()
    let fails = true
    const errors: unknown[] = []
    const handler = reportHandler(
      {
        ...city.guard,
        store: {
          ...city.guard.store,
          listFacts: (query) =>
            fails ? Promise.reject(new StoreBusyError('busy')) : city.guard.store.listFacts(query),
        },
      },
      { clock: city.clock, onError: (error) => errors.push(error) },
    )
    const ask = () => handler.fetch(new Request('https://ville.example/registre/rapport/2026'))
    const response = await ask()
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('Rapport indisponible')
    expect(errors).toHaveLength(1)
    fails = false
    expect((await ask()).status).toBe(200)
  })

  test('answers nothing but reading', async () => {
    const city = await openReport()
    const response = await city.handler.fetch(
      new Request('https://ville.example/registre/rapport/2026', { method: 'POST' }),
    )
    expect(response.status).toBe(405)
  })

  test('does not start with options that cannot work', async () => {
    const { guard } = await openReport()
    expect(() => reportHandler(guard, { basePath: 'ia/', homeUrl: 'javascript:1' })).toThrow(
      ConfigInvalidError,
    )
  })

  test('does not start with statements that it could not show, and lists all that is wrong', async () => {
    const { guard } = await openReport()
    const statements: unknown = {
      2026: { sobriete: 'une faute de frappe', unpublished: [{ name: 'X' }], engagements: { 3: 'tenu' } },
      vingt: {},
    }
    const start = () => Reflect.apply(reportHandler, undefined, [guard, { statements }])
    expect(start).toThrow(
      expect.objectContaining({
        code: 'ERR_CONFIG_INVALID',
        faults: expect.arrayContaining(
          [
            'reportHandler.statements.2026',
            'reportHandler.statements.2026.unpublished[0].legalGround',
            'reportHandler.statements.2026.engagements.3',
            'reportHandler.statements.vingt',
          ].map((path) => expect.objectContaining({ path })),
        ),
      }),
    )
  })
})

function declared() {
  const { impact, action, purpose, audience } = housing.uses.summary.record
  return {
    impact: 'information',
    action,
    purpose,
    audience,
    oversight: { role: 'instructeur', mode: 'on-request', undoMinutes: 10 },
  } as const satisfies { readonly impact: typeof impact } & Record<string, unknown>
}
