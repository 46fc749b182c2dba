import { registerHandler, reportHandler, requestHandler, verificationHandler } from 'garde-fou/server'
import { expect, test } from 'vitest'
import { ORIGIN, openConsole } from './console.js'

const SECRET = new Uint8Array(32).fill(5)

test('every page names an icon that its own handler serves, and nothing of it runs', async () => {
  const console = await openConsole()
  const { guard } = console
  const id = await console.propose()
  const faces = [
    [console.handler, '/revue', { 'x-test-person': 'alice' }],
    [console.handler, `/revue/${id}`, { 'x-test-person': 'alice' }],
    [console.handler, '/revue', {}],
    [verificationHandler(guard), '/verifier', {}],
    [registerHandler(guard), '/registre', {}],
    [reportHandler(guard, { clock: console.clock }), '/registre/rapport/2026', {}],
    [requestHandler(guard, { secret: SECRET }), '/registre/aide-logement/demande', {}],
  ] as const
  for (const [handler, path, headers] of faces) {
    const page = await (
      await handler.fetch(new Request(`${ORIGIN}${path}`, { headers: { ...headers } }))
    ).text()
    const icon = /<link rel="icon" href="([^"]+)"/.exec(page)?.[1]
    expect(icon, path).toBeDefined()
    const answer = await handler.fetch(new Request(`${ORIGIN}${icon}`))
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
      path,
      200,
      'image/svg+xml; charset=utf-8',
    ])
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*img-src 'self'/)
    expect(await answer.text()).toMatch(/^<svg [^>]*>(?:<(?:rect|path) [^>]*>)+<\/svg>$/)
  }
  expect((await console.person(undefined).get('/favicon.ico')).status).toBe(200)
})
