import { randomBytes } from 'node:crypto'
import { defineCheck, exportPrivateJwk, type Guard, generateSigningKey, isGuardError } from 'garde-fou'
import { jsonLogger, metricsHandler } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import { expect, test } from 'vitest'
import { webFaces } from '../../../src/cli/serve/faces.js'
import { deliverDue } from '../../../src/guard/deliver.js'
import { sequenceAll } from '../../../src/guard/sequencer.js'
import { runTimers } from '../../../src/guard/timekeeper.js'
import { reasonField } from '../../../src/server/administration/systems-page.js'
import { REPORT_NAMES } from '../../../src/server/console/report-form.js'
import { DECISION_NAMES } from '../../../src/server/console/submission.js'
import { formFields, ORIGIN, type TestBrowser, testBrowser } from '../../server/console.js'
import { openGuard, people } from '../../support/guard.js'
import { housing } from '../../support/housing.js'

const SYSTEM = 'aide-logement'

/** One word for each place where somebody can write, that stands nowhere else. */
function canaries(): { readonly mark: (place: string) => string; readonly all: string[] } {
  const all: string[] = []
  return {
    all,
    mark(place) {
      const word = `Canari${place}${randomBytes(6).toString('hex')}`
      all.push(word)
      return word
    },
  }
}

/** Everything that a fault says, its causes and own fields too. */
function spoken(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  return { ...error, name, message, stack, cause: cause === undefined ? undefined : spoken(cause) }
}

/** A guard records what it announces, beside those who listen. */
function recordEvents({ events }: Guard): unknown[] {
  const recorded: unknown[] = []
  const emit = events.emit.bind(events)
  Reflect.set(events, 'emit', (name: string, ...payload: unknown[]) => {
    recorded.push([name, ...payload.map(spoken)])
    return Reflect.apply(emit, events, [name, ...payload])
  })
  return recorded
}

async function openCity() {
  const { mark, all } = canaries()
  const signingKey = generateSigningKey('test.example')
  const masterKey = randomBytes(32).toString('base64')
  const token = randomBytes(32).toString('hex')
  const outputIndexKey = randomBytes(32).toString('base64')
  const moods = { checkFails: false }
  const opened = await openGuard({
    store: sqliteStore(':memory:'),
    signingKey,
    masterKey,
    outputIndexKey,
    reviewers: storedReviewersOf(),
    checks: [
      defineCheck({
        id: 'moody',
        stages: ['input'],
        check: () => {
          if (moods.checkFails) throw new RangeError(mark('Regle'))
          return []
        },
      }),
    ],
  })
  const { guard } = opened
  const events = recordEvents(guard)
  guard.events.on('error', () => undefined)
  const log: string[] = []
  const faces = webFaces({
    guard,
    signingKey,
    server: { publicUrl: ORIGIN, metrics: { token } },
    logger: jsonLogger((line) => void log.push(line), opened.clock),
  })
  const metrics = metricsHandler(guard, { access: 'everybody', clock: opened.clock })
  all.push(masterKey, token, outputIndexKey, exportPrivateJwk(signingKey).d ?? '')
  return {
    ...opened,
    signingKey,
    mark,
    all,
    events,
    log,
    faces,
    metrics,
    moods,
  }
}

/** The people of the tests, with an administrator. */
function storedReviewersOf() {
  const all = [...people, { id: 'adele', name: 'Adèle Canarinom', roles: ['administrator'], training: [] }]
  return { find: async (id: string) => all.find((person) => person.id === id), list: async () => all }
}

type City = Awaited<ReturnType<typeof openCity>>

/** Signs in by a link, which is a secret, as is the session that comes of it. */
async function signIn(city: City, id: string): Promise<TestBrowser> {
  const seen: TestBrowser = testBrowser(
    {
      fetch: async (request) => {
        const response = await city.faces.handler.fetch(request)
        for (const cookie of response.headers.getSetCookie())
          city.all.push(cookie.split(';')[0]?.split('=').slice(1).join('=') ?? '')
        return response
      },
    },
    undefined,
  )
  const link = await city.faces.signIn.issueLink(id)
  city.all.push(link.split('=')[1] ?? '')
  const shown = await seen.get(link)
  const entered = await seen.post('/connexion', formFields(shown.html, '/connexion'))
  expect(entered.status).toBe(303)
  return seen
}

