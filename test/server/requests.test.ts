import { ConfigInvalidError, StoreBusyError } from 'garde-fou'
import { type RequestHandlerOptions, requestHandler } from 'garde-fou/server'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { newReference } from '../../src/review/reference.js'
import { openGuard } from '../support/guard.js'
import { ORIGIN, testBrowser } from './console.js'

const DEMANDE = '/registre/aide-logement/demande'
const AVIS = '/registre/aide-logement/avis'
const ACTION = `${DEMANDE}?langue=fr`
const filled = {
  nom: 'Zoé <b>Durand</b>',
  courriel: 'zoe@example.org',
  texte: 'Pourquoi ? <script>alert(1)</script>',
}
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

async function open(options: RequestHandlerOptions = {}) {
  const { guard, clock } = await openGuard()
  const errors: unknown[] = []
  const handler = requestHandler(guard, { clock, onError: (error) => errors.push(error), ...options })
  return { guard, clock, errors, handler, browser: testBrowser(handler, undefined) }
}

describe('Whoever wants to know how an AI contributed', () => {
  test('reads by when an answer comes, sends the form, and keeps a number', async () => {
    const { browser, guard } = await open()
    const form = await browser.get(DEMANDE)
    expect(form.status).toBe(200)
    expect(form.html).toContain('jeudi 24 décembre 2026')
    expect(form.headers.getSetCookie()).toEqual([])
    await isValid(form.html)
    const receipt = await browser.submit(DEMANDE, ACTION.replace('&', '&amp;'), filled)
    expect(receipt.status).toBe(200)
    expect(receipt.headers.get('cache-control')).toBe('no-store')
    expect(receipt.html).toMatch(/(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}/)
    expect(receipt.html).toContain('jeudi 24 décembre 2026')
    expect(receipt.html).toContain('www.cada.fr')
    expect(receipt.html).not.toContain('Zoé')
    await isValid(receipt.html)
    const [listed] = await guard.requests.list('alice')
    const detail = await guard.requests.get(listed?.id ?? '', 'alice')
    expect(detail?.input).toEqual({
      kind: 'explanation',
      wish: 'understand',
      name: filled.nom,
      email: filled.courriel,
      text: filled.texte,
      lang: 'fr',
    })
  })

  test('is told everything that is wrong at once, with a link to each field, and keeps what was typed', async () => {
    const { browser, guard } = await open()
    const answer = await browser.submit(DEMANDE, ACTION, {
      reference: '"><img src=x>',
      adresse: 'a'.repeat(501),
    })
    expect(answer.status).toBe(422)
    for (const id of ['nom', 'adresse', 'reference', 'texte']) expect(answer.html).toContain(`href="#${id}"`)
    expect(answer.html).toContain('4 erreurs à corriger')
    expect(answer.html).toContain('<title>Erreur')
    expect(answer.html).not.toContain('<img')
    expect(answer.html).toContain('&quot;&gt;&lt;img src=x&gt;')
    await isValid(answer.html)
    const bad = await browser.submit(DEMANDE, ACTION, { ...filled, courriel: 'a@b\nBcc: c@d.fr' })
    expect(bad.html).toContain('href="#courriel"')
    expect(await guard.requests.list('alice')).toEqual([])
  })

  test('says what they want and how to be answered; what that takes is asked for', async () => {
    const { browser, guard } = await open()
    const { courriel: _, ...rest } = filled
    for (const [reponse, id] of [
      ['email', 'courriel'],
      ['post', 'adresse'],
      ['phone', 'telephone'],
    ] as const) {
      const answer = await browser.submit(DEMANDE, ACTION, { ...rest, reponse })
      expect(answer.status).toBe(422)
      expect(answer.html).toContain(`href="#${id}"`)
      expect(answer.html).toContain(`value="${reponse}" checked`)
      await isValid(answer.html)
    }
    const bad = await browser.submit(DEMANDE, ACTION, { ...rest, reponse: 'phone', telephone: 'appelez-moi' })
    expect(bad.html).toContain('href="#telephone"')
    expect(await guard.requests.list('alice')).toEqual([])
    const wanted = { ...rest, souhait: 'error', reponse: 'phone', telephone: '05 00 00 00 00' }
    expect((await browser.submit(DEMANDE, ACTION, wanted)).status).toBe(200)
    const atDesk = { ...rest, souhait: '__proto__', reponse: 'desk' }
    expect((await browser.submit(DEMANDE, ACTION, atDesk)).status).toBe(200)
    const details = await Promise.all(
      (await guard.requests.list('alice')).map(({ id }) => guard.requests.get(id, 'alice')),
    )
    expect(new Set(details.map((detail) => detail?.input))).toEqual(
      new Set([
        {
          kind: 'explanation',
          wish: 'error',
          channel: 'phone',
          phone: '05 00 00 00 00',
          name: filled.nom,
          text: filled.texte,
          lang: 'fr',
        },
        {
          kind: 'explanation',
          wish: 'understand',
          channel: 'desk',
          name: filled.nom,
          text: filled.texte,
          lang: 'fr',
        },
      ]),
    )
  })

  test('may write in English, with the reference of a letter and a postal address only', async () => {
    const { browser, guard } = await open()
    const reference = newReference()
    const { courriel: _, ...rest } = filled
    const receipt = await browser.submit(`${DEMANDE}?langue=en`, `${DEMANDE}?langue=en`, {
      ...rest,
      adresse: '1 rue Haute\n33000 Bordeaux',
      reference: reference.toLowerCase(),
    })
    expect(receipt.html).toContain('<html lang="en">')
    expect(receipt.html).toContain('Thursday 24 December 2026')
    const [listed] = await guard.requests.list('alice')
    expect((await guard.requests.get(listed?.id ?? '', 'alice'))?.input).toMatchObject({ lang: 'en' })
  })

  test('who sends the same form twice has one request', async () => {
    const { browser, guard } = await open()
    const { html } = await browser.get(DEMANDE)
    const jeton = /name="jeton" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const first = await browser.post(ACTION, { ...filled, jeton })
    const second = await browser.post(ACTION, { ...filled, jeton })
    expect(second.html).toBe(first.html)
    expect(await guard.requests.list('alice')).toHaveLength(1)
  })

  test('a form from another site, one never drawn, one of another page or an old one is not taken', async () => {
    const { browser, guard, clock } = await open()
    const { html } = await browser.get(DEMANDE)
    const jeton = /name="jeton" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const foreign = await browser.post(ACTION, { ...filled, jeton }, { 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
    expect(foreign.html).not.toContain('Zoé')
    for (const forged of ['', 'a.b.c', `${jeton}x`, jeton.replace(/^./, 'z')])
      expect((await browser.post(ACTION, { ...filled, jeton: forged })).status).toBe(403)
    expect((await browser.post(`${AVIS}?langue=fr`, { texte: 'Bien', jeton })).status).toBe(403)
    clock.advance(86_400_001)
    const old = await browser.post(ACTION, { ...filled, jeton })
    expect(old.status).toBe(403)
    expect(old.html).toContain('zoe@example.org')
    expect(await guard.requests.list('alice')).toEqual([])
    const again = /name="jeton" value="([^"]+)"/.exec(old.html)?.[1] ?? ''
    expect((await browser.post(ACTION, { ...filled, jeton: again })).status).toBe(200)
  })

  test('too many, too large or of another type is refused before anything is read', async () => {
    const { handler, guard } = await open({ limits: { client: { times: 3, seconds: 600 } } })
    const post = async (body: string, type: string) =>
      (
        await handler.fetch(
          new Request(`${ORIGIN}${DEMANDE}`, { method: 'POST', body, headers: { 'content-type': type } }),
          { address: '192.0.2.1' },
        )
      ).status
    expect(await post('a'.repeat(100_001), 'application/x-www-form-urlencoded')).toBe(413)
    expect(await post('{}', 'application/json')).toBe(415)
    expect(await post('%ff%00=%c0', 'application/x-www-form-urlencoded')).toBe(403)
    expect(await post('', 'application/x-www-form-urlencoded')).toBe(429)
    expect(await guard.requests.list('alice')).toEqual([])
  })

  test('is told when the store does not answer, without what was written', async () => {
    const { guard, clock } = await openGuard()
    const errors: unknown[] = []
    const requests = { ...guard.requests, receive: () => Promise.reject(new StoreBusyError('occupied')) }
    const handler = requestHandler({ ...guard, requests }, { clock, onError: (error) => errors.push(error) })
    const answer = await testBrowser(handler, undefined).submit(DEMANDE, ACTION, filled)
    expect(answer.status).toBe(503)
    expect(answer.html).toContain('n’est pas enregistré')
    expect(errors).toHaveLength(1)
    await isValid(answer.html)
  })

  test('may say what they think without a name', async () => {
    const { browser, guard } = await open()
    const page = await browser.get(AVIS)
    await isValid(page.html)
    expect(page.html).not.toContain('name="nom"')
    expect((await browser.submit(AVIS, `${AVIS}?langue=fr`)).status).toBe(422)
    const thanks = await browser.submit(AVIS, `${AVIS}?langue=fr`, { texte: 'Utile.' })
    expect(thanks.html).toContain('Avis reçu')
    await isValid(thanks.html)
    expect(await guard.requests.list('alice')).toMatchObject([{ kind: 'feedback' }])
  })

  test('finds no form for a system that does not exist, and nothing below', async () => {
    const { browser, handler } = await open()
    for (const path of [
      '/registre/inconnu/demande',
      '/registre/%2e%2e/demande',
      `${DEMANDE}/x`,
      '/registre/constructor/avis',
    ])
      expect((await browser.get(path)).status).toBe(404)
    expect((await handler.fetch(new Request(`${ORIGIN}${DEMANDE}`, { method: 'DELETE' }))).status).toBe(405)
  })
})

test('options that cannot work are refused', async () => {
  const { guard } = await openGuard()
  for (const options of [
    { basePath: 'ia' },
    { homeUrl: 'javascript:alert(1)' },
    { secret: new Uint8Array(8) },
  ])
    expect(() => requestHandler(guard, options)).toThrow(ConfigInvalidError)
})
