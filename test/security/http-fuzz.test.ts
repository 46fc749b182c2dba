import fc from 'fast-check'
import { generateSigningKey, type Reviewer } from 'garde-fou'
import { type Handler, jsonLogger, labelCheckHandler } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import { expect, test } from 'vitest'
import { webFaces } from '../../src/cli/serve/faces.js'
import { DECISION_NAMES } from '../../src/server/console/submission.js'
import { handlerApp } from '../../src/server/handler.js'
import { formFields, ORIGIN, openConsole, type TestConsole, testBrowser } from '../server/console.js'
import { openGuard, people } from '../support/guard.js'

/** What nobody should read in an answer: a place in the code, or the words of a runtime. */
const TRACE =
  /\bat (?:async )?[\w.<>[\] ]+ \(|node_modules|node:internal|\.tsx?:\d+|SQLITE_|SyntaxError|TypeError|RangeError/

/** Words that have hurt servers before. */
const HOSTILE = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '../../etc/passwd',
  '..%2f..%2f',
  '%00',
  '%',
  '%c0%af',
  '%E0%A4%A',
  "' or 1=1 --",
  "'); drop table reviews; --",
  '#{7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '\u202e',
  '\ud800',
  '\u0000',
  'a'.repeat(5000),
  '-1',
  '9007199254740993',
  '1e999',
  'NaN',
]
const word = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.webSegment(),
)
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'get'] as const
const TYPES = [
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16',
  'application/json',
  'multipart/form-data; boundary=x',
  'text/plain',
  'APPLICATION/JSON;charset="',
  '',
] as const
const HEADERS = [
  'cookie',
  'accept',
  'accept-language',
  'origin',
  'sec-fetch-site',
  'content-length',
  'content-encoding',
  'authorization',
  'range',
  'if-none-match',
  'x-forwarded-for',
  'x-http-method-override',
  'host',
  'transfer-encoding',
  'expect',
  'referer',
] as const

interface Hostile {
  readonly method: string
  readonly path: string
  readonly query: readonly (readonly [string, string])[]
  readonly headers: readonly (readonly [string, string])[]
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
}

const NAMES = [
  'jeton',
  'lien',
  'reference',
  'langue',
  'recherche',
  'etat',
  'apres',
  'page',
  'tri',
  'version',
  'cle',
  'retour',
  'avis',
  'note',
  'texte',
  'nom',
  'courriel',
  'v/amount',
  'v/__proto__/x',
  'v/letter',
  'o/amount',
  '__proto__',
  'constructor',
  ...Object.values(DECISION_NAMES),
]
const pairs = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), word), word), { maxLength: 6 })
const jsonText = fc.oneof(
  fc.json(),
  fc.constantFrom(
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"text":{"__proto__":[]}}',
    '[',
    '{"text":"\\ud800"}',
    `{"text":"${'a'.repeat(400)}"}`,
    '{"normalisedDigest":"x"}',
    'null',
    '1e999',
    `${'['.repeat(5000)}`,
  ),
)
const formText = pairs.map((fields) =>
  fields.map(([name, value]) => `${safe(name)}=${safe(value)}`).join('&'),
)
const body = fc.oneof(
  jsonText.map((text) => Buffer.from(text)),
  formText.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
)

/** Percent-encoded where it can be. */
function safe(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : text
}

function hostile(paths: readonly string[]): fc.Arbitrary<Hostile> {
  const route = fc
    .tuple(fc.constantFrom(...paths), fc.array(word, { minLength: 4, maxLength: 4 }))
    .map(([path, words]) => path.replace(/:\w+|\*/g, () => safe(words.shift() ?? 'x')))
  return fc.record({
    method: fc.constantFrom(...METHODS),
    path: fc.oneof(
      { arbitrary: route, weight: 6 },
      { arbitrary: fc.webPath(), weight: 1 },
      { arbitrary: word, weight: 1 },
    ),
    query: pairs,
    headers: fc.array(fc.tuple(fc.constantFrom(...HEADERS), word), { maxLength: 5 }),
    type: fc.constantFrom(...TYPES),
    body,
  })
}

/** The request as a client could send it; undefined where no HTTP could carry it. */
function requestOf(
  { method, path, query, headers, type, body }: Hostile,
  own: Readonly<Record<string, string>>,
): Request | undefined {
  const search = query.map(([name, value]) => `${safe(name)}=${safe(value)}`).join('&')
  try {
    const all = new Headers()
    for (const [name, value] of headers) if (!/[^\t\x20-\x7e\x80-\xff]/.test(value)) all.append(name, value)
    if (type !== '') all.set('content-type', type)
    for (const [name, value] of Object.entries(own)) all.set(name, value)
    const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'get'
    return new Request(`${ORIGIN}/${path.replace(/^\/+/, '')}?${search}`, {
      method,
      headers: all,
      ...(hasBody ? { body } : {}),
    })
  } catch {
    return undefined
  }
}

