import { ConfigInvalidError } from 'garde-fou'
import { createHandler } from 'garde-fou/server'
import { describe, expect, test } from 'vitest'
import { REVIEW_ACTIONS } from '../../src/server/console/review-routes.js'
import { formFields, ORIGIN, openConsole, testBrowser, textOf } from './console.js'

const MOTIVE = 'Le dossier est complet et la dette récente.'
const ACTIONS = [...REVIEW_ACTIONS.keys()]

describe('What the console lets nobody do', () => {
  test('every answer forbids scripts, frames and caches, also where nothing is', async () => {
    const { propose, person, handler } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    const answers = await Promise.all([
      alice.get('/revue'),
      alice.get(`/revue/${id}`),
      alice.get('/revue/nope'),
      alice.get('/nope'),
      alice.get('/healthz'),
      alice.post('/revue/suivant', {}),
      person(undefined).get('/revue'),
    ])
    for (const { headers, html } of answers) {
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'self';.*frame-ancestors 'none'/,
      )
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cache-control')).toBe('no-store')
      // The console’s own script, from a file whose address names its content, and no other.
      expect(html).not.toMatch(
        /<script(?! src="\/revue\/script-[0-9a-f]{12}\.js" defer=""><\/script>)|<style|\sstyle=|\son\w+=|https?:\/\//,
      )
    }
    const style = /href="(\/revue\/style-[^"]+)"/.exec(answers[0]?.html ?? '')?.[1] ?? ''
    const css = await handler.fetch(new Request(new URL(style, ORIGIN)))
    expect(css.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(css.headers.get('cache-control')).toContain('immutable')
  })

  test('a form without its token, with another person’s, or from another site does nothing', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    const path = `/revue/${id}/reserver`
    const fields = formFields((await alice.get(`/revue/${id}`)).html, path)
    const foreign = formFields((await person('bruno').get(`/revue/${id}`)).html, path)
    const attempts = [
      await alice.post(path, { ...fields, jeton: '' }),
      await alice.post(path, { ...fields, jeton: `${fields['jeton']}x` }),
      await alice.post(path, { ...fields, jeton: foreign['jeton'] ?? '' }),
      await alice.post(path, fields, { origin: 'https://mal.example' }),
      await alice.post(path, fields, { origin: 'null' }),
      await alice.post(path, fields, { 'sec-fetch-site': 'cross-site' }),
      await person('alice').post(path, fields),
    ]
    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 403])
    expect((await guard.reviews.view(id, 'alice')).status).toBe('pending')
    expect((await alice.post(path, fields)).status).toBe(303)
  })

  test('text of another site is never shown back, text of one’s own form is kept to be sent again', async () => {
    const { propose, person } = await openConsole()
    const id = await propose()
    const path = `/revue/${id}/avis`
    const fields = { note: 'MON-TEXTE <b>', jeton: 'périmé', avis: 'favourable' }
    const own = await person('alice').post(path, fields)
    expect(own.html).toContain('MON-TEXTE &lt;b&gt;')
    expect(formFields(own.html, path)).toMatchObject({ note: 'MON-TEXTE <b>', avis: 'favourable' })
    expect(formFields(own.html, path)['jeton']).not.toBe('périmé')
    const foreign = await person('alice').post(path, fields, { origin: 'https://mal.example' })
    expect(foreign.html).not.toContain('MON-TEXTE')
    const signedOut = await person(undefined).post(path, fields)
    expect(signedOut.status).toBe(401)
    expect(formFields(signedOut.html, path)).toMatchObject(fields)
    expect(
      (await person(undefined).post(path, fields, { 'sec-fetch-site': 'cross-site' })).html,
    ).not.toContain('MON-TEXTE')
  })

  test('an unknown case and a forbidden one are told apart by nothing', async () => {
    const { propose, person } = await openConsole()
    const id = await propose()
    // The supervisor may not know of a review that is neither escalated nor decided.
    const denis = person('denis')
    const forbidden = await denis.get(`/revue/${id}`)
    const unknown = await denis.get('/revue/01890000-0000-7000-8000-000000000000')
    expect(forbidden.status).toBe(404)
    expect(unknown).toMatchObject({ status: 404, html: forbidden.html })
    expect(textOf(unknown.html)).toContain('Ce dossier n’existe pas ou vous n’y avez pas accès.')
    const act = (to: string) =>
      denis.submit('/revue', '/revue/suivant').then(() => denis.get(`/revue/${to}/verifier`))
    expect((await act(id)).html).toBe((await act('autre')).html)
  })

  test('whatever is posted to a case of others is answered as if there were none, and leaves nothing behind', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    const own = formFields((await alice.get(`/revue/${id}`)).html, `/revue/${id}/avis`)
    await alice.post(`/revue/${id}/brouillon`, { ...own, note: 'BROUILLON-ALICE' })
    expect((await guard.store.getDraft(id, 'alice'))?.body).toContain('BROUILLON-ALICE')
    const before = await guard.reviews.view(id, 'alice')
    const denis = person('denis')
    const { jeton = '' } = formFields((await denis.get('/revue')).html, '/revue/suivant')
    const fields = {
      jeton,
      version: String(before.version),
      avis: 'favourable',
      note: 'x',
      decision: 'approved',
      motif: MOTIVE,
      'raison-reprise': 'Parce que.',
      probleme: 'invented',
      'probleme-texte': 'Faux.',
    }
    for (const action of ACTIONS)
      for (const accept of ['text/html', 'application/json']) {
        const ask = (to: string) => denis.post(`/revue/${to}/${action}`, fields, { accept })
        const [theirs, nobodys] = [await ask(id), await ask('01890000-0000-7000-8000-000000000000')]
        expect([action, accept, theirs.status]).toEqual([action, accept, 404])
        expect([action, accept, theirs.html]).toEqual([action, accept, nobodys.html])
        expect(theirs.html).not.toContain('BROUILLON-ALICE')
      }
    expect(await guard.reviews.view(id, 'alice')).toEqual(before)
    expect(await guard.store.getDraft(id, 'denis')).toBeUndefined()
  })

  test('an agent who may see a case neither reads, alters nor sends a colleague’s draft', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    const own = formFields((await alice.get(`/revue/${id}`)).html, `/revue/${id}/avis`)
    await alice.post(`/revue/${id}/brouillon`, { ...own, note: 'BROUILLON-ALICE' })
    expect((await guard.store.getDraft(id, 'alice'))?.body).toContain('BROUILLON-ALICE')
    const before = await guard.store.getDraft(id, 'alice')
    const bruno = person('bruno')
    const { jeton = '' } = formFields((await bruno.get('/revue')).html, '/revue/suivant')
    const { version } = await guard.reviews.view(id, 'bruno')
    for (const path of ['', '/verifier', '/fiche', '/sans-ia', '/etat', '/examiner'])
      expect((await bruno.get(`/revue/${id}${path}`)).html).not.toContain('BROUILLON-ALICE')
    for (const action of ACTIONS) {
      const fields = { jeton, version: String(version), note: 'À MOI', avis: 'favourable', motif: MOTIVE }
      const { html } = await bruno.post(`/revue/${id}/${action}`, fields)
      expect([action, html.includes('BROUILLON-ALICE')]).toEqual([action, false])
    }
    expect(await guard.store.getDraft(id, 'alice')).toEqual(before)
    const { status, claim, decision, opinion } = await guard.reviews.view(id, 'alice')
    expect({ status, mine: claim?.mine, decision, opinion }).toEqual({ status: 'claimed', mine: true })
  })

  test('an erased case says so, and shows nothing else', async () => {
    const { guard, propose, person } = await openConsole()
    const id = await propose({ subject: 'AL-EFFACÉ' })
    const alice = person('alice')
    await guard.subjects.erase({ subject: 'AL-EFFACÉ' }, { withdraw: true })
    for (const path of [`/revue/${id}`, `/revue/${id}/examiner`, `/revue/${id}/fiche`]) {
      const { status, html } = await alice.get(path)
      expect([path, status]).toEqual([path, 410])
      expect(textOf(html)).toContain('Les textes de ce dossier ont été effacés le mardi 24 novembre 2026')
      expect(html).not.toContain('AL-EFFACÉ')
    }
  })

  test('somebody who is not signed in is sent to sign in, and learns nothing', async () => {
    const { propose, handler } = await openConsole({ signInPath: '/connexion' })
    const id = await propose()
    const nobody = testBrowser(handler, undefined)
    for (const path of ['/revue', `/revue/${id}`, `/revue/${id}/verifier`, '/revue/x/y/z'])
      expect(await nobody.get(path)).toMatchObject({ status: 303, location: '/connexion', html: '' })
    const stranger = testBrowser(handler, 'nobody-knows')
    expect(await stranger.get(`/revue/${id}`)).toMatchObject({ status: 303, location: '/connexion' })
  })

  test('somebody whose training has ended may read, and is told so', async () => {
    const { propose, person } = await openConsole()
    const text = textOf((await person('chloe').get(`/revue/${await propose()}`)).html)
    expect(text).toMatch(/Votre habilitation pour « Préparer .* » a expiré le jeudi 1er janvier 2026/)
    expect(text).toContain('Vous pouvez consulter, pas décider.')
    expect(text).not.toContain('Réserver ce dossier')
  })

  test('forms that are too large or no forms at all are refused before they are read', async () => {
    const { person, handler } = await openConsole()
    const large = await person('alice').post('/revue/suivant', { note: 'x'.repeat(4_000_001) })
    expect(large.status).toBe(413)
    const streamed = new ReadableStream<Uint8Array>({
      pull: (stream) => stream.enqueue(new Uint8Array(65_536).fill(97)),
    })
    const endless = await handler.fetch(
      new Request(`${ORIGIN}/revue/suivant`, {
        method: 'POST',
        body: streamed,
        headers: { 'x-test-person': 'alice', 'content-type': 'application/x-www-form-urlencoded' },
        duplex: 'half',
      } as RequestInit),
    )
    expect(endless.status).toBe(413)
    expect(
      (await person('alice').post('/revue/suivant', {}, { 'content-type': 'application/json' })).status,
    ).toBe(415)
    const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`f${index}`, 'x']))
    expect((await person('alice').post('/revue/suivant', many)).status).toBe(413)
  })

  test('the stale loser of two decisions gets the present state and keeps the text', async () => {
    const { propose, person, guard, clock } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable' })
    const fields = formFields((await alice.get(`/revue/${id}`)).html, `/revue/${id}/verifier`)
    clock.advance(31 * 60_000)
    await guard.reviews.claim(id, { by: 'bruno', version: 3, idempotencyKey: 'b' })
    const late = await alice.post(`/revue/${id}/verifier`, { ...fields, decision: 'approved', motif: MOTIVE })
    expect(late.status).toBe(409)
    expect(late.html).toContain('<dialog open')
    expect(textOf(late.html)).toContain('Ce dossier a changé pendant votre examen')
    expect(late.html).toContain(MOTIVE)
    expect((await guard.reviews.view(id, 'alice')).decision).toBeUndefined()
  })

  test('a case that changed can no longer be retained', async () => {
    const { propose, person, guard } = await openConsole()
    const id = await propose()
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable' })
    await guard.reviews.markStale(id, {
      by: { kind: 'application', id: 'app' },
      why: 'Une pièce a été ajoutée.',
      idempotencyKey: 's',
    })
    const { html } = await alice.get(`/revue/${id}`)
    expect(textOf(html)).toContain('Suggestion périmée : Une pièce a été ajoutée.')
    expect([...html.matchAll(/name="decision" value="([^"]+)"/g)].map((match) => match[1])).toEqual([
      'rejected',
    ])
    const forced = await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
      decision: 'approved',
      motif: MOTIVE,
    })
    expect(forced.status).toBe(422)
    expect(textOf(forced.html)).toContain('Ce choix n’est plus possible')
  })

  test('a fault shows a reference and nothing else', async () => {
    const failing = new Error('SECRET-DETAIL')
    const { person, guard, errors } = await openConsole()
    guard.reviews.list = async () => {
      throw failing
    }
    const { status, html } = await person('alice').get('/revue')
    expect(status).toBe(500)
    expect(html).not.toContain('SECRET-DETAIL')
    expect(textOf(html)).toMatch(/Référence : [\da-f-]{36}/)
    expect(errors).toEqual([failing])
  })

  test('hostile texts of citizens and models are shown as text', async () => {
    const { propose, person } = await openConsole()
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202Egnal\u200B\u0007'
    const id = await propose({
      subject: hostile,
      caseData: { [hostile]: hostile, liste: [hostile, { a: hostile }] },
      value: { proposal: 'favourable', amount: 1, letter: `${hostile}\n\n</textarea><script>` },
    })
    const alice = person('alice')
    const pages = [
      await alice.get('/revue'),
      await alice.get(`/revue/${id}`),
      await alice.get(`/revue/${id}/examiner`),
    ]
    await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable', note: hostile })
    pages.push(await alice.get(`/revue/${id}`))
    await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, {
      decision: 'amended',
      'v/amount': '2',
      motif: `${hostile}${MOTIVE}`,
    })
    pages.push(await alice.get(`/revue/${id}/verifier`))
    for (const { html } of pages) {
      expect(html.replace(/<script src="[^"]+" defer=""><\/script>/, '')).not.toMatch(/<script|<img/)
      // Form fields carry the text as it is; everywhere else what hides is shown by its code.
      expect(html.replace(/<textarea[\s\S]*?<\/textarea>/g, '')).not.toMatch(/\u202E|\u200B|\p{Cc}(?<!\n)/u)
    }
    expect(pages[3]?.html).toContain('U+202E')
  })

  test('options that cannot work are refused, all at once', async () => {
    const { guard } = await openConsole()
    const wrong = {
      authenticate: undefined,
      basePath: 'ia/',
      signInPath: '//mal.example',
      secret: new Uint8Array(8),
    }
    // biome-ignore lint/suspicious/noExplicitAny: what a caller without types does
    const make = () => createHandler(guard, wrong as any)
    expect(make).toThrow(ConfigInvalidError)
    expect(make).toThrow(/4 fault/)
  })
})
