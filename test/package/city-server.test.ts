import { describe, expect, test } from 'vitest'
import { startExample } from '../support/example-process.js'

/** A browser that keeps cookies and follows nothing by itself. */
function browser() {
  const cookies = new Map<string, string>()
  return async (url: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: {
        ...init.headers,
        'sec-fetch-site': 'same-origin',
        origin: new URL(url).origin,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }
}

const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
})

describe.each([
  ['city-server/express.ts', '/ia'],
  ['city-server/fetch.ts', ''],
])('examples/%s', (file, base) => {
  test('serves the city’s own page and the whole console, from the link to a reserved case', async () => {
    const { printed, stop } = await startExample(file, {}, /Sign in: http\S+\n/)
    const link = /Sign in: (\S+)/.exec(printed)?.[1] ?? ''
    const { origin, searchParams } = new URL(link)
    const go = browser()
    expect(await (await go(`${origin}/`)).text()).toBe('La ville')
    expect(await (await go(`${origin}${base}/healthz`)).text()).toBe('ok')
    const nobody = await go(`${origin}${base}/revue`)
    expect([nobody.status, nobody.headers.get('location')]).toEqual([303, `${base}/connexion`])
    const signedIn = await go(`${origin}${base}/connexion`, form({ lien: searchParams.get('lien') ?? '' }))
    expect(signedIn.status).toBe(303)
    const queue = await (await go(`${origin}${base}/revue`)).text()
    expect(queue).toContain('PC-2026-0012')
    const style = /href="([^"]+\.css)"/.exec(queue)?.[1] ?? ''
    expect(style).toMatch(new RegExp(`^${base}/revue/style-`))
    expect((await go(`${origin}${style}`)).status).toBe(200)
    const jeton = /name="jeton" value="([^"]+)"/.exec(queue)?.[1] ?? ''
    const taken = await go(`${origin}${base}/revue/suivant`, form({ jeton }))
    expect(taken.status).toBe(303)
    const review = await (await go(`${origin}${taken.headers.get('location')}`)).text()
    expect(review).toContain('Votre avis d’abord')
    expect(review).not.toContain('Votre projet de 18')
    expect(await stop()).toBe(0)
  })
})