async function expectCalm(handler: Handler, request: Request): Promise<void> {
  const what = `${request.method} ${request.url}`
  const response = await handler.fetch(request)
  // All is well here: nothing that anybody sends makes it our fault.
  expect(response.status, what).toBeLessThan(500)
  expect(response.status, what).toBeGreaterThanOrEqual(200)
  if (response.headers.get('content-type')?.startsWith('text/event-stream') === true)
    return response.body?.cancel()
  const text = await response.text()
  expect(TRACE.test(text), `${what}\n${text.slice(0, 400)}`).toBe(false)
  expect(response.headers.get('x-content-type-options'), what).toBe('nosniff')
}

function expectUnpolluted(): void {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
}

const PUBLIC = [
  '/',
  '/healthz',
  '/readyz',
  '/metrics',
  '/connexion',
  '/deconnexion',
  '/verifier',
  '/verifier/preuve.json',
  '/verifier/:x',
  '/registre',
  '/registre/:id',
  '/registre/:id.json',
  '/registre/aide-logement',
  '/registre/registre.csv',
  '/registre/registre.json',
  '/registre/schema.json',
  '/registre/changements.atom',
  '/registre/exports/:name.json',
  '/registre/rapport',
  '/registre/rapport/:year',
  '/registre/rapport/:year/:figure.csv',
  '/registre/aide-logement/demande',
  '/registre/aide-logement/avis',
  '/registre/:id/demande',
  '/registre/:id/:x',
  '/api/labels/check',
]

test('whatever anybody sends to the public faces is answered calmly', async () => {
  const signingKey = generateSigningKey('test.example')
  const { guard } = await openGuard({
    store: sqliteStore(':memory:'),
    signingKey,
    outputIndexKey: 'k'.repeat(32),
  })
  const faults: string[] = []
  const { handler } = webFaces({
    guard,
    signingKey,
    server: { publicUrl: ORIGIN, metrics: { token: 't'.repeat(32) } },
    logger: jsonLogger((line) => void faults.push(line)),
  })
  const labels = labelCheckHandler(guard, {
    limits: { client: { times: 1e6, seconds: 1 }, all: { times: 1e6, seconds: 1 } },
  })
  const site: Handler = {
    fetch: (request, from) =>
      (new URL(request.url).pathname.startsWith('/api/') ? labels : handler).fetch(request, from),
  }
  await fc.assert(
    fc.asyncProperty(hostile(PUBLIC), async (sent) => {
      const request = requestOf(sent, {})
      if (request !== undefined) await expectCalm(site, request)
    }),
    { numRuns: 400 },
  )
  expect(faults.filter((line) => !line.includes('"message":"request"'))).toEqual([])
  expectUnpolluted()
})

const all: readonly Reviewer[] = [
  ...people,
  { id: 'adele', name: 'A. Blanc', roles: ['administrator', 'instructeur'], training: [] },
]
const reviewers = {
  find: async (id: string) => all.find((person) => person.id === id),
  list: async () => all,
  change: async () => undefined,
}

/** A form token of a person, so that what they send is read, and not refused at the door. */
async function tokenOf({ handler }: TestConsole, id: string): Promise<Readonly<Record<string, string>>> {
  let cookie = ''
  const browser = testBrowser(
    {
      fetch: async (request) => {
        const response = await handler.fetch(request)
        cookie ||= response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
        return response
      },
    },
    id,
  )
  const { html } = await browser.get('/revue')
  return { cookie, jeton: formFields(html, '/revue/suivant')['jeton'] ?? '' }
}

test.each(['alice', 'denis', 'adele'])(
  'whatever %s sends from a page that is theirs is answered calmly',
  async (id) => {
    const many = { times: 1e6, seconds: 1 }
    const city = await openConsole({ commandLimits: { person: many, address: many } }, { reviewers })
    const review = await city.propose()
    await city.guard.reviews
      .claim(review, { by: 'alice', version: 1, idempotencyKey: 'k' })
      .catch(() => undefined)
    const { jeton = '', cookie = '' } = await tokenOf(city, id)
    const routes = handlerApp(city.guard, { authenticate: async () => undefined }).routes
    const paths = routes
      .filter(({ method }) => method !== 'ALL')
      .flatMap(({ path }) => [path, path.replace(':id', review), path.replace(/:id\b/, 'aide-logement')])
    const actions = [
      'avis',
      'verifier',
      'enregistrer',
      'brouillon',
      'signaler',
      'second-avis',
      'reprendre',
      'rendre',
      'reserver',
    ].map((action) => `/revue/${review}/${action}`)
    await fc.assert(
      fc.asyncProperty(hostile([...paths, ...actions]), fc.boolean(), async (sent, isForm) => {
        const form = {
          type: TYPES[0],
          method: 'POST',
          body: Buffer.from(
            `${sent.query.map(([name, value]) => `${safe(name)}=${safe(value)}`).join('&')}&jeton=${jeton}`,
          ),
        }
        const own = {
          'x-test-person': id,
          ...(isForm ? { cookie, origin: ORIGIN, 'sec-fetch-site': 'same-origin' } : {}),
        }
        const request = requestOf(isForm ? { ...sent, ...form } : sent, own)
        if (request !== undefined) await expectCalm(city.handler, request)
      }),
      { numRuns: 300 },
    )
    expect(city.errors).toEqual([])
    expectUnpolluted()
  },
)
