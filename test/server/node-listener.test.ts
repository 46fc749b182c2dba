import { createServer } from 'node:http'
import express from 'express'
import type { RequestOrigin } from 'garde-fou/server'
import { nodeListener } from 'garde-fou/server'
import { describe, expect, onTestFinished, test } from 'vitest'

type Listening = Parameters<typeof createServer>[1]

async function listening(listener: Listening): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

/** Answers with what it was told of a request. */
const echo = {
  fetch: async (request: Request, from: RequestOrigin = {}) =>
    Response.json({
      path: new URL(request.url).pathname,
      from: from.address ?? null,
      body: await request.text(),
    }),
}
const forwarded = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' }

describe('A handler in Node’s own server', () => {
  test('learns the connection’s address, and believes no header that anybody can write', async () => {
    const url = await listening(nodeListener(echo))
    const answer = await fetch(`${url}/revue`, { headers: forwarded })
    expect(await answer.json()).toEqual({ path: '/revue', from: '127.0.0.1', body: '' })
  })

  test('believes the last address of the proxy that the city trusts', async () => {
    const url = await listening(nodeListener(echo, { trustProxy: true }))
    expect(await (await fetch(url, { headers: forwarded })).json()).toMatchObject({ from: '198.51.100.7' })
    expect(await (await fetch(url)).json()).toMatchObject({ from: '127.0.0.1' })
  })
})

describe('A handler in Express', () => {
  test('sees whole paths where it is mounted, and reads its own bodies', async () => {
    const app = express()
    app.use('/ia', nodeListener(echo))
    app.use(express.json())
    const url = await listening(app)
    const answer = await fetch(`${url}/ia/revue/x?y=1`, { method: 'POST', body: 'a=b' })
    expect(await answer.json()).toMatchObject({ path: '/ia/revue/x', body: 'a=b' })
  })
})
