import fc from 'fast-check'
import { TamperedError } from 'garde-fou'
import {
  faultFields,
  type Handler,
  jsonLogger,
  type LogFields,
  type Logger,
  logRequests,
} from 'garde-fou/server'
import { fixedClock } from 'garde-fou/testing'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { handlerApp } from '../../src/server/handler.js'
import { routeOf } from '../../src/server/log/route-of.js'
import { registerPaths } from '../../src/server/register/paths.js'
import { openConsole } from './console.js'

interface Line {
  readonly level: string
  readonly fields: LogFields
  readonly message: string
}

function memoryLogger(): { readonly logger: Logger; readonly lines: Line[] } {
  const lines: Line[] = []
  const at = (level: string) => (fields: LogFields, message: string) =>
    void lines.push({ level, fields, message })
  return { logger: { info: at('info'), warn: at('warn'), error: at('error') }, lines }
}

const answering = (response: () => Response): Handler => ({ fetch: async () => response() })

async function logged(
  handler: Handler,
  request: Request,
  trustRequestId = false,
): Promise<{ readonly lines: readonly Line[]; readonly response: Response }> {
  const { logger, lines } = memoryLogger()
  const response = await logRequests(handler, { logger, trustRequestId }).fetch(request)
  return { lines, response }
}

const UUID = /^[0-9a-f-]{36}$/

describe('The log of requests', () => {
  test('says id, method, route, status and duration, and nothing of what was sent', async () => {
    const handler = answering(
      () => new Response('Zoé', { status: 303, headers: { location: '/x?nom=Durand' } }),
    )
    const { lines, response } = await logged(
      handler,
      new Request('https://console.example/revue/DOSSIER-412/avis?nom=Durand#zoe', {
        method: 'POST',
        body: 'motif=Zoé+Durand',
        headers: { cookie: 'garde-fou-session=SECRET', authorization: 'Bearer SECRET', 'user-agent': 'Zoé' },
      }),
    )
    expect(lines).toEqual([
      {
        level: 'info',
        message: 'request',
        fields: {
          requestId: expect.stringMatching(UUID),
          method: 'POST',
          route: '/revue/:/avis',
          status: 303,
          durationMs: expect.any(Number),
        },
      },
    ])
    expect(response.headers.get('x-request-id')).toBe(lines[0]?.fields['requestId'])
    expect([response.status, await response.text()]).toEqual([303, 'Zoé'])
  })

  test('keeps several cookies of an answer apart', async () => {
    const headers = new Headers()
    headers.append('set-cookie', 'a=1')
    headers.append('set-cookie', 'b=2')
    const { response } = await logged(
      answering(() => new Response(null, { status: 204, headers })),
      new Request('https://x.example/'),
    )
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  test('takes over the id of a trusted proxy when it is one, and of nobody else', async () => {
    const id = '0197a1c2-0000-7000-8000-0123456789ab'
    const request = (value: string): Request =>
      new Request('https://x.example/', { headers: { 'x-request-id': value } })
    const handler = answering(() => new Response('ok'))
    expect((await logged(handler, request(id), true)).response.headers.get('x-request-id')).toBe(id)
    expect((await logged(handler, request(id))).response.headers.get('x-request-id')).not.toBe(id)
    const forged = (await logged(handler, request('Zoe-Durand'), true)).response.headers.get('x-request-id')
    expect(forged).toMatch(UUID)
  })

  test('a handler that throws is answered by 500 with nothing of the error, and logged without its words', async () => {
    const throwing: Handler = {
      fetch: async () => {
        throw new TypeError('Zoé Durand\nhabite à   at home')
      },
    }
    const { lines, response } = await logged(throwing, new Request('https://x.example/revue'))
    expect([response.status, await response.text()]).toEqual([500, '500'])
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['error', 'request failed'],
      ['error', 'request'],
    ])
    expect(JSON.stringify(lines)).not.toMatch(/Zoé|Durand|home/)
    expect(JSON.stringify(lines[0]?.fields['at'])).toContain('log.test.ts')
  })

  test('probes leave a line only when they find something', async () => {
    const status = async (code: number): Promise<number> =>
      (
        await logged(
          answering(() => new Response('', { status: code })),
          new Request('https://x.example/readyz'),
        )
      ).lines.length
    expect([await status(200), await status(503)]).toEqual([0, 1])
  })
})

