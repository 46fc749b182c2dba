import { createHandler, oneTimeSignIn, serve } from 'garde-fou/server'
import { fixedClock } from 'garde-fou/testing'
import { describe, expect, test } from 'vitest'
import { openGuard, people } from '../support/guard.js'
import { housing } from '../support/housing.js'
import { formFields, ORIGIN, testBrowser, textOf } from './console.js'

const secret = new Uint8Array(32).fill(7)
const reviewers = { find: async (id: string) => people.find((person) => person.id === id) }
const MINUTE = 60_000

async function open(more: Partial<Parameters<typeof oneTimeSignIn>[0]> = {}) {
  const { guard, clock } = await openGuard()
  const signIn = oneTimeSignIn({ reviewers, secret, clock, ...more })
  const handler = signIn.around(
    createHandler(guard, {
      authenticate: signIn.authenticate,
      endedSession: signIn.endedSession,
      signInPath: signIn.paths.signIn,
      signOutPath: signIn.paths.signOut,
      secret,
      clock,
    }),
  )
  const browser = () => testBrowser(handler, undefined)
  const linkOf = async (id = 'alice') => (await signIn.issueLink(id)).split('lien=')[1] ?? ''
  return { signIn, handler, clock, browser, linkOf, guard }
}

describe('Signing in by a one-time link', () => {
  test('looking at a link does not use it up; pressing its button does, once', async () => {
    const { signIn, browser } = await open()
    const path = await signIn.issueLink('alice')
    const alice = browser()
    await alice.get(path)
    await alice.get(path)
    const used = await alice.submit(path, '/connexion')
    expect(used).toMatchObject({ status: 303, location: '/revue/reprise' })
    expect((await alice.get('/revue/reprise')).location).toBe('/revue')
    expect((await alice.get('/revue')).html).toContain('A. Martin')
    expect((await browser().submit(path, '/connexion')).status).toBe(400)
  })

  test('the cookie is for this site’s pages alone, and secure over https', async () => {
    const { browser, linkOf, handler } = await open()
    const used = await browser().post('/connexion', { lien: await linkOf() })
    const [cookie = ''] = used.headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-garde-fou-session=[\w.-]+;/)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).toMatch(/Secure/)
    const plain = await handler.fetch(
      new Request('http://127.0.0.1/connexion', {
        method: 'POST',
        body: new URLSearchParams({ lien: await linkOf() }),
      }),
    )
    expect(plain.status).toBe(303)
    expect(plain.headers.getSetCookie()[0]).not.toMatch(/Secure/)
  })

  test('a link ends after a quarter of an hour, and is not taken from another site', async () => {
    const { browser, linkOf, clock } = await open()
    const link = await linkOf()
    expect(
      (await browser().post('/connexion', { lien: link }, { 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(400)
    clock.advance(15 * MINUTE)
    expect((await browser().post('/connexion', { lien: link })).status).toBe(400)
    expect((await browser().post('/connexion', { lien: 'deviné' })).status).toBe(400)
  })

  test('sessions renew while they are used, end when idle, and end in any case', async () => {
    const { browser, linkOf, clock } = await open({ idleMinutes: 60, maxMinutes: 240 })
    const alice = browser()
    await alice.post('/connexion', { lien: await linkOf() })
    for (let hours = 0; hours < 7; hours += 1) {
      clock.advance(30 * MINUTE)
      expect((await alice.get('/revue')).status).toBe(200)
    }
    clock.advance(40 * MINUTE)
    expect((await alice.get('/revue')).location).toBe('/connexion')
    const idle = browser()
    await idle.post('/connexion', { lien: await linkOf() })
    clock.advance(60 * MINUTE)
    expect((await idle.get('/revue')).location).toBe('/connexion')
  })

  test('signing out ends the session, also its earlier and renewed cookies', async () => {
    const { browser, linkOf, handler, clock } = await open()
    const alice = browser()
    const [first = ''] = (await alice.post('/connexion', { lien: await linkOf() })).headers.getSetCookie()
    clock.advance(30 * MINUTE)
    await alice.get('/revue')
    await alice.submit('/revue', '/deconnexion')
    expect((await alice.get('/revue')).location).toBe('/connexion')
    const kept = await handler.fetch(
      new Request(`${ORIGIN}/revue`, { headers: { cookie: first.split(';')[0] ?? '' } }),
    )
    expect(kept.status).toBe(303)
  })

  test('a forged, altered or foreign cookie is nobody’s', async () => {
    const { signIn, browser, linkOf } = await open()
    const used = await browser().post('/connexion', { lien: await linkOf() })
    const value = /garde-fou-session=([^;]+)/.exec(used.headers.getSetCookie()[0] ?? '')?.[1] ?? ''
    const [payload = '', signature = ''] = value.split('.')
    const session = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...session, reviewerId: 'denis' })).toString('base64url')
    const who = (cookie: string, by = signIn) =>
      by.authenticate(new Request(ORIGIN, { headers: { cookie: `__Host-garde-fou-session=${cookie}` } }))
    expect(await who(value)).toBe('alice')
    for (const wrong of [
      `${forged}.${signature}`,
      payload,
      `${payload}.`,
      `.${signature}`,
      `${value}.x`,
      '',
      '%00',
      'x'.repeat(8000),
    ])
      expect(await who(wrong)).toBeUndefined()
    const other = oneTimeSignIn({
      reviewers,
      secret: new Uint8Array(32).fill(8),
      clock: fixedClock('2026-11-24T09:00:00Z'),
    })
    expect(await who(value, other)).toBeUndefined()
  })

  test('over https a cookie without the host prefix is nobody’s, and over http one with it', async () => {
    const { signIn, browser, linkOf } = await open()
    const used = await browser().post('/connexion', { lien: await linkOf() })
    const value = /garde-fou-session=([^;]+)/.exec(used.headers.getSetCookie()[0] ?? '')?.[1] ?? ''
    const who = (url: string, name: string) =>
      signIn.authenticate(new Request(url, { headers: { cookie: `${name}=${value}` } }))
    expect(await who(ORIGIN, 'garde-fou-session')).toBeUndefined()
    expect(await who('http://127.0.0.1', '__Host-garde-fou-session')).toBeUndefined()
    expect(await who('http://127.0.0.1', 'garde-fou-session')).toBe('alice')
  })

  test('a session that was ended in one process is over in every other on the same store', async () => {
    const { guard, clock } = await openGuard()
    const at = () => {
      const signIn = oneTimeSignIn({ reviewers, secret, clock, store: guard.store })
      const handler = signIn.around(
        createHandler(guard, { ...signIn, signOutPath: '/deconnexion', secret, clock }),
      )
      return { signIn, alice: testBrowser(handler, undefined) }
    }
    const [one, other] = [at(), at()]
    const link = (await one.signIn.issueLink('alice')).split('lien=')[1] ?? ''
    const [cookie = ''] = (await one.alice.post('/connexion', { lien: link })).headers.getSetCookie()
    const asAlice = { cookie: cookie.split(';')[0] ?? '' }
    expect((await other.alice.get('/revue', asAlice)).status).toBe(200)
    await one.alice.submit('/revue', '/deconnexion')
    expect((await other.alice.get('/revue', asAlice)).status).toBe(401)
    // What is remembered goes when the session's time is over.
    clock.advance(13 * 60 * MINUTE)
    const next = (await one.signIn.issueLink('alice')).split('lien=')[1] ?? ''
    await one.alice.post('/connexion', { lien: next })
    await one.alice.submit('/revue', '/deconnexion')
    const row = await guard.store.getSetting('ended-sessions', 'alice')
    expect(Object.keys(JSON.parse(row?.body ?? '{}'))).toHaveLength(1)
  })

  test('a change of rights begins another session, and the one before counts no more', async () => {
    let roles = ['instructeur']
    const changing = {
      find: async (id: string) =>
        id === 'alice' ? { id, name: 'A. Martin', roles, training: [] } : undefined,
    }
    const { browser, linkOf, handler } = await open({ reviewers: changing })
    const alice = browser()
    const [before = ''] = (await alice.post('/connexion', { lien: await linkOf() })).headers.getSetCookie()
    expect((await alice.get('/revue')).headers.getSetCookie().some((c) => c.includes('session'))).toBe(false)
    roles = ['instructeur', 'supervisor']
    const [after = ''] = (await alice.get('/revue')).headers
      .getSetCookie()
      .filter((cookie) => cookie.includes('session'))
    expect(after).not.toBe('')
    expect((await alice.get('/revue')).status).toBe(200)
    const old = await handler.fetch(
      new Request(`${ORIGIN}/revue`, { headers: { cookie: before.split(';')[0] ?? '' } }),
    )
    expect(old.status).toBe(303)
  })

  test('signing out beside a request under way while rights change leaves no cookie that counts', async () => {
    for (const meanwhile of [true, false]) {
      let roles = ['instructeur']
      let inRenewal: (() => Promise<unknown>) | undefined
      const changing = {
        async find(id: string) {
          const hook = inRenewal
          inRenewal = undefined
          await hook?.()
          return id === 'alice' ? { id, name: 'A. Martin', roles, training: [] } : undefined
        },
      }
      const { signIn, browser, linkOf } = await open({ reviewers: changing })
      const [cookie = ''] = (
        await browser().post('/connexion', { lien: await linkOf() })
      ).headers.getSetCookie()
      const asAlice = { cookie: cookie.split(';')[0] ?? '' }
      const signOut = () => browser().post('/deconnexion', {}, asAlice)
      roles = ['instructeur', 'supervisor']
      const slow = signIn.around({
        async fetch() {
          if (meanwhile) inRenewal = signOut
          return new Response('done')
        },
      })
      const late = await slow.fetch(new Request(`${ORIGIN}/revue`, { headers: asAlice }))
      const brought = late.headers.getSetCookie().find((each) => each.includes('-session='))
      expect(brought === undefined).toBe(meanwhile)
      // The answer is still on its way when the person signs out, with the only cookie the browser has.
      if (!meanwhile) await signOut()
      const after = await browser().get('/revue', { cookie: brought?.split(';')[0] ?? asAlice.cookie })
      expect(after.status).toBe(303)
    }
  })

  test('what was typed when the session ended is given back to the same person only', async () => {
    const { browser, linkOf, clock, guard } = await open()
    const held = await guard.propose(housing.uses.draft, { input: 'Demande', subject: 'AL-1' }, () => ({
      proposal: 'favourable',
      amount: 450,
      letter: 'Accordé.',
    }))
    const path = `/revue/${held.id}/avis`
    const alice = browser()
    await alice.post('/connexion', { lien: await linkOf() })
    await alice.get(`/revue/${held.id}/examiner`)
    const fields = formFields((await alice.get(`/revue/${held.id}`)).html, path)
    clock.advance(70 * MINUTE)
    const late = await alice.post(path, { ...fields, avis: 'favourable', note: 'MON-AVIS <b>' })
    expect([late.status, late.headers.get('refresh')]).toEqual([401, '0; url=/connexion'])
    expect(textOf(late.html)).toContain('Votre saisie est conservée.')
    expect(late.html).not.toContain('MON-AVIS')
    const bruno = browser()
    await bruno.post('/connexion', { lien: await linkOf('bruno') })
    expect(await bruno.get('/revue/reprise')).toMatchObject({ status: 303, location: '/revue' })
    await alice.post('/connexion', { lien: await linkOf() })
    const resumed = await alice.get('/revue/reprise')
    expect(resumed.html).toContain('MON-AVIS &lt;b&gt;')
    const again = formFields(resumed.html, path)
    expect(again).toMatchObject({ avis: 'favourable', note: 'MON-AVIS <b>' })
    // The lease ended meanwhile, so the opinion is not recorded; the text is there in any case.
    expect((await alice.post(path, again)).html).toContain('MON-AVIS')
    expect(await alice.get('/revue/reprise')).toMatchObject({ status: 303, location: '/revue' })
  })

  test('what was typed goes with the case when it is erased meanwhile, and no more is kept of it', async () => {
    const { browser, linkOf, clock, guard } = await open()
    const { id } = await guard.propose(housing.uses.draft, { input: 'Demande', subject: 'AL-1' }, () => ({
      proposal: 'favourable',
      amount: 450,
      letter: 'Accordé.',
    }))
    const path = `/revue/${id}/avis`
    const alice = browser()
    await alice.post('/connexion', { lien: await linkOf() })
    await alice.get(`/revue/${id}/examiner`)
    const fields = formFields((await alice.get(`/revue/${id}`)).html, path)
    clock.advance(70 * MINUTE)
    const typed = { ...fields, avis: 'favourable', note: 'MON-AVIS' }
    expect(textOf((await alice.post(path, typed)).html)).toContain('Votre saisie est conservée.')
    expect(await guard.store.listDrafts(`kept-form:${id}`)).toHaveLength(1)
    await guard.subjects.erase({ subject: 'AL-1' }, { withdraw: true })
    expect(await guard.store.listDrafts(`kept-form:${id}`)).toEqual([])
    expect(textOf((await alice.post(path, typed)).html)).not.toContain('Votre saisie est conservée.')
    expect(await guard.store.listDrafts(`kept-form:${id}`)).toEqual([])
    await alice.post('/connexion', { lien: await linkOf() })
    expect((await alice.get('/revue/reprise')).location).toBe('/revue')
  })

  test('a form on several cases stays in the page: an erasure of one of them could not find it elsewhere', async () => {
    const { browser, linkOf, clock, guard } = await open()
    const alice = browser()
    await alice.post('/connexion', { lien: await linkOf() })
    const fields = formFields((await alice.get('/revue')).html, '/revue/suivant')
    clock.advance(70 * MINUTE)
    const typed = { ...fields, '01a21914-5db2-7721-bb2e-fe6868ecfd3b/motif': 'MON-MOTIF' }
    const late = await alice.post('/revue/lot/verifier', typed)
    expect(late.status).toBe(401)
    expect(formFields(late.html, '/revue/lot/verifier')).toMatchObject(typed)
    expect(await guard.store.listDrafts('kept-form')).toEqual([])
  })

  test('nothing is kept of a form that another site or another person’s page sent', async () => {
    const { browser, linkOf, clock } = await open()
    const alice = browser()
    await alice.post('/connexion', { lien: await linkOf() })
    const fields = formFields((await alice.get('/revue')).html, '/revue/suivant')
    clock.advance(70 * MINUTE)
    await alice.post('/revue/suivant', { ...fields, note: 'ÉTRANGER' }, { 'sec-fetch-site': 'cross-site' })
    await alice.post('/revue/suivant', { jeton: 'faux', note: 'ÉTRANGER' })
    await alice.post('/connexion', { lien: await linkOf() })
    expect((await alice.get('/revue/reprise')).location).toBe('/revue')
  })

  test('too many tries from one address are put off', async () => {
    const { handler } = await open({ signInLimit: { times: 3, seconds: 60 } })
    const attempt = async (address: string) =>
      handler.fetch(
        new Request(`${ORIGIN}/connexion`, { method: 'POST', body: new URLSearchParams({ lien: 'x' }) }),
        { address },
      )
    const answers = []
    for (let time = 0; time < 4; time += 1) answers.push((await attempt('192.0.2.1')).status)
    expect(answers).toEqual([400, 400, 400, 429])
    expect((await attempt('192.0.2.1')).headers.get('retry-after')).toBe('60')
    expect((await attempt('192.0.2.2')).status).toBe(400)
  })

  test('there is no link for strangers, and no short secret', async () => {
    const { signIn } = await open()
    await expect(signIn.issueLink('nobody')).rejects.toThrow(/not in the directory/)
    expect(() => oneTimeSignIn({ reviewers, secret: new Uint8Array(31) })).toThrow(/shorter than 32/)
  })
})

describe('Serving', () => {
  test('listens on this machine, answers, and lets what is under way end when it closes', async () => {
    const { handler } = await open()
    let release: () => void = () => undefined
    const slow = new Promise<void>((resolve) => {
      release = resolve
    })
    let entered: () => void = () => undefined
    const inside = new Promise<void>((resolve) => {
      entered = resolve
    })
    const server = await serve(
      {
        async fetch(request) {
          if (!request.url.endsWith('/lent')) return handler.fetch(request)
          entered()
          await slow
          return new Response('fini')
        },
      },
      { port: 0 },
    )
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
    expect(await (await fetch(`${server.url}/healthz`)).text()).toBe('ok')
    const answer = fetch(`${server.url}/lent`)
    await inside
    const closed = server.close()
    release()
    expect(await (await answer).text()).toBe('fini')
    await closed
    await server.close()
    await expect(fetch(server.url)).rejects.toThrow()
  })

  test('says so when it cannot listen', async () => {
    const { handler } = await open()
    const first = await serve(handler, { port: 0 })
    await expect(serve(handler, { port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await first.close()
  })
})
