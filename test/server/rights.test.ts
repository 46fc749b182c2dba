import type { Reviewer } from 'garde-fou'
import { expect, test } from 'vitest'
import { requestId } from '../../src/guard/request-record.js'
import { newReference } from '../../src/review/reference.js'
import { REVIEW_ACTIONS } from '../../src/server/console/review-routes.js'
import { handlerApp } from '../../src/server/handler.js'
import { people } from '../support/guard.js'
import { formFields, openConsole, type TestConsole } from './console.js'
import { reportProblem } from './report-a-problem.js'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const
type Persona = 'anonymous' | 'outsider' | 'agent' | 'supervisor' | 'auditor' | 'administrator'

const extra: readonly Reviewer[] = [
  { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] },
  { id: 'odile', name: 'O. Vert', roles: ['auditor'], training: [] },
  { id: 'hugo', name: 'H. Gris', roles: ['voirie'], training: [] },
]
const PERSONAS: Readonly<Record<Persona, string | undefined>> = {
  anonymous: undefined,
  outsider: 'hugo',
  agent: 'alice',
  supervisor: 'denis',
  auditor: 'odile',
  administrator: 'adele',
}

/** What a person gets: `in` is any answer of the route itself, `no` the words that tell nothing, `out` the way to sign in. */
type Answer = 'in' | 'no' | 'out' | 'refused'
type Rule = Readonly<Record<Persona, Answer>>

const PUBLIC: Rule = {
  anonymous: 'in',
  outsider: 'in',
  agent: 'in',
  supervisor: 'in',
  auditor: 'in',
  administrator: 'in',
}
/** Everybody who is signed in; the page shows each what is theirs. */
const SIGNED_IN: Rule = { ...PUBLIC, anonymous: 'out' }
/** A case that is neither escalated nor decided: its agents, and auditors. */
const CASE: Rule = { ...SIGNED_IN, outsider: 'no', supervisor: 'no', administrator: 'no' }
/** What changes a case: auditors may look, not touch. */
const ACT: Rule = { ...CASE, auditor: 'refused' }
const SYSTEMS: Rule = { ...SIGNED_IN, outsider: 'no', agent: 'no' }
const STOP: Rule = { ...SYSTEMS, auditor: 'no' }
const PEOPLE: Rule = { ...SYSTEMS, supervisor: 'no' }
const EDIT: Rule = { ...PEOPLE, auditor: 'no' }
const NOTHING: Rule = {
  ...SIGNED_IN,
  outsider: 'no',
  agent: 'no',
  supervisor: 'no',
  auditor: 'no',
  administrator: 'no',
}

/** A team's figures: for its supervisors. */
const TEAM: Rule = { ...NOTHING, supervisor: 'in' }

/** What the public asks: the agents and supervisors of its system; auditors read. */
const REQUESTS: Rule = { ...SIGNED_IN, outsider: 'no', administrator: 'no' }
const ANSWER: Rule = { ...REQUESTS, auditor: 'no' }

/** A report of Alice's: hers, and those in charge of its system; auditors read. */
const REPORT: Rule = { ...SIGNED_IN, outsider: 'no' }
const HANDLE: Rule = { ...REPORT, agent: 'no', auditor: 'no' }

/** Every route. One that is not here fails the first test below: say who may use it. */
const TABLE: Readonly<Record<string, Rule>> = {
  'GET /healthz': PUBLIC,
  'GET /readyz': PUBLIC,
  'GET /favicon.ico': PUBLIC,
  'GET /': PUBLIC,
  'GET /revue/style-:version': PUBLIC,
  'GET /revue': SIGNED_IN,
  'POST /revue/suivant': SIGNED_IN,
  'GET /revue/reprise': SIGNED_IN,
  'POST /revue/reprise': SIGNED_IN,
  'GET /revue/script-:version': PUBLIC,
  'GET /revue/direct': SIGNED_IN,
  // Whoever cannot sign in may be the one who has to report it.
  'GET /revue/accessibilite': PUBLIC,
  'GET /revue/aide': SIGNED_IN,
  'GET /revue/preferences': SIGNED_IN,
  // Each is shown the cases that they hold, and records none that they do not.
  'GET /revue/lot': SIGNED_IN,
  'GET /revue/lot/verifier': SIGNED_IN,
  'GET /revue/lot/enregistre': SIGNED_IN,
  'POST /revue/lot/brouillon': SIGNED_IN,
  'POST /revue/lot/prolonger': SIGNED_IN,
  'POST /revue/lot/verifier': SIGNED_IN,
  'POST /revue/lot/enregistrer': SIGNED_IN,
  'GET /revue/demandes': REQUESTS,
  'GET /revue/demandes/:id': REQUESTS,
  'POST /revue/demandes/:id': ANSWER,
  'GET /revue/signalements': SIGNED_IN,
  'GET /revue/signalements/:id': REPORT,
  'POST /revue/signalements/:id': HANDLE,
  'GET /revue/statistiques': SIGNED_IN,
  'GET /revue/statistiques/equipe': TEAM,
  'GET /revue/:id/fiche': CASE,
  'GET /revue/:id/explication': CASE,
  'GET /revue/:id/etat': CASE,
  // These cases have no documents.
  'GET /revue/:id/piece/:document': NOTHING,
  'POST /revue/:id/piece/:document/signaler': NOTHING,
  'GET /revue/:id': CASE,
  'GET /revue/:id/sans-ia': CASE,
  'GET /revue/:id/verifier': CASE,
  'GET /revue/:id/examiner': CASE,
  'POST /revue/:id/:action': ACT,
  'GET /revue/*': NOTHING,
  'GET /administration': SYSTEMS,
  'POST /administration/systemes/:id/suspendre': STOP,
  'POST /administration/systemes/:id/reprendre': STOP,
  'POST /administration/systemes/:id/mode/relever': EDIT,
  'POST /administration/systemes/:id/mode/lever': EDIT,
  'GET /administration/personnes': PEOPLE,
  'GET /administration/personnes/nouvelle': EDIT,
  'POST /administration/personnes/nouvelle': EDIT,
  'GET /administration/personnes/fiche/:id': EDIT,
  'POST /administration/personnes/fiche/:id': EDIT,
  'GET /administration/exports': PEOPLE,
  'POST /administration/exports': PEOPLE,
  'GET /administration/*': NOTHING,
}