/** The path of the example: a request, a proposal, an opinion, a decision; and everything that goes wrong on the way. */
async function wholePath(city: City): Promise<void> {
  const { guard, mark, clock } = city
  const subject = mark('Dossier')
  const caseData = { nom: mark('Nom'), situation: mark('Situation') }
  const request = {
    input: mark('Saisie'),
    subject,
    caseData,
    actor: { kind: 'application', id: mark('Acteur') } as const,
  }
  const letter = mark('Lettre')
  const { id } = await guard.propose(housing.uses.draft, request, () => ({
    proposal: 'favourable',
    amount: 1,
    letter,
  }))

  const alice = await signIn(city, 'alice')
  await alice.get(`/revue?recherche=${mark('Recherche')}&statut=${mark('Statut')}`)
  await alice.get(`/revue/${id}/examiner`)
  await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable', note: mark('Note') })
  const form = formFields((await alice.get(`/revue/${id}`)).html, `/revue/${id}/verifier`)
  const send = (action: string, fields: Readonly<Record<string, string>>) =>
    alice.post(`/revue/${id}/${action}`, { ...form, ...fields })
  expect((await send('brouillon', { [DECISION_NAMES.motive]: mark('Brouillon') })).status).toBe(200)
  const report = { [REPORT_NAMES.kind]: 'invented', [REPORT_NAMES.text]: mark('Signalement') }
  await send('signaler', report)
  expect((await guard.reviews.view(id, 'alice')).reports).toHaveLength(1)
  const fields = {
    [DECISION_NAMES.outcome]: 'amended',
    [`${DECISION_NAMES.amended}/letter`]: mark('Amendement'),
    [`${DECISION_NAMES.amended}/amount`]: '2',
    [DECISION_NAMES.motive]: mark('Motif'),
    [DECISION_NAMES.text]: mark('Texte'),
    [DECISION_NAMES.change]: mark('Changement'),
  }
  const checked = await alice.submit(`/revue/${id}`, `/revue/${id}/verifier`, fields)
  expect(checked.status).toBe(303)
  const recorded = await alice.submit(`/revue/${id}/verifier`, `/revue/${id}/enregistrer`)
  expect(recorded.status).toBe(303)
  await alice.post(`/revue/${id}/avis`, { note: mark('Perime'), jeton: mark('Jeton') })
  await alice.post(
    '/revue/suivant',
    { x: mark('Etranger') },
    { origin: `https://${mark('Origine')}.example` },
  )

  const denis = await signIn(city, 'denis')
  for (const [verb, action] of [
    ['suspendre', 'system.suspended'],
    ['reprendre', 'system.resumed'],
  ]) {
    await denis.submit('/administration', `/administration/systemes/${SYSTEM}/${verb}`, {
      [reasonField(SYSTEM)]: mark('Raison'),
    })
    expect(JSON.stringify(city.events)).toContain(action)
  }
  clock.advance(11 * 60_000)
  await runTimers(guardCore(city))
  await alice.get(`/revue/${id}`)
  await guard.subjects.hold(subject, mark('Gel'))
}

/** What the public sends, well-formed and not. */
async function publicPath({ faces, mark }: City): Promise<void> {
  const browser = testBrowser(faces.handler, undefined)
  for (const kind of ['demande', 'avis']) {
    const path = `/registre/${SYSTEM}/${kind}`
    const typed = {
      nom: mark('Prenom'),
      courriel: `${mark('Courriel')}@example.org`,
      adresse: mark('Adresse'),
      texte: mark('Question'),
    }
    const sent = await browser.submit(path, `${path}?langue=fr`, typed)
    expect(sent.status).toBe(200)
    expect(
      (await browser.submit(path, `${path}?langue=fr`, { courriel: mark('Mal'), texte: '' })).status,
    ).toBe(422)
  }
  const secret = {
    authorization: `Bearer ${mark('Porteur')}`,
    cookie: `${mark('Biscuit')}=${mark('Valeur')}`,
    'user-agent': mark('Agent'),
    'x-request-id': mark('Id'),
    'x-forwarded-for': mark('Ip'),
  }
  for (const path of [
    '/verifier',
    '/verifier/preuve.json',
    '/registre',
    '/revue',
    '/connexion',
    '/metrics',
    '/',
    '/registre/rapport/2026',
  ])
    await browser.get(
      `${path}?reference=${mark('Reference')}&recherche=${mark('Cherche')}&lien=${mark('Lien')}`,
      secret,
    )
  await browser.get(`/verifier/${mark('Chemin')}`)
  await browser.get(`/revue/${mark('Chemin')}/avis`)
  await browser.post('/connexion', { lien: mark('Faux') })
  await browser.post('/verifier', { reference: mark('Poste') }, { 'content-type': mark('Type') })
}

