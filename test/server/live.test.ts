import { expect, test } from 'vitest'
import { ORIGIN, openConsole } from './console.js'

test('one person keeps twenty pages live, takes nobody else’s place, and has room again when one is closed', async () => {
  const { handler } = await openConsole()
  const listen = (who: string): Promise<Response> =>
    handler.fetch(new Request(`${ORIGIN}/revue/direct`, { headers: { 'x-test-person': who } }))
  const streams = await Promise.all(Array.from({ length: 20 }, () => listen('alice')))
  expect(streams.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
  expect((await listen('alice')).status).toBe(429)
  const other = await listen('bruno')
  expect(other.status).toBe(200)
  await streams[0]?.body?.cancel()
  const again = await listen('alice')
  expect(again.status).toBe(200)
  for (const { body } of [...streams.slice(1), other, again]) await body?.cancel()
})

test('asking for the headers alone opens no stream, and takes no place', async () => {
  const { handler } = await openConsole()
  const ask = (method: string): Promise<Response> =>
    handler.fetch(new Request(`${ORIGIN}/revue/direct`, { method, headers: { 'x-test-person': 'alice' } }))
  for (let each = 0; each < 30; each += 1) {
    const { status, headers, body } = await ask('HEAD')
    expect([status, headers.get('content-type'), body]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      null,
    ])
  }
  const stream = await ask('GET')
  expect(stream.status).toBe(200)
  await stream.body?.cancel()
})
