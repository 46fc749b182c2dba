import { join } from 'node:path'
import { ConfigInvalidError, generateSigningKey, isGuardError, storedReviewers } from 'garde-fou'
import { type OidcSignInOptions, oidcSignIn } from 'garde-fou/oidc'
import { createHandler } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import * as client from 'openid-client'
import { describe, expect, test } from 'vitest'
import { openGuard, temporaryFolder } from '../../support/guard.js'
import { housing } from '../../support/housing.js'
import { startProvider, walker } from '../../support/identity-provider.js'
import { formFields, ORIGIN, type TestBrowser, testBrowser, textOf } from '../console.js'

const MINUTE = 60_000
const secret = new Uint8Array(32).fill(7)
const TRAINING = [{ id: 'ia-habitat', validUntil: '2027-06-30' }]

/** The rule of this test's city: groups become roles. */
const person: OidcSignInOptions['person'] = ({ sub, name, groups }) => {
  const known = Array.isArray(groups) ? groups : []
  const roles = ['instructeur', 'supervisor', 'administrator'].filter((role) => known.includes(role))
  return known.length === 0 ? undefined : { id: sub, name: String(name), roles, training: TRAINING }
}

async function open(more: Partial<OidcSignInOptions> = {}, provided: { idTokenSeconds?: number } = {}) {
  const store = sqliteStore(join(temporaryFolder(), 'guard.db'))
  const signingKey = generateSigningKey('test.example')
  const reviewers = storedReviewers({ store, signingKey })
  const { guard, clock } = await openGuard({ store, signingKey, reviewers })
  const provider = await startProvider({
    redirectUris: [`${ORIGIN}/connexion/retour`],
    afterSignOut: [`${ORIGIN}/connexion?fin`],
    ...provided,
  })
  provider.accounts.set('alice', { name: 'A. Martin', groups: ['instructeur'] })
  provider.accounts.set('bruno', { name: 'B. Petit', groups: ['instructeur'] })
  provider.accounts.set('zoe', { name: 'Z. Autre', groups: [] })
  provider.current = 'alice'
  const failures: string[] = []
  const signIn = oidcSignIn({
    client,
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    publicUrl: ORIGIN,
    reviewers,
    person,
    secret,
    clock,
    onError: (error, { reference }) =>
      void failures.push(`${error.reason} ${error.detail} ${reference.length}`),
    ...more,
  })
  const handler = signIn.around(
    createHandler(guard, {
      authenticate: signIn.authenticate,
      endedSession: signIn.endedSession,
      signInPath: signIn.signInPath,
      signOutPath: signIn.paths.signOut,
      secret,
      clock,
    }),
  )
  const browser = () => testBrowser(handler, undefined)
  return { signIn, handler, clock, guard, provider, reviewers, failures, browser }
}

const isBack = (url: URL): boolean => url.origin === ORIGIN

/** From a page of the console to the provider and back, up to where the console sends the browser then. */
async function signInWith(browser: TestBrowser, path = '/revue', way = walker()) {
  const to = (await browser.get(path)).location ?? ''
  const start = await browser.get(to)
  const back = await way.follow(start.location ?? '', isBack)
  return { start, back, way, answer: await browser.get(`${back.pathname}${back.search}`) }
}