/** Parts that are not ours fail and say what they were working on; callers ask for what is wrong. */
async function failingParts(city: City): Promise<void> {
  const { guard, mark } = city
  const { summary, draft } = housing.uses
  const failed = async (work: () => Promise<unknown>): Promise<void> => {
    const error: unknown = await work().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(Error)
    // What a model's own function throws comes back to its caller as it is; that is not ours to change.
    if (isGuardError(error)) city.events.push(spoken(error))
  }
  const throwing = (): never => {
    throw new TypeError(mark('Modele'))
  }
  await failed(() => guard.run(summary, { input: mark('Panne') }, throwing))
  await failed(() => guard.run(summary, { input: 'x' }, () => ({ [mark('Cle')]: mark('Forme') })))
  await failed(() => guard.propose(draft, { input: 'x' }, () => ({ [mark('Cle')]: mark('Forme') })))
  await failed(() => guard.run(summary, { input: `${mark('Invalide')}\ud800` }, () => 'x'))
  await failed(() => guard.run(summary, { input: { [`${mark('Cle')}\ud800`]: 'x' } }, () => 'x'))
  await failed(() =>
    guard.reviews.claim(mark('Revue'), { by: mark('Qui'), version: 1, idempotencyKey: mark('Idem') }),
  )
  await failed(() => guard.suspensions.suspend(mark('Systeme'), { by: 'adele', reason: mark('Raison') }))
  await failed(() => guard.explain(mark('Revue')))
  city.moods.checkFails = true
  await guard.run(summary, { input: mark('Controle') }, () => mark('Sortie'))
  city.moods.checkFails = false
  const handler = (): never => {
    throw new Error(mark('Application'))
  }
  expect(await deliverDue(guardCore(city), handler)).toBeGreaterThan(0)
}

function guardCore({ guard, signingKey, clock }: City): Parameters<typeof deliverDue>[0] {
  const { charter, systems, store, reviewers, events } = guard
  return {
    charter,
    store,
    signingKey,
    reviewers,
    clock,
    events,
    systems: new Map(systems.map((one) => [one.id, one])),
  }
}

async function journalOf({ guard, signingKey, clock }: City): Promise<string> {
  await sequenceAll({ store: guard.store, signingKey, clock })
  const entries = await guard.store.readJournal({ from: 0, limit: 10_000 })
  expect(entries.length).toBeGreaterThan(20)
  return entries.map(({ text }) => text).join('\n')
}

/** The ways in which a text may be written again. */
function writings(text: string): readonly string[] {
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '')
  return [
    text,
    encodeURIComponent(text),
    base64,
    Buffer.from(text).toString('hex'),
    JSON.stringify(text).slice(1, -1),
  ]
}

test('nothing that anybody writes, and no secret, is in a log, an error, an event, a figure or the journal', async () => {
  const city = await openCity()
  await wholePath(city)
  await publicPath(city)
  await failingParts(city)
  const figures = await (await city.metrics.fetch(new Request(`${ORIGIN}/metrics`))).text()
  const places = {
    log: city.log.join(''),
    events: JSON.stringify(city.events),
    metrics: figures,
    journal: await journalOf(city),
  }
  expect(city.log.length).toBeGreaterThan(30)
  expect(places.events).toContain('call.failed')
  expect(places.events).toContain('check.failed')
  expect(places.events).toContain('decision.delivery-failed')
  expect(city.all.length).toBeGreaterThan(60)
  const secrets = city.all.filter((text) => text.length >= 12)
  const found = Object.entries(places).flatMap(([place, text]) =>
    [...new Set(secrets)]
      .filter((secret) =>
        writings(secret).some((writing) => text.toLowerCase().includes(writing.toLowerCase())),
      )
      .map((secret) => `${place}: ${secret}`),
  )
  expect(found).toEqual([])
  for (const name of ['Martin', 'Petit', 'Faure', 'Canarinom'])
    for (const text of Object.values(places)) expect(text).not.toContain(name)
})