const reviewers = {
  find: async (id: string) => [...people, ...extra].find((person) => person.id === id),
  list: async () => [...people, ...extra],
  change: async () => undefined,
}
/** A request of which every console of these tests knows. */
const REQUEST_NUMBER = newReference()
const REQUEST_ID = requestId(REQUEST_NUMBER)
async function open(): Promise<TestConsole & { readonly reportId: string }> {
  const console = await openConsole({ signInPath: '/connexion' }, { reviewers })
  await console.guard.requests.receive(
    'aide-logement',
    { kind: 'explanation', name: 'Z. Durand', email: 'zoe@example.org', text: 'Pourquoi ?', lang: 'fr' },
    { number: REQUEST_NUMBER },
  )
  const { id: reportId } = await reportProblem(console)
  return { ...console, reportId }
}

const nameOf = (route: { method: string; path: string }): string =>
  `${route.method} ${route.path.replace(/(style|script)-[^/]+$/, '$1-:version')}`

function routesOf({ guard }: TestConsole): readonly { readonly method: string; readonly path: string }[] {
  const app = handlerApp(guard, { authenticate: async () => undefined })
  const routes = app.routes.filter(({ method }) => method !== 'ALL')
  return [...new Map(routes.map((route) => [nameOf(route), route])).values()]
}

/** Addresses of a route, with what stands for its parameters. */
function pathsOf(
  name: string,
  path: string,
  { reviewId, reportId }: { readonly reviewId: string; readonly reportId: string },
): readonly string[] {
  if (name === 'POST /revue/:id/:action')
    return [...REVIEW_ACTIONS.keys()].map((action) => `/revue/${reviewId}/${action}`)
  if (path.startsWith('/revue/signalements')) return [path.replace(':id', reportId)]
  if (path.startsWith('/revue/demandes')) return [path.replace(':id', REQUEST_ID)]
  const id = path.startsWith('/administration/systemes')
    ? 'aide-logement'
    : path.startsWith('/administration')
      ? 'bruno'
      : reviewId
  return [path.replace(':id', id).replace('*', 'nulle/part/ailleurs')]
}

test('every route is in the table of rights, and the table has no others', async () => {
  const console = await open()
  expect(routesOf(console).map(nameOf).sort()).toEqual(Object.keys(TABLE).sort())
})

test.each(Object.keys(PERSONAS) as Persona[])(
  'every route does for %s what the table says',
  async (persona) => {
    const console = await open()
    const id = PERSONAS[persona]
    const browser = console.person(id)
    const seen: Record<string, Answer> = {}
    const wanted: Record<string, Answer> = {}
    for (const route of routesOf(console)) {
      const name = nameOf(route)
      const reviewId = await console.propose()
      for (const path of pathsOf(name, route.path, { reviewId, reportId: console.reportId })) {
        const jeton =
          id === undefined
            ? ''
            : (formFields((await browser.get('/revue')).html, '/revue/suivant')['jeton'] ?? '')
        const fields = { jeton, version: '1', cle: crypto.randomUUID(), note: 'Saisie' }
        const answer = route.method === 'GET' ? await browser.get(path) : await browser.post(path, fields)
        const key = `${route.method} ${path.replace(/[0-9a-f-]{36}/, ':id')}`
        const want = TABLE[name]?.[persona] ?? 'in'
        seen[key] = answerOf(answer, want)
        wanted[key] = want
        if (want === 'in') continue
        // Whoever may not work on a case has changed nothing of it.
        expect((await console.guard.store.getReview(reviewId))?.version).toBe(1)
        expect(await console.guard.store.getDraft(reviewId, id ?? '')).toBeUndefined()
      }
    }
    expect(seen).toEqual(wanted)
  },
)

test('no route answers a method that it does not have', async () => {
  const console = await open()
  const id = await console.propose()
  const routes = routesOf(console)
  const methods = (name: string): readonly string[] =>
    routes.filter((route) => nameOf(route).endsWith(name)).map(({ method }) => method)
  for (const route of routes) {
    const [path = ''] = pathsOf(nameOf(route), route.path, { reviewId: id, reportId: console.reportId })
    for (const method of METHODS) {
      const has = methods(nameOf(route).slice(nameOf(route).indexOf(' '))).includes(method)
      if (has || method === 'HEAD' || method === 'TRACE' || method === 'GET' || method === 'POST') continue
      const response = await console.handler.fetch(
        new Request(`https://console.example${path}`, { method, headers: { 'x-test-person': 'alice' } }),
      )
      expect([method, path, response.status]).toEqual([method, path, 404])
    }
  }
  expect((await console.guard.reviews.view(id, 'alice')).status).toBe('pending')
})

function answerOf(
  { status, location, html }: { status: number; location: string | undefined; html: string },
  want: Answer,
): Answer {
  if (location === '/connexion' || status === 401) return 'out'
  if (status === 404) return 'no'
  // The desk says no to an agent too when the case is not theirs yet; the page shows the case as it stands.
  if (status >= 400 && want === 'refused' && html.includes('Données du dossier')) return 'refused'
  return 'in'
}
