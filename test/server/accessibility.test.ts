import { ConfigInvalidError } from 'garde-fou'
import {
  type AccessibilityDeclaration,
  accessibilityMention,
  createHandler,
  type Handler,
  oneTimeSignIn,
  registerHandler,
  reportHandler,
  requestHandler,
  verificationHandler,
} from 'garde-fou/server'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { openGuard, people } from '../support/guard.js'
import { ORIGIN, textOf } from './console.js'

const secret = new Uint8Array(32).fill(7)
const declared: AccessibilityDeclaration = {
  conformance: 'partial',
  declaredOn: '2026-10-01',
  contact: { email: 'accessibilite@ville.example' },
  audit: { on: '2026-09-01', by: 'Cabinet <b>Audit</b>', rate: 72.5 },
  notAccessible: ['Le graphique <script>alert(1)</script> de la page 3.'],
}
const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'long-title': 'off', 'doctype-style': 'off', 'no-trailing-whitespace': 'off' },
})

async function open(accessibility?: AccessibilityDeclaration, at?: string) {
  const { guard, clock } = await openGuard()
  if (at !== undefined) clock.set(new Date(at))
  const shared = { clock, ...(accessibility === undefined ? {} : { accessibility }) }
  const reviewers = { find: async (id: string) => people.find((person) => person.id === id) }
  const signIn = oneTimeSignIn({ reviewers, secret, ...shared })
  const handlers = {
    console: signIn.around(createHandler(guard, { authenticate: async () => undefined, secret, ...shared })),
    signedIn: createHandler(guard, { authenticate: async () => 'alice', secret, ...shared }),
    register: registerHandler(guard, shared),
    report: reportHandler(guard, shared),
    requests: requestHandler(guard, shared),
    verification: verificationHandler(guard, shared),
  }
  const get = async (handler: Handler, path: string): Promise<string> =>
    (await handler.fetch(new Request(new URL(path, ORIGIN)))).text()
  return { guard, handlers, get }
}

const PAGES = [
  ['console', '/connexion', '/revue/accessibilite'],
  ['console', '/revue', '/revue/accessibilite'],
  ['signedIn', '/revue', '/revue/accessibilite'],
  ['signedIn', '/revue/aide', '/revue/accessibilite'],
  ['signedIn', '/revue/inconnu', '/revue/accessibilite'],
  ['register', '/registre', '/registre/accessibilite'],
  ['register', '/registre/aide-logement?langue=en', '/registre/accessibilite?langue=en'],
  ['register', '/registre/inconnu', '/registre/accessibilite'],
  ['report', '/registre/rapport/2026', '/registre/accessibilite?langue=fr'],
  ['requests', '/registre/aide-logement/demande', '/registre/accessibilite?langue=fr'],
  ['requests', '/registre/aide-logement/avis?langue=en', '/registre/accessibilite?langue=en'],
  ['verification', '/verifier', '/verifier/accessibilite?langue=fr'],
] as const

describe('What pages say of their accessibility', () => {
  test.each(PAGES)(
    'is in the footer of %s %s, and leads to the statement; undeclared it is « non conforme »',
    async (face, path, statement) => {
      const { handlers, get } = await open()
      const footer = (await get(handlers[face], path)).split('<footer')[1] ?? ''
      expect(footer).toContain(`href="${statement}"`)
      expect(textOf(footer)).toMatch(/Accessibilité : non conforme|Accessibility: not conforming/)
      const about = face === 'report' || face === 'requests' ? handlers.register : handlers[face]
      const page = await get(about, statement)
      expect(textOf(page)).toMatch(/n’a rien déclaré pour ces pages|has declared nothing about these pages/)
      expect(page).toContain('https://formulaire.defenseurdesdroits.fr/')
      expect((await validator.validateString(page)).results).toEqual([])
    },
  )

  test('is what the city declares: state, audit, what is not accessible, day, contact, appeal', async () => {
    const { handlers, get } = await open(declared)
    for (const [face, path] of [
      ['console', '/revue/accessibilite'],
      ['register', '/registre/accessibilite'],
      ['verification', '/verifier/accessibilite'],
    ] as const) {
      const html = await get(handlers[face], path)
      const text = textOf(html)
      expect(text).toContain('Accessibilité : partiellement conforme')
      expect(text).toContain('Audit du mardi 1er septembre 2026 par Cabinet <b>Audit</b> : 72,5 %')
      expect(text).toContain('Le graphique <script>alert(1)</script> de la page 3.')
      expect(html).not.toContain('<script>alert')
      expect(text).toContain('Déclaration établie le jeudi 1er octobre 2026.')
      expect(html).toContain('href="mailto:accessibilite@ville.example"')
      expect(text).toContain('Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07')
      expect((await validator.validateString(html)).results).toEqual([])
    }
  })

  test('holds for three years, and is « non conforme » from the day after', async () => {
    const last = await open(declared, '2029-10-01T12:00:00.000Z')
    expect(textOf(await last.get(last.handlers.register, '/registre'))).toContain('partiellement conforme')
    const after = await open(declared, '2029-10-02T12:00:00.000Z')
    for (const [face, path] of [
      ['register', '/registre'],
      ['signedIn', '/revue'],
      ['report', '/registre/rapport'],
      ['verification', '/verifier'],
    ] as const)
      expect(textOf(await after.get(after.handlers[face], path))).not.toContain('partiellement conforme')
    expect(textOf(await after.get(after.handlers.register, '/registre/accessibilite'))).toContain(
      'a plus de trois ans et ne vaut plus',
    )
  })

  test('leads to the page of the city where it has one', async () => {
    const { handlers, get } = await open({ conformance: 'total', url: 'https://ville.example/accessibilite' })
    for (const [face, path] of [
      ['signedIn', '/revue'],
      ['register', '/registre'],
      ['requests', '/registre/aide-logement/demande'],
      ['verification', '/verifier'],
    ] as const) {
      const html = await get(handlers[face], path)
      expect(html).toContain('href="https://ville.example/accessibilite"')
      expect(textOf(html)).toContain('Accessibilité : totalement conforme')
    }
  })

  test('is refused by every face when nobody measured what it claims', async () => {
    const { guard } = await open()
    const accessibility: AccessibilityDeclaration = {
      conformance: 'total',
      declaredOn: '2026-10-01',
      contact: { email: 'accessibilite@ville.example' },
    }
    for (const make of [
      () => createHandler(guard, { authenticate: async () => undefined, accessibility }),
      () => registerHandler(guard, { accessibility }),
      () => reportHandler(guard, { accessibility }),
      () => requestHandler(guard, { accessibility }),
      () => verificationHandler(guard, { accessibility }),
    ])
      expect(make).toThrow(ConfigInvalidError)
  })
})

test('A city’s own page says the same as the console, from the same declaration, until that declaration is too old', async () => {
  const now = new Date('2026-11-24T09:00:00.000Z')
  const { handlers, get } = await open(declared)
  const { text, url } = accessibilityMention(declared, { page: '/registre/accessibilite', now })
  expect(url).toBe('/registre/accessibilite')
  expect(textOf(await get(handlers.register, '/registre'))).toContain(text.replaceAll('\u00A0', ' '))
  const old = accessibilityMention(declared, { page: '/a', now: new Date('2029-10-03T09:00:00.000Z') })
  expect(old.text).toContain('non conforme')
  expect(accessibilityMention(undefined, { page: '/a', lang: 'en' }).text).toContain('not conforming')
  const elsewhere = { conformance: 'total', url: 'https://ville.example/a11y' } as const
  expect(accessibilityMention(elsewhere, { page: '/a' }).url).toBe('https://ville.example/a11y')
})