describe('Signing in by OpenID Connect', () => {
  test('leads from a page to the provider and back to that page, with code, PKCE, state and nonce', async () => {
    const { browser, guard } = await open()
    const alice = browser()
    expect(await alice.get('/revue?etat=ouverts')).toMatchObject({
      status: 303,
      location: '/connexion?retour=%2Frevue%3Fetat%3Douverts',
    })
    const { start, back, answer } = await signInWith(alice, '/revue?etat=ouverts')
    const asked = new URL(start.location ?? '').searchParams
    expect(asked.get('response_type')).toBe('code')
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('state')).toMatch(/^[\w-]{40,}$/)
    expect(asked.get('nonce')).toMatch(/^[\w-]{40,}$/)
    expect(start.headers.getSetCookie()[0]).toMatch(
      /^__Host-garde-fou-oidc=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(start.headers.getSetCookie()[0]).not.toContain(asked.get('state'))
    expect(back.pathname).toBe('/connexion/retour')
    expect(answer).toMatchObject({ status: 303, location: '/revue?etat=ouverts' })
    expect(answer.headers.getSetCookie().some((cookie) => /^__Host-garde-fou-session=/.test(cookie))).toBe(
      true,
    )
    expect(textOf((await alice.get('/revue')).html)).toContain('A. Martin')
    expect(await guard.reviewers.find('alice')).toEqual({
      id: 'alice',
      name: 'A. Martin',
      roles: ['instructeur'],
      training: TRAINING,
    })
  })

  test('takes neither another state, nor another nonce, nor an answer that nobody asked for', async () => {
    const { browser, failures, provider } = await open()
    const alice = browser()
    const start = await alice.get('/connexion')
    const back = await walker().follow(start.location ?? '', isBack)
    const wrongState = new URL(back)
    wrongState.searchParams.set('state', 'x'.repeat(43))
    const refused = await alice.get(`${wrongState.pathname}${wrongState.search}`)
    expect(refused.status).toBe(400)
    expect(textOf(refused.html)).toContain('Recommencez')
    // Another nonce: the answer to one request with the cookie of another, under the same state.
    const first = await alice.get('/connexion')
    const swapped = new URL(first.location ?? '')
    swapped.searchParams.set('nonce', 'n'.repeat(43))
    const wrongNonce = await walker().follow(swapped.href, isBack)
    expect((await alice.get(`${wrongNonce.pathname}${wrongNonce.search}`)).status).toBe(400)
    // Another browser, which asked for nothing (login CSRF).
    const third = await alice.get('/connexion')
    const stolen = await walker().follow(third.location ?? '', isBack)
    expect((await browser().get(`${stolen.pathname}${stolen.search}`)).status).toBe(400)
    // Another issuer named in the answer (mix-up).
    const fourth = await alice.get('/connexion')
    const mixed = await walker().follow(fourth.location ?? '', isBack)
    mixed.searchParams.set('iss', 'https://mal.example')
    expect((await alice.get(`${mixed.pathname}${mixed.search}`)).status).toBe(400)
    expect((await alice.get('/revue')).status).toBe(303)
    expect(failures).toHaveLength(4)
    expect(failures.join(' ')).not.toContain(provider.clientSecret)
  })

  test('uses a code once: the same answer a second time signs nobody in', async () => {
    const { browser } = await open()
    const alice = browser()
    const { back, answer, start } = await signInWith(alice)
    expect(answer.status).toBe(303)
    const replayed = browser()
    // Even somebody who has the flow's cookie too.
    const cookie = start.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const again = await replayed.get(`${back.pathname}${back.search}`, { cookie })
    expect(again.status).toBe(400)
    expect(again.headers.getSetCookie().some((set) => /session=/.test(set))).toBe(false)
    expect((await alice.get('/revue')).status).toBe(200)
  })

  test('an altered or old flow cookie is as good as none', async () => {
    const { browser, clock } = await open()
    const alice = browser()
    const start = await alice.get('/connexion')
    const back = await walker().follow(start.location ?? '', isBack)
    const cookie = start.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const path = `${back.pathname}${back.search}`
    for (const wrong of [`${cookie}A`, `${cookie.slice(0, -6)}AAAAAA`, '__Host-garde-fou-oidc=x', ''])
      expect((await browser().get(path, { cookie: wrong })).status).toBe(400)
    clock.advance(10 * MINUTE)
    expect((await browser().get(path, { cookie })).status).toBe(400)
  })

  test('says no to who said no, and to who has no business here', async () => {
    const { browser, provider, failures } = await open()
    provider.current = undefined
    const denied = await signInWith(browser())
    expect(denied.answer.status).toBe(403)
    provider.current = 'zoe'
    const stranger = browser()
    const none = await signInWith(stranger)
    expect(none.answer.status).toBe(403)
    expect(textOf(none.answer.html)).toContain('n’a pas accès à cette console')
    expect((await stranger.get('/revue')).status).toBe(303)
    expect(failures.map((text) => text.split(' ')[0])).toEqual(['denied', 'no-access'])
  })

  test('a city’s rule that fails, or names nobody that can be, signs nobody in', async () => {
    for (const broken of [
      () => {
        throw new Error('MARQUE-SECRETE')
      },
      () => ({ id: 'a b', name: '', roles: [], training: [] }),
    ]) {
      const { browser, failures } = await open({ person: broken })
      const { answer } = await signInWith(browser())
      expect(answer.status).toBe(500)
      expect(answer.html).not.toContain('MARQUE')
      expect(failures[0]).toMatch(/^no-person/)
    }
  })

  test('a provider that is down is a page that says so, with nothing lost and a way to try again', async () => {
    const { browser, provider, failures } = await open()
    const early = browser()
    const start = await early.get('/connexion')
    const back = await walker().follow(start.location ?? '', isBack)
    await provider.stop()
    const between = await early.get(`${back.pathname}${back.search}`)
    expect(between.status).toBe(503)
    expect(textOf(between.html)).toContain('Le service d’identité ne répond pas. Rien n’a été perdu')
    expect(failures[0]).toMatch(/^unreachable/)
    const { browser: never } = await open({ issuer: 'http://127.0.0.1:9' })
    const down = await never().get('/connexion?retour=%2Frevue%2Fabc')
    expect(down.status).toBe(503)
    expect(down.html).toContain('href="/connexion?retour=%2Frevue%2Fabc"')
  })

  test('comes back after sign-in to paths of this console only', async () => {
    const { browser } = await open()
    for (const back of [
      'https://mal.example/',
      '//mal.example/',
      '/\\mal.example',
      '\\\\mal.example',
      '/revue/../../..//mal.example',
      '/%09/mal.example',
      '/\t/mal.example',
      'javascript:alert(1)',
      '/revue\r\nset-cookie: x=y',
      '',
    ]) {
      const alice = browser()
      const start = await alice.get(`/connexion?${new URLSearchParams({ retour: back })}`)
      const arrived = await walker().follow(start.location ?? '', isBack)
      const { status, location = '' } = await alice.get(`${arrived.pathname}${arrived.search}`)
      expect(status).toBe(303)
      const target = new URL(location, ORIGIN)
      expect([back, target.origin]).toEqual([back, ORIGIN])
      expect(location).toMatch(/^\/(?![/\\])/)
    }
  })

  test('forgives clocks that are a little apart, and no more', async () => {
    /** `openid-client` on a machine whose clock is ahead. */
    const ahead = (seconds: number): typeof client => ({
      ...client,
      discovery: (server, id, metadata, ...rest) =>
        client.discovery(
          server,
          id,
          { ...(typeof metadata === 'object' ? metadata : {}), [client.clockSkew]: seconds },
          ...rest,
        ),
    })
    const signedIn = async (seconds: number, clockToleranceSeconds: number) => {
      // Tokens are good for ten seconds, by the provider's clock.
      const { browser } = await open(
        { client: ahead(seconds), clockToleranceSeconds },
        { idTokenSeconds: 10 },
      )
      return (await signInWith(browser())).answer.status
    }
    expect(await signedIn(25, 30)).toBe(303)
    expect(await signedIn(-25, 30)).toBe(303)
    expect(await signedIn(25, 0)).toBe(400)
  })

  test('refuses a configuration that cannot be safe, with every fault', () => {
    const wrong: unknown = {
      client: {},
      issuer: 'http://connexion.ville.example',
      clientId: '',
      publicUrl: 'ftp://x',
      basePath: '/ia/',
      reviewers: { find: async () => undefined },
      secret,
    }
    expect.assertions(2)
    try {
      Reflect.apply(oidcSignIn, undefined, [wrong])
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigInvalidError)
      if (isGuardError(error) && error.code === 'ERR_CONFIG_INVALID')
        expect(error.faults.map(({ path }) => path)).toEqual([
          'oidcSignIn.client',
          'oidcSignIn.clientId',
          'oidcSignIn.person',
          'oidcSignIn.reviewers',
          'oidcSignIn.issuer',
          'oidcSignIn.publicUrl',
          'oidcSignIn.basePath',
        ])
    }
  })
})