describe('A route in the log', () => {
  test('is made of our own words alone, whatever a path says', () => {
    const typed = fc.array(
      fc.webSegment().map((text) => `${text}zoe`),
      { minLength: 1, maxLength: 9 },
    )
    fc.assert(
      fc.property(typed, (parts) => {
        expect(routeOf(`/revue/${parts.join('/')}/avis`)).toMatch(/^\/revue(?:\/:)+(?:\/avis|\/…)$/)
      }),
    )
    expect(routeOf('/verifier/Zo%C3%A9/Durand')).toBe('/verifier/:/:')
    expect(routeOf('/a/b/c/d/e/f/g/h')).toBe('/:/:/:/:/:/:/…')
    expect(routeOf('/')).toBe('/')
  })

  test('tells every route of ours from the others', async () => {
    const { guard } = await openConsole()
    const app = handlerApp(guard, { authenticate: async () => undefined })
    const register = registerPaths('')
    const paths = [
      ...app.routes.filter(({ method }) => method !== 'ALL').map(({ path }) => path),
      ...Object.values(register).filter((path) => typeof path === 'string'),
      '/connexion',
      '/connexion/retour',
      '/deconnexion',
      '/verifier/preuve.json',
      '/verifier/verify-decision.mjs',
      '/registre/rapport',
      '/registre/:id/demande',
      '/registre/:id/avis',
      '/api/labels/check',
      '/metrics',
    ]
    const generic = (path: string): string =>
      path.replace(/(?:style|script)-[^/]+/g, ':').replace(/\/(?::\w+|\*)/g, '/:')
    expect(paths.map(routeOf)).toEqual(paths.map(generic))
  })
})

describe('A fault in the log', () => {
  test('of this package keeps its message and code', () => {
    const error = new TamperedError('The suspension of "aide-logement"', 'it is not JSON')
    expect(faultFields(error)).toEqual({
      error: 'TamperedError',
      code: 'ERR_TAMPERED',
      detail: error.message,
    })
  })

  test('of anybody else keeps nothing that it says', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12, unit: 'grapheme' }),
        fc.string({ minLength: 12 }),
        (text, name) => {
          const error = Object.assign(new Error(`${text}\n    at ${text}`), { code: text, name })
          const said = JSON.stringify(faultFields(error))
          const known = error.stack?.split('\n').slice(-3).join() ?? ''
          if (!known.includes(text)) expect(said).not.toContain(JSON.stringify(text).slice(1, -1))
        },
      ),
    )
    expect(faultFields('Zoé Durand')).toEqual({ error: 'not-an-error' })
  })
})

test('a line of JSON for each thing that happened, whatever its fields hold', () => {
  const lines: string[] = []
  const logger = jsonLogger((line) => void lines.push(line), fixedClock('2026-11-24T09:00:00.000Z'))
  logger.warn({ note: 'a\nb"\u2028', count: 3 }, 'x\ny')
  expect(lines.join('')).toMatch(/^[^\n]+\n$/)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: '2026-11-24T09:00:00.000Z',
    level: 'warn',
    message: 'x\ny',
    note: 'a\nb"\u2028',
    count: 3,
  })
})

test('a logger of pino fits as it is', async () => {
  const written: string[] = []
  const logger: Logger = pino({ base: null }, { write: (line: string) => void written.push(line) })
  await logRequests(
    answering(() => new Response('', { status: 503 })),
    { logger },
  ).fetch(new Request('https://x.example/revue/1?nom=Durand'))
  expect(written.map((line): unknown => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: 50, msg: 'request', route: '/revue/:', status: 503, method: 'GET' }),
  ])
})