describe('A session that began at the provider', () => {
  test('gives back what was typed to the same person after signing in again, and to nobody else', async () => {
    const { browser, clock, guard, provider } = await open()
    const held = await guard.propose(housing.uses.draft, { input: 'Demande', subject: 'AL-1' }, () => ({
      proposal: 'favourable',
      amount: 450,
      letter: 'Accordé.',
    }))
    const alice = browser()
    await signInWith(alice)
    await alice.get(`/revue/${held.id}/examiner`)
    const path = `/revue/${held.id}/avis`
    const fields = formFields((await alice.get(`/revue/${held.id}`)).html, path)
    clock.advance(70 * MINUTE)
    const late = await alice.post(path, { ...fields, avis: 'favourable', note: 'MON-AVIS' })
    const way = '0; url=/connexion?retour=%2Frevue%2Freprise'
    expect([late.status, late.headers.get('refresh')]).toEqual([401, way])
    // Somebody else signs in at the same screen.
    provider.current = 'bruno'
    const other = await signInWith(alice, '/revue/reprise')
    expect(other.answer.location).toBe('/revue/reprise')
    expect(await alice.get('/revue/reprise')).toMatchObject({ status: 303, location: '/revue' })
    await alice.submit('/revue', '/deconnexion')
    provider.current = 'alice'
    await signInWith(alice, '/revue/reprise')
    const resumed = await alice.get('/revue/reprise')
    expect(formFields(resumed.html, path)).toMatchObject({ avis: 'favourable', note: 'MON-AVIS' })
  })

  test('loses a role that was taken away at the next sign-in, and counts as another session', async () => {
    const { browser, provider, guard } = await open()
    const held = await guard.propose(housing.uses.draft, { input: 'Demande', subject: 'AL-1' }, () => ({
      proposal: 'favourable',
      amount: 450,
      letter: 'Accordé.',
    }))
    const alice = browser()
    await signInWith(alice)
    expect((await alice.get(`/revue/${held.id}`)).status).toBe(200)
    provider.accounts.set('alice', { name: 'A. Martin', groups: ['autre-service'] })
    const elsewhere = browser()
    await signInWith(elsewhere)
    // Both at once: what the person may do is looked up, not carried by the session.
    expect((await elsewhere.get(`/revue/${held.id}`)).status).toBe(404)
    expect((await alice.get(`/revue/${held.id}`)).status).toBe(404)
    provider.accounts.set('alice', { name: 'A. Martin', groups: [] })
    expect((await signInWith(browser())).answer.status).toBe(403)
  })

  test('ends when its person is turned away at a later sign-in, wherever its cookie was copied to', async () => {
    const { browser, provider, handler } = await open()
    const alice = browser()
    const { answer } = await signInWith(alice)
    const session = answer.headers.getSetCookie().find((cookie) => cookie.includes('-session=')) ?? ''
    expect((await alice.get('/revue')).status).toBe(200)
    provider.accounts.set('alice', { name: 'A. Martin', groups: [] })
    const start = await alice.get('/connexion')
    const back = await walker().follow(start.location ?? '', isBack)
    expect((await alice.get(`${back.pathname}${back.search}`)).status).toBe(403)
    expect((await alice.get('/revue')).status).toBe(303)
    const copied = await handler.fetch(
      new Request(`${ORIGIN}/revue`, { headers: { cookie: session.split(';')[0] ?? '' } }),
    )
    expect(copied.status).toBe(303)
  })

  test('ends here and at the provider, and leads back to a page that says so', async () => {
    const { browser, handler } = await open()
    const alice = browser()
    const { way, answer } = await signInWith(alice)
    const session = answer.headers.getSetCookie().find((cookie) => cookie.includes('-session=')) ?? ''
    const out = await alice.submit('/revue', '/deconnexion')
    expect(out.status).toBe(200)
    const there = /^0; url=(.+)$/.exec(out.headers.get('refresh') ?? '')?.[1] ?? ''
    const url = new URL(there)
    expect(url.pathname).toBe('/session/end')
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${ORIGIN}/connexion?fin`)
    expect(url.searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    expect(out.html).toContain(`href="${there.replaceAll('&', '&amp;')}"`)
    const jar = way.cookies.get(url.origin)
    const asks = await fetch(url, {
      headers: { cookie: [...(jar ?? [])].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    expect(await asks.text()).toContain('op.logoutForm')
    expect(textOf((await alice.get('/connexion?fin')).html)).toContain('Vous êtes déconnecté.')
    expect((await alice.get('/revue')).status).toBe(303)
    const kept = await handler.fetch(
      new Request(`${ORIGIN}/revue`, { headers: { cookie: session.split(';')[0] ?? '' } }),
    )
    expect(kept.status).toBe(303)
  })

  test('ends here even when the provider is down, and is not ended from another site', async () => {
    const { browser, provider } = await open()
    const alice = browser()
    await signInWith(alice)
    await alice.post('/deconnexion', {}, { 'sec-fetch-site': 'cross-site' })
    expect((await alice.get('/revue')).status).toBe(200)
    await provider.stop()
    const out = await alice.submit('/revue', '/deconnexion')
    expect([200, 303]).toContain(out.status)
    expect((await alice.get('/revue')).status).toBe(303)
  })
})
